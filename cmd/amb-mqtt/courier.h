/*
 * courier.h - carry the events to the broker, in order.
 *
 * A few are on their way at once.  The cursor moves past an event when the
 * broker has acknowledged it and all before it; whatever is not acknowledged
 * when a connection ends is sent again on the next, from the cursor on.
 */
#ifndef AMB_COURIER_H
#define AMB_COURIER_H

#include <stdbool.h>

#include <jv.h>

/*
 * courier_init(): find the cursor; without one, begin with the next event and
 * say so in the spool.  Returns 0, or -1 with errno.
 */
int courier_init(void);

/* courier_fd(): readable when there may be events. */
int courier_fd(void);

/* courier_restart(): a new connection: begin at the cursor.  0 or -1. */
int courier_restart(void);

/*
 * courier_send(heed): send what may be sent; heed(event) is called for each
 * and borrows it.  Returns 0, or -1 with errno.
 */
int courier_send(void (*heed)(const jv *event));

/* courier_acked(seq): the broker has that event. */
void courier_acked(long seq);

/* courier_keep(): put the cursor on disk if it moved.  Returns 0, or -1. */
int courier_keep(void);

/* courier_idle(): whether all events are acknowledged. */
bool courier_idle(void);

void courier_exit(void);

#endif /* AMB_COURIER_H */
