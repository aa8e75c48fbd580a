#include <stdbool.h>
#include <string.h>

#include "base/clock.h"
#include "json/msg.h"
#include "light/color.h"
#include "light/frame.h"
#include "light/output.h"
#include "source.h"

static bool follow;

static void
make_look(struct look *look, const struct matrix *m, const jv *command)
{
	matrix_text(m, &look->matrix);
	text_json(&look->command, jv_copy(*command));
	text_json(&look->palette, color_palette(command));
}

static void
free_look(struct look *look)
{
	text_free(&look->matrix);
	text_free(&look->command);
	text_free(&look->palette);
}

/* Each colour of the command on its way from the mean of what was shown. */
static jv
blended(jv command, const struct fade *f, int64_t now_ms)
{
	jv colors = msg_get_kind(&command, "colors", JV_KIND_ARRAY);
	double part = fade_part(f, now_ms);
	uint8_t from[3], rgb[3];
	jv color, value;
	int i;

	fade_mean(f, from);
	for (i = 0; i < msg_len(&colors); i++) {
		color = msg_at(&colors, i);
		value = msg_get(&color, "rgb");
		if (msg_bytes(&value, rgb, 3) == 0) {
			fade_mix(from, rgb, part, rgb);
			color = msg_set(color, "rgb", msg_rgb(rgb));
		}
		jv_free(value);
		colors = jv_array_set(colors, i, color);
	}
	return msg_set(command, "colors", colors);
}

/* The command as the strip shows it. */
static jv
dimmed(jv command, const struct output *o)
{
	double brightness = 1;

	msg_num(&command, "brightness", 0, 1, &brightness);
	return msg_set(
	    command, "brightness", jv_number(output_dim(o, brightness)));
}

/* Whether the files show how it goes on, and not where it ends. */
static bool
is_followed(const struct fade *f, int64_t now_ms)
{
	return follow && fade_is_long(f) && fade_runs(f, now_ms);
}

/* Take a fade that is followed into what is shown. */
static jv
fade(struct source *src, jv command, int64_t now_ms)
{
	static struct frame_source frames;

	frame_read(&src->s->doc, &src->s->matrix, &frames);
	if (is_followed(&frames.matrix_fade, now_ms))
		frame_matrix(&frames, now_ms, src->pixels.rgb);
	if (is_followed(&frames.strip_fade, now_ms))
		command = blended(command, &frames.strip_fade, now_ms);
	frame_free(&frames);
	return command;
}

static void
make_dimmed(struct source *src, jv command, const struct output *o, bool fades)
{
	output_matrix(o, &src->pixels);
	if (fades)
		command = fade(src, command, clock_ms());
	command = dimmed(command, o);
	make_look(&src->dimmed, &src->pixels, &command);
	jv_free(command);
	if (o->strip_on)
		return;
	text_clear(&src->dimmed.palette);
	text_str(&src->dimmed.palette, "[[0,0,0]]");
}

void
source_make(struct source *src, const struct zone_state *s)
{
	static const struct output full = {true, true, 1, 1};
	bool fades =
	    msg_has(&s->doc, "matrix.fade") || msg_has(&s->doc, "strip.fade");
	jv command = msg_get(&s->doc, "strip.command");
	struct output o = output_read(&s->doc);

	memset(src, 0, sizeof(*src));
	src->s = s;
	src->pixels = s->matrix;
	src->shown = &src->set;
	make_look(&src->set, &s->matrix, &command);
	if (fades || !output_same(&o, &full)) {
		src->shown = &src->dimmed;
		make_dimmed(src, jv_copy(command), &o, fades);
	}
	jv_free(command);
	if (fades)
		text_json(&src->doc, fade_drop_all(jv_copy(s->doc)));
	else
		text_add(&src->doc, s->text.data, s->text.len);
}

void
source_free(struct source *src)
{
	free_look(&src->set);
	free_look(&src->dimmed);
	text_free(&src->doc);
}

void
source_follow_fades(void)
{
	follow = true;
}
