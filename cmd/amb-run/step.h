/*
 * step.h - run one stage on a job and store the scene that it writes.
 */
#ifndef AMB_RUN_STEP_H
#define AMB_RUN_STEP_H

#include <stdbool.h>

#include <jv.h>

#define STEP_LAST "scene" /* its file marks the job as done */

struct job {
	const char *id;
	jv scene;
	bool once;	 /* nothing is resumed, no tool runs again */
	bool superseded; /* nothing is left to publish */
	int status; /* exit status, or as PROC_, of the tool that ran last */
	int worst;  /* exit status for all that ran, see stage_worse() */
};

struct step {
	const char *name; /* of done/ID/NAME.json and in errors[].stage */
	const char *tool;
	const char *part; /* it is for this part alone, or NULL for all */
	bool (*skip_if)(const struct job *job); /* or NULL */
	bool must_publish; /* see publisher.h; retried while that may help */
};

/*
 * step_run(job, step): run the tool and store its scene; retry with longer
 * waits, up to AMB_RETRY_S, while that may help.  Returns false when the job
 * cannot continue, never so with job->once.
 */
bool step_run(struct job *job, const struct step *step);

/* step_keep(job, step): store the job's scene as the step's file.  Likewise. */
bool step_keep(struct job *job, const struct step *step);

/*
 * step_file(job, name, buf): the spool's name for the scene after a step, in
 * buf[SPOOL_NAME_MAX]; returns buf.
 */
char *step_file(const struct job *job, const char *name, char *buf);

#endif /* AMB_RUN_STEP_H */
