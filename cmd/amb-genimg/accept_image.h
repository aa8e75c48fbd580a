/*
 * accept_image.h - check the picture that a helper made, and keep it.
 *
 * A helper's file is foreign: only a regular file of bounded size whose bytes
 * begin as one of the four formats do is kept, and it is durable then.
 */
#ifndef AMB_GENIMG_ACCEPT_IMAGE_H
#define AMB_GENIMG_ACCEPT_IMAGE_H

#include "base/why.h"
#include "spool/spool.h"

/*
 * accept_image(made, id, name, why): rename made, a file in the spool that a
 * helper wrote, to the picture of scene id, and set name to its new name.
 * Returns 0, or -1 and why.
 */
int accept_image(const char *made, const char *id, char name[SPOOL_NAME_MAX],
    char why[WHY_MAX]);

#endif /* AMB_GENIMG_ACCEPT_IMAGE_H */
