/*
 * backdrop.h - which words and subjects of a plan ask for which scenery.
 */
#ifndef AMB_GENIMG_BACKDROP_H
#define AMB_GENIMG_BACKDROP_H

#include <stdbool.h>

#include "canvas.h"
#include "paint_plan.h"

/*
 * backdrop_setting(c, plan): paint what lies behind the subjects.  A subject
 * that is the setting itself, as a sunset is, is removed from plan.  Returns
 * whether there is such a setting.
 */
bool backdrop_setting(struct canvas *c, struct paint_plan *plan);

/*
 * backdrop_weather(c, plan): paint stars, rain, petals and so on over free
 * cells.
 */
void backdrop_weather(struct canvas *c, const struct paint_plan *plan);

#endif /* AMB_GENIMG_BACKDROP_H */
