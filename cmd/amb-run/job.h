/*
 * job.h - what becomes of one claimed job.
 *
 * A job goes on where it was when its worker died, and fails when too many
 * died of it.
 */
#ifndef AMB_RUN_JOB_H
#define AMB_RUN_JOB_H

/* JOB_LATER: the spool could not be written; the job stays in active/. */
enum job_end { JOB_DONE, JOB_FAILED, JOB_LATER };

/*
 * job_run(id): run the job active/ID.json, which the caller has claimed.
 * When it is done its scene is done/ID/scene.json; when it cannot be it is
 * moved to failed/.
 */
enum job_end job_run(const char *id);

#endif /* AMB_RUN_JOB_H */
