/*
 * step.h - run one tool of the line on a job, and keep the scene it writes.
 */
#ifndef AMB_RUN_STEP_H
#define AMB_RUN_STEP_H

#include <stdbool.h>

#include <jv.h>

#define STEP_LAST "scene" /* its file says that the job is done */

struct job {
	const char *id;
	jv scene;
	bool once;	 /* nothing is resumed, no tool runs again */
	bool superseded; /* a newer scene has what was left to publish */
	int status; /* exit status, or as PROC_, of the tool that ran last */
	int worst;  /* exit status for all that ran, see stage_worse() */
};

struct step {
	const char *name; /* of done/ID/NAME.json and in errors[].stage */
	const char *tool;
	const char *part; /* it is for this part alone, or NULL for all */
	bool (*skip_if)(const struct job *job); /* or NULL */
	bool must_publish; /* never given up while it may mend */
};

/*
 * step_run(job, step): run the tool and keep its scene, again and again with
 * longer waits while that may mend it.  Returns false when the time for that
 * is over and the job cannot go on; with job->once it goes on all the same.
 */
bool step_run(struct job *job, const struct step *step);

/* step_keep(job, step): write the job's scene as this step's file. */
bool step_keep(struct job *job, const struct step *step);

/*
 * step_file(job, name, buf): the spool's name for the scene after a step, in
 * buf[SPOOL_NAME_MAX]; returns buf.
 */
char *step_file(const struct job *job, const char *name, char *buf);

#endif /* AMB_RUN_STEP_H */
