/*
 * subjects.h - the one to three things in a picture.
 */
#ifndef AMB_GENIMG_SUBJECTS_H
#define AMB_GENIMG_SUBJECTS_H

#include <stdbool.h>

#include "canvas.h"
#include "paint_plan.h"

/* Mean relative luminance, at most, of the ground behind subjects. */
#define SUBJECTS_GROUND_LUMA 0.035

/*
 * subjects_draw(c, plan, setting): draw the plan's subjects; they leave room
 * for a setting where there is one.  Returns false when one has no glyph on
 * this machine: a disc is drawn for it.
 */
bool subjects_draw(
    struct canvas *c, const struct paint_plan *plan, bool setting);

#endif /* AMB_GENIMG_SUBJECTS_H */
