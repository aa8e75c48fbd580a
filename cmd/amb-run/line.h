/*
 * line.h - the order of the stages.
 */
#ifndef AMB_RUN_LINE_H
#define AMB_RUN_LINE_H

#include <stdbool.h>

#include "step.h"

/*
 * line_run(job): run the steps that the job still needs.
 * The scene after each is stored in done/ID/STEP.json; a step whose file can be
 * read is not run again unless job->once.  Returns false when the spool could
 * not be written and the job cannot go on; never so with job->once.
 */
bool line_run(struct job *job);

#endif /* AMB_RUN_LINE_H */
