/*
 * workers.h - run jobs in at most AMB_WORKERS processes.
 */
#ifndef AMB_RUN_WORKERS_H
#define AMB_RUN_WORKERS_H

#include <stdbool.h>

/*
 * workers_run(stay): run jobs until none is left, or, when stay is true, until
 * SIGTERM or SIGINT: then start no more and wait for those that run; a second
 * signal ends these too, and the next amb-run resumes them.
 * Returns the exit status: 0; 75 when the spool could not be written and jobs
 * are left; 71 on lack of a system resource.
 */
int workers_run(bool stay);

#endif /* AMB_RUN_WORKERS_H */
