/*
 * line.h - the order of the stages, for every scene that amb takes through
 * them.
 */
#ifndef AMB_RUN_LINE_H
#define AMB_RUN_LINE_H

#include <stdbool.h>

#include "step.h"

/*
 * line_run(job): take the job through the steps that it still needs.
 * done/ID/STEP.json keeps the scene after each; a step whose file is there is
 * not run again unless job->once.  Returns false when the spool could not be
 * written and the job cannot go on; never so with job->once.
 */
bool line_run(struct job *job);

#endif /* AMB_RUN_LINE_H */
