#include <math.h>
#include <string.h>

#include "json/msg.h"
#include "light/output.h"

static bool
is_on(const jv *doc, const char *path)
{
	return !msg_has(doc, path) || msg_true(doc, path);
}

static double
brightness(const jv *doc, const char *path)
{
	double x = 1;

	msg_num(doc, path, 0, 1, &x);
	return x;
}

struct output
output_read(const jv *doc)
{
	return (struct output){
	    .matrix_on = is_on(doc, "power.matrix"),
	    .strip_on = is_on(doc, "power.strip"),
	    .matrix = brightness(doc, "brightness.matrix"),
	    .strip = brightness(doc, "brightness.strip"),
	};
}

bool
output_same(const struct output *a, const struct output *b)
{
	return a->matrix_on == b->matrix_on && a->strip_on == b->strip_on &&
	       a->matrix == b->matrix && a->strip == b->strip;
}

void
output_matrix(const struct output *o, struct matrix *m)
{
	uint8_t codes[256];
	size_t n = matrix_bytes(m);
	size_t i;

	if (!o->matrix_on)
		memset(m->rgb, 0, n);
	if (!o->matrix_on || o->matrix == 1)
		return;
	for (i = 0; i < sizeof(codes); i++)
		codes[i] = (uint8_t)rint((double)i * o->matrix);
	for (i = 0; i < n; i++)
		m->rgb[i] = codes[m->rgb[i]];
}

double
output_dim(const struct output *o, double brightness)
{
	return o->strip_on ? round(brightness * o->strip * 1e6) / 1e6 : 0;
}

void
output_strip(const struct output *o, struct strip *s)
{
	s->brightness = output_dim(o, s->brightness);
}

jv
output_json(const jv *doc, const char *name)
{
	struct output o = output_read(doc);
	bool power = strcmp(name, "power") == 0;
	jv when = msg_get(
	    doc, power ? "power.updated_at_ms" : "brightness.updated_at_ms");
	jv parts = msg_obj("matrix",
	    power ? jv_bool(o.matrix_on) : jv_number(o.matrix), "strip",
	    power ? jv_bool(o.strip_on) : jv_number(o.strip), NULL);

	if (!jv_is_valid(when)) {
		jv_free(when);
		when = jv_number(0);
	}
	return msg_obj(name, parts, "updated_at_ms", when, NULL);
}
