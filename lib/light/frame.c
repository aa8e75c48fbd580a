#include <string.h>

#include "light/effect.h"
#include "light/frame.h"
#include "light/light.h"
#include "light/output.h"

void
frame_read(const jv *doc, const struct matrix *m, struct frame_source *src)
{
	struct output o = output_read(doc);

	if (strip_parse(doc, "strip.command", &src->strip, NULL) == -1)
		memset(&src->strip, 0, sizeof(src->strip));
	output_strip(&o, &src->strip);
	fade_read(doc, "strip.fade", &src->strip_fade);
	src->matrix_fade.from = NULL;
	if (m == NULL)
		return;
	src->matrix = *m;
	output_matrix(&o, &src->matrix);
	fade_read(doc, "matrix.fade", &src->matrix_fade);
}

void
frame_free(struct frame_source *src)
{
	fade_free(&src->strip_fade);
	fade_free(&src->matrix_fade);
}

/* The instant of the effect. */
static int64_t
effect_ms(const struct fade *f, int64_t t_ms)
{
	int64_t moves_ms = f->start_ms + FRAME_STILL_MS;

	return f->from != NULL && t_ms < moves_ms ? moves_ms : t_ms;
}

/* The mean of its colours. */
static void
mean(const struct strip *s, uint8_t rgb[3])
{
	struct light sum = {0, 0, 0};
	int i;

	for (i = 0; i < s->n_colors; i++)
		light_add(
		    &sum, light_from(s->colors[i].rgb), 1.0 / s->n_colors);
	light_rgb(sum, s->brightness, rgb);
}

void
frame_strip(
    const struct frame_source *src, int64_t t_ms, int leds, uint8_t *rgb)
{
	uint8_t to[3];

	effect_frame(&src->strip, effect_ms(&src->strip_fade, t_ms), leds, rgb);
	if (!fade_runs(&src->strip_fade, t_ms))
		return;
	mean(&src->strip, to);
	fade_moving(&src->strip_fade, t_ms, to, leds, rgb);
}

void
frame_matrix(const struct frame_source *src, int64_t t_ms, uint8_t *rgb)
{
	size_t n = matrix_bytes(&src->matrix);

	memcpy(rgb, src->matrix.rgb, n);
	fade_still(&src->matrix_fade, t_ms, (int)(n / 3), rgb);
}
