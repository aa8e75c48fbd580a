/*
 * color.h - one colour of a strip command: {"name"?,"rgb":[r,g,b]}.
 */
#ifndef AMB_LIGHT_COLOR_H
#define AMB_LIGHT_COLOR_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "base/why.h"

enum { COLOR_NAME_MAX = 64 }; /* bytes, with the NUL */

struct color {
	char name[COLOR_NAME_MAX]; /* "" when it has none */
	uint8_t rgb[3];		   /* sRGB codes */
};

/*
 * color_parse(msg, path, out, why): read a request strictly.  path is the name
 * of msg in the sentence, "colors[0]".  Returns 0, or -1 and why.
 */
int color_parse(
    const jv *msg, const char *path, struct color *out, char why[WHY_MAX]);

/*
 * color_fit(msg, out, changed): the same for a model's answer: what is out of
 * range is moved to the nearest value in range, and *changed is then set.
 * Returns 0, or -1 when there are no three numbers.
 */
int color_fit(const jv *msg, struct color *out, bool *changed);

/*
 * color_fit_rgb(rgb, out, changed): the same of an array [r,g,b] alone;
 * *changed is set or left alone.
 */
int color_fit_rgb(const jv *rgb, uint8_t out[3], bool *changed);

/*
 * color_palette(command): the colours of a strip command, [[r,g,b],...].
 */
jv color_palette(const jv *command);

/* color_json(c): {"name"?,"rgb"}. */
jv color_json(const struct color *c);

#endif /* AMB_LIGHT_COLOR_H */
