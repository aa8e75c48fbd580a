#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "json/msg.h"
#include "light/fade.h"
#include "light/light.h"

void
fade_free(struct fade *f)
{
	free(f->from);
	*f = (struct fade){.from = NULL};
}

static void
read_at(const jv *fade, struct fade *f)
{
	long len;

	f->from = (uint8_t *)msg_strdup(fade, "from");
	len = f->from != NULL ? base64_decode((char *)f->from, f->from) : 0;
	f->n = (int)(len / 3);
	if (len <= 0 || len % 3 != 0 ||
	    msg_i64(fade, "start_ms", &f->start_ms) == -1 ||
	    msg_i64(fade, "end_ms", &f->end_ms) == -1)
		fade_free(f);
}

void
fade_read(const jv *doc, const char *path, struct fade *f)
{
	jv fade = msg_get(doc, path);

	*f = (struct fade){.from = NULL};
	if (jv_is_valid(fade))
		read_at(&fade, f);
	jv_free(fade);
}

jv
fade_json(const struct fade *f)
{
	char *from = base64_encode(f->from, (size_t)f->n * 3);
	jv fade = msg_obj("start_ms", jv_number((double)f->start_ms), "end_ms",
	    jv_number((double)f->end_ms), "from",
	    from != NULL ? jv_string(from) : jv_null(), NULL);

	free(from);
	return fade;
}

jv
fade_drop(jv doc, const char *name)
{
	jv part = msg_get_kind(&doc, name, JV_KIND_OBJECT);

	if (msg_has(&part, "fade"))
		return msg_set(doc, name, msg_del(part, "fade"));
	jv_free(part);
	return doc;
}

jv
fade_drop_all(jv doc)
{
	return fade_drop(fade_drop(doc, "matrix"), "strip");
}

bool
fade_runs(const struct fade *f, int64_t now_ms)
{
	return f->from != NULL && now_ms < f->end_ms;
}

bool
fade_is_long(const struct fade *f)
{
	return f->from != NULL && f->end_ms - f->start_ms > FADE_LONG_MS;
}

double
fade_part(const struct fade *f, int64_t now_ms)
{
	if (!fade_runs(f, now_ms))
		return 1;
	if (now_ms <= f->start_ms)
		return 0;
	return (double)(now_ms - f->start_ms) /
	       (double)(f->end_ms - f->start_ms);
}

/*
 * How far from a to b in light, so that the root of the luminance is part of
 * its way: (a + (b - a) * part)^2 lies that far between a^2 and b^2.
 */
static double
pace(double a, double b, double part)
{
	if (a + b <= 0)
		return part;
	return part * (a * (2 - part) + b * part) / (a + b);
}

/* The same, from one colour to another. */
static double
pace_of(const uint8_t from[3], const uint8_t to[3], double part)
{
	return pace(sqrt(light_luma(light_from(from))),
	    sqrt(light_luma(light_from(to))), part);
}

static void
mix(const uint8_t from[3], const uint8_t to[3], double way, uint8_t rgb[3])
{
	light_rgb(light_mix(light_from(from), light_from(to), way), 1, rgb);
}

void
fade_mix(
    const uint8_t from[3], const uint8_t to[3], double part, uint8_t rgb[3])
{
	mix(from, to, pace_of(from, to, part), rgb);
}

/* What pixel i of n begins with. */
static const uint8_t *
from_at(const struct fade *f, int i, int n)
{
	return f->from + (2 * i + 1) * f->n / (2 * n) * 3;
}

void
fade_still(const struct fade *f, int64_t now_ms, int n, uint8_t *rgb)
{
	double part = fade_part(f, now_ms);
	int i;

	for (i = 0; i < n && part < 1; i++, rgb += 3)
		fade_mix(from_at(f, i, n), rgb, part, rgb);
}

void
fade_moving(const struct fade *f, int64_t now_ms, const uint8_t to[3], int n,
    uint8_t *rgb)
{
	double part = fade_part(f, now_ms);
	uint8_t mean[3];
	double way;
	int i;

	if (part >= 1)
		return;
	fade_mean(f, mean);
	way = pace_of(mean, to, part);
	for (i = 0; i < n; i++, rgb += 3)
		mix(from_at(f, i, n), rgb, way, rgb);
}

void
fade_mean(const struct fade *f, uint8_t rgb[3])
{
	struct light sum = {0, 0, 0};
	int i;

	for (i = 0; i < f->n; i++)
		light_add(&sum, light_from(f->from + i * 3), 1.0 / f->n);
	light_rgb(sum, 1, rgb);
}
