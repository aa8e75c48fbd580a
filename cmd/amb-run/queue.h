/*
 * queue.h - take jobs from the spool, one holder each.
 *
 * A job is queue/ID.json until it is claimed, then active/ID.json with a flock
 * held on it by the process that works on it.  When that dies the lock is free
 * and the job may be claimed again.
 */
#ifndef AMB_QUEUE_H
#define AMB_QUEUE_H

#include <stdbool.h>

#include <jv.h>

#include "scene/ulid.h"

/*
 * queue_claim(id): take a job, from active/ or from queue/.
 * Returns a descriptor that holds it until it is closed everywhere, or -1 when
 * somebody else has it or it is gone.
 */
int queue_claim(const char *id);

/*
 * queue_next(turn, id): claim a job that nobody has: the newest when turn is
 * even, so that a new wish lights at once, the oldest when it is odd, so that
 * none waits for ever.  Jobs left in active/ come first.
 * Returns the descriptor and stores its id, or -1 when there is none.
 */
int queue_next(unsigned turn, char id[ULID_LEN + 1]);

/*
 * queue_superseded(scene, part): whether a newer scene of its zone that wants
 * this part ("matrix", "strip") is lit, or waits.
 */
bool queue_superseded(const jv *scene, const char *part);

/*
 * queue_empty(): whether nothing is left in queue/ or active/.
 */
bool queue_empty(void);

#endif /* AMB_QUEUE_H */
