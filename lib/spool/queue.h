/*
 * queue.h - jobs: put by the tools that accept instructions, run by amb-run.
 *
 * A job is queue/ID.json until it is claimed, then active/ID.json, locked by
 * the process that runs it.  When that process dies the lock is free and the
 * job may be claimed again, so no job is lost or run twice at once.
 */
#ifndef AMB_SPOOL_QUEUE_H
#define AMB_SPOOL_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "scene/ulid.h"

/*
 * queue_put(scene): queue a checked scene.  Consumes it.  Returns 0 when
 * the scene is on disk and the job accepted, or -1 with errno: EAGAIN when
 * AMB_QUEUE_MAX jobs wait.  Processes that put at once may exceed that limit.
 */
int queue_put(jv scene);

/*
 * queue_has(id): whether a job of that id was put; false when amb-gc has
 * removed what it has left since.
 */
bool queue_has(const char *id);

/*
 * queue_full(): whether queue_put() would fail with EAGAIN.
 */
bool queue_full(void);

/*
 * queue_next(turn, id): claim a job that no process has: the newest when turn
 * is even, so that a new instruction is run at once, the oldest when it is odd,
 * so that none waits for ever.  Jobs left in active/ come first; ids from a
 * wrong clock count as the oldest. Stores the id and returns a descriptor that
 * holds the job until it is closed in every process; -1 when there is none.
 */
int queue_next(unsigned turn, char id[ULID_LEN + 1]);

/*
 * queue_done(id), queue_fail(id): remove a claimed job, or move it to failed/.
 * Return 0, or -1 with errno.
 */
int queue_done(const char *id);
int queue_fail(const char *id);

/* queue_empty(): whether nothing is left in queue/ or active/. */
bool queue_empty(void);

/*
 * queue_wait_ms(): how long the oldest job has waited, 0 when none waits;
 * INT64_MAX when that is not known, because its id is from a wrong clock.
 */
int64_t queue_wait_ms(void);

/*
 * queue_newer(scene, part): whether a job, waiting or running, wants this part
 * ("matrix", "strip") of the same zone and supersedes scene.
 */
bool queue_newer(const jv *scene, const char *part);

#endif /* AMB_SPOOL_QUEUE_H */
