/*
 * color.h - sRGB codes and light.
 *
 * An LED's light is proportional to linear values, 0 to 1; averages and
 * sums of light are right only there, never in codes.
 */
#ifndef AMB_COLOR_H
#define AMB_COLOR_H

#include <stdint.h>

/* color_linear(code): the light of an sRGB code 0-255, by its value. */
double color_linear(double code);

/* color_code(light): the nearest sRGB code; light beyond 0..1 is cut off. */
uint8_t color_code(double light);

/*
 * color_vivid(rgb): more saturated, in place: away from the grey of the same
 * luminance on the line through rgb in linear light, the further the less
 * saturated it was, never past the edge of the gamut.  Greys stay.
 */
void color_vivid(uint8_t *rgb);

#endif /* AMB_COLOR_H */
