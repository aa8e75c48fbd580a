/*
 * output.h - what the LEDs show of what was set: power and brightness of the
 * matrix and of the strip.
 *
 * They are the last multiplier, of the sRGB codes, and never change the source.
 */
#ifndef AMB_LIGHT_OUTPUT_H
#define AMB_LIGHT_OUTPUT_H

#include <stdbool.h>

#include <jv.h>

#include "light/matrix.h"
#include "light/strip.h"

struct output {
	bool matrix_on;
	bool strip_on;
	double matrix; /* brightness, 0 to 1 */
	double strip;
};

/*
 * output_read(doc): the members power and brightness of a state document, see
 * amb-store(5); on and 1 where it has none.  doc may be of any kind.
 */
struct output output_read(const jv *doc);

/* output_same(a, b): whether they show the same of any source. */
bool output_same(const struct output *a, const struct output *b);

/*
 * output_matrix(o, m): make of a source what is shown: codes times brightness,
 * rounded to the nearest, a half to the even one; black when off.
 * output_strip(o, s): the same; only its brightness changes, 0 when off.
 */
void output_matrix(const struct output *o, struct matrix *m);
void output_strip(const struct output *o, struct strip *s);

/* output_dim(o, brightness): the brightness of a strip command as shown. */
double output_dim(const struct output *o, double brightness);

/*
 * output_json(doc, name): {name:{"matrix","strip"},"updated_at_ms"}; name is
 * "power" or "brightness".  The time is 0 when it was never set.
 */
jv output_json(const jv *doc, const char *name);

#endif /* AMB_LIGHT_OUTPUT_H */
