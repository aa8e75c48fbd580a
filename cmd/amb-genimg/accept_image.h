/*
 * accept_image.h - check and keep the picture of a helper.
 *
 * A helper's file is foreign: only a regular file of bounded size that begins
 * as one of the four formats is kept, and it is then durable.
 */
#ifndef AMB_GENIMG_ACCEPT_IMAGE_H
#define AMB_GENIMG_ACCEPT_IMAGE_H

#include "base/why.h"
#include "spool/layout.h"

/*
 * accept_image(made, id, name, why): rename made, a file in the spool that a
 * helper wrote, to the picture of scene id, and set name to its new name.
 * Returns 0, or -1 and why.
 */
int accept_image(const char *made, const char *id, char name[SPOOL_NAME_MAX],
    char why[WHY_MAX]);

#endif /* AMB_GENIMG_ACCEPT_IMAGE_H */
