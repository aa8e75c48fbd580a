/*
 * strips.h - commands that are hard on an effect, for the programs of tests/.
 */
#ifndef AMB_STRIPS_H
#define AMB_STRIPS_H

#include <stdint.h>

#include "light/strip.h"

enum { WHITE = 0xffffff, BLACK = 0, RED = 0xff0000, BLUE = 0x0000ff };

struct palette {
	int n;
	uint32_t rgb[STRIP_COLORS_MAX];
};

static const struct palette palettes[] = {
    {1, {WHITE}},
    {1, {RED}},
    {2, {WHITE, BLACK}},
    {2, {RED, BLACK}},
    {2, {RED, BLUE}},
    {3, {RED, 0x00ff00, BLUE}},
    {3, {0xff6a00, 0xff2d55, 0x6a00ff}},
    {3, {WHITE, BLACK, BLACK}},
    {4, {WHITE, BLACK, RED, BLACK}},
    {5, {BLACK, BLACK, WHITE, RED, 0x00ffff}},
    {6, {RED, 0xffff00, 0x00ff00, 0x00ffff, BLUE, 0xff00ff}},
    {7, {RED, BLACK, BLACK, BLACK, BLACK, BLACK, BLACK}},
    {8, {WHITE, BLACK, WHITE, BLACK, WHITE, BLACK, WHITE, BLACK}},
    {8, {RED, BLUE, RED, BLUE, RED, BLUE, RED, BLUE}},
    {16, {WHITE, BLACK, WHITE, BLACK, RED, BLACK, RED, BLACK, WHITE, BLUE,
	     WHITE, BLUE, RED, 0x00ffff, RED, 0x00ffff}},
};

enum { PALETTES = sizeof(palettes) / sizeof(palettes[0]) };

/* strip_of(mode, palette, speed): full brightness; speed 0 is the mode's. */
static inline struct strip
strip_of(enum strip_mode mode, const struct palette *p, double speed)
{
	struct strip s = {.mode = mode, .n_colors = p->n, .brightness = 1};
	int i;
	int c;

	s.speed = speed > 0 ? speed : strip_speed(mode);
	for (i = 0; i < p->n; i++)
		for (c = 0; c < 3; c++)
			s.colors[i].rgb[c] =
			    (uint8_t)(p->rgb[i] >> (16 - 8 * c));
	return s;
}

#endif /* AMB_STRIPS_H */
