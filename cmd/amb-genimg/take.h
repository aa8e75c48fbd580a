/*
 * take.h - judge the picture that a helper made, and keep it.
 */
#ifndef AMB_TAKE_H
#define AMB_TAKE_H

#include "spool/spool.h"

/*
 * take_picture(made, id, name): move made, a file in the spool that a helper
 * wrote, to the place of the picture of scene id, and set name to that; it is
 * durable then.  Returns NULL, or a text that says why it was not taken.
 */
const char *take_picture(
    const char *made, const char *id, char name[SPOOL_NAME_MAX]);

#endif /* AMB_TAKE_H */
