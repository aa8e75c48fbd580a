/*
 * step.h - run one tool of the line on a job, and keep the scene it writes.
 */
#ifndef AMB_STEP_H
#define AMB_STEP_H

#include <stdbool.h>

#include <jv.h>

struct step {
	const char *name; /* of done/ID/NAME.json and in errors[].stage */
	const char *tool;
	const char *part; /* it is for this part alone, or NULL for all */
};

struct job {
	const char *id;
	jv scene;
	bool superseded; /* a newer scene has what was left to publish */
	int status;	 /* of the tool that ran last */
};

/*
 * step_run(job, step): run the tool and keep its scene, again and again with
 * longer waits while that may mend it.  Returns false when the time for that
 * is over and the job cannot go on.
 */
bool step_run(struct job *job, const struct step *step);

/* step_keep(job, step): write the job's scene as this step's file. */
bool step_keep(const struct job *job, const struct step *step);

/*
 * step_file(job, name, buf): the spool's name for the scene after a step, in
 * buf[SPOOL_NAME_MAX]; returns buf.
 */
char *step_file(const struct job *job, const char *name, char *buf);

#endif /* AMB_STEP_H */
