/*
 * color.h - one colour of a strip command: {"name"?,"rgb":[r,g,b]}.
 */
#ifndef AMB_LIGHT_COLOR_H
#define AMB_LIGHT_COLOR_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

enum { COLOR_NAME_MAX = 64 }; /* bytes, with the NUL */

struct color {
	char name[COLOR_NAME_MAX]; /* "" when it has none */
	uint8_t rgb[3];		   /* sRGB codes */
};

/*
 * color_parse(msg, out): read a request.  Returns NULL, or a text that goes
 * on after "'colors[0]." and says what the member must be.
 */
const char *color_parse(const jv *msg, struct color *out);

/*
 * color_fit(msg, out, changed): the same for a model's answer: what is out of
 * range is moved to the nearest that is not, and *changed then set.
 * Returns 0, or -1 when there are no three numbers.
 */
int color_fit(const jv *msg, struct color *out, bool *changed);

/* color_json(c): {"name"?,"rgb"}. */
jv color_json(const struct color *c);

#endif /* AMB_LIGHT_COLOR_H */
