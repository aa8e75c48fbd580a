/*
 * leds.h - a view as a picture: round LEDs that glow on black.
 */
#ifndef AMB_SHOW_LEDS_H
#define AMB_SHOW_LEDS_H

#include "image/raster.h"
#include "view.h"

/*
 * leds_draw(v, out): draw the matrix, and the strip below it, about 640
 * pixels wide.  Returns 0, and *out is for raster_release(), or -1 with errno.
 */
int leds_draw(const struct view *v, struct raster *out);

#endif /* AMB_SHOW_LEDS_H */
