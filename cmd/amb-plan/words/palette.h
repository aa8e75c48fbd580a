/*
 * palette.h - arithmetic on colours, on their sRGB codes.
 */
#ifndef AMB_PLAN_WORDS_PALETTE_H
#define AMB_PLAN_WORDS_PALETTE_H

#include <stdbool.h>
#include <stdint.h>

#include "light/color.h"
#include "words/lexicon.h"

struct hsv {
	double hue; /* degrees, 0 to 360; red is 0, green 120, blue 240 */
	double sat; /* 0 to 1 */
	double val; /* 0 to 1 */
};

/* palette_hsv(rgb), palette_rgb(hsv, rgb): convert. */
struct hsv palette_hsv(const uint8_t rgb[3]);
void palette_rgb(struct hsv hsv, uint8_t rgb[3]);

/* palette_mix(rgb, other, part): move rgb towards other, by 0 to 1. */
void palette_mix(uint8_t rgb[3], const uint8_t other[3], double part);

/* palette_shade(c, shade, zh): "light" c, in colour and name. */
void palette_shade(struct color *c, enum lex_shade shade, bool zh);

/* palette_kelvin(c, kelvin): the light of a temperature, 1000 to 15000 K. */
void palette_kelvin(struct color *c, double kelvin);

/* palette_alike(a, b): whether both are the same colour to a person. */
bool palette_alike(const uint8_t a[3], const uint8_t b[3]);

/* palette_is_black(rgb): whether it is too dark to be a light. */
bool palette_is_black(const uint8_t rgb[3]);

/* palette_near(a, b): whether their hues are, within 60 degrees. */
bool palette_near(const uint8_t a[3], const uint8_t b[3]);

/* palette_named(c, lex, zh): a colour of the lexicon, with its name. */
struct color palette_named(
    const struct lex_color *c, const struct lexicon *lex, bool zh);

/* palette_name(c, lex, zh): name c after the plain colour that is nearest. */
void palette_name(struct color *c, const struct lexicon *lex, bool zh);

#endif /* AMB_PLAN_WORDS_PALETTE_H */
