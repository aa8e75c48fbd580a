/*
 * backdrop.h - what a wish is set in: which words ask for which scenery.
 */
#ifndef AMB_BACKDROP_H
#define AMB_BACKDROP_H

#include <stdbool.h>

#include "canvas.h"
#include "wish.h"

/*
 * backdrop_setting(c, w): paint what lies behind the subjects.  A subject that
 * is the setting itself, as a sunset is, is taken out of w.  Returns whether
 * the canvas has such a setting.
 */
bool backdrop_setting(struct canvas *c, struct wish *w);

/* backdrop_weather(c, w): throw stars, rain or petals over what is free. */
void backdrop_weather(struct canvas *c, const struct wish *w);

#endif /* AMB_BACKDROP_H */
