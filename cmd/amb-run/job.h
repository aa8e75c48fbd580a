/*
 * job.h - run one claimed job.
 *
 * A job whose worker died is resumed after the last step that was stored; it
 * fails after AMB_JOB_ATTEMPTS such workers.
 */
#ifndef AMB_RUN_JOB_H
#define AMB_RUN_JOB_H

/* JOB_LATER: the spool could not be written; the job stays in active/. */
enum job_end { JOB_DONE, JOB_FAILED, JOB_LATER };

/*
 * job_run(id): run the job active/ID.json, which the caller has claimed.
 * Once it is done its scene is done/ID/scene.json; a job that fails is moved to
 * failed/.
 */
enum job_end job_run(const char *id);

#endif /* AMB_RUN_JOB_H */
