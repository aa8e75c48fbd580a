/*
 * light.h - linear light, in which colours are mixed and dimmed.
 *
 * Light adds up, sRGB codes do not.  A table and exact arithmetic, no pow():
 * the same light gives the same codes on every machine.
 */
#ifndef AMB_LIGHT_LIGHT_H
#define AMB_LIGHT_LIGHT_H

#include <stdint.h>

enum { LIGHT_FULL = 65535 }; /* the light of code 255 */

struct light {
	double r;
	double g;
	double b;
};

/* light_from(rgb): the light of sRGB codes. */
struct light light_from(const uint8_t rgb[3]);

/* light_mix(a, b, part): a when part is 0, b when it is 1. */
struct light light_mix(struct light a, struct light b, double part);

/* light_scale(a, part): the same colour, part of its light. */
struct light light_scale(struct light a, double part);

/*
 * light_add(sum, a, part): add part of a to *sum.
 * light_luma(a): relative luminance (Rec. 709), 0 to 1.
 * Both are inline for loops over all pixels of a picture.
 */
static inline void
light_add(struct light *sum, struct light a, double part)
{
	sum->r += a.r * part;
	sum->g += a.g * part;
	sum->b += a.b * part;
}

static inline double
light_luma(struct light a)
{
	return (0.2126 * a.r + 0.7152 * a.g + 0.0722 * a.b) / LIGHT_FULL;
}

/*
 * light_rgb(a, brightness, rgb): its sRGB codes times brightness, 0 to 1.
 * light_rgb(light_from(rgb), 1, rgb) changes nothing.
 */
void light_rgb(struct light a, double brightness, uint8_t rgb[3]);

#endif /* AMB_LIGHT_LIGHT_H */
