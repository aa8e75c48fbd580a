/*
 * workers.h - keep AMB_WORKERS processes busy with jobs.
 */
#ifndef AMB_RUN_WORKERS_H
#define AMB_RUN_WORKERS_H

#include <stdbool.h>

/*
 * workers_run(stay): run jobs until none is left, or, when stay is true, until
 * SIGTERM or SIGINT: then begin no more and wait for those that run; a second
 * signal ends these too, and they are taken up again by the next amb-run.
 * Returns the exit status: 0; 75 when the spool could not be written and jobs
 * are left; 71 on lack of a system resource.
 */
int workers_run(bool stay);

#endif /* AMB_RUN_WORKERS_H */
