#include <errno.h>
#include <string.h>

#include "base/clock.h"
#include "base/diag.h"
#include "files.h"
#include "json/msg.h"
#include "json/text.h"
#include "light/frame.h"
#include "light/output.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "state.h"
#include "swap.h"

/* What the files are made from: the state, and parts of it as JSON. */
struct source {
	const struct zone_state *s;
	struct output output;
	struct matrix shown; /* the matrix, as the LEDs show it */
	struct text doc;     /* without fades */
	struct text matrix;
	struct text shown_matrix;
	struct text command;
	struct text shown_command;
	struct text palette;	   /* [[r,g,b],...] of the command */
	struct text shown_palette; /* [[0,0,0]] when off */
};

static bool follow;

static void
palette(const jv *command, struct text *t)
{
	jv colors = msg_get(command, "colors");
	jv list = jv_array();
	jv color;
	int i;

	for (i = 0; i < msg_len(&colors); i++) {
		color = msg_at(&colors, i);
		list = jv_array_append(list, msg_get(&color, "rgb"));
		jv_free(color);
	}
	jv_free(colors);
	text_json(t, list);
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

static void
make_shown(struct source *src, jv command, int64_t now_ms)
{
	static struct frame_source frames;

	frame_read(&src->s->doc, &src->s->matrix, &frames);
	src->shown = frames.matrix;
	if (is_followed(&frames.matrix_fade, now_ms))
		frame_matrix(&frames, now_ms, src->shown.rgb);
	if (is_followed(&frames.strip_fade, now_ms))
		command = blended(command, &frames.strip_fade, now_ms);
	if (src->output.strip_on)
		palette(&command, &src->shown_palette);
	else
		text_str(&src->shown_palette, "[[0,0,0]]");
	text_json(&src->shown_command, dimmed(command, &src->output));
	frame_free(&frames);
}

static void
source_make(struct source *src, const struct zone_state *s)
{
	jv command = msg_get(&s->doc, "strip.command");

	memset(src, 0, sizeof(*src));
	src->s = s;
	src->output = output_read(&s->doc);
	make_shown(src, jv_copy(command), clock_ms());
	matrix_text(&s->matrix, &src->matrix);
	matrix_text(&src->shown, &src->shown_matrix);
	palette(&command, &src->palette);
	text_json(&src->command, command);
	if (msg_has(&s->doc, "matrix.fade") || msg_has(&s->doc, "strip.fade"))
		text_json(&src->doc, fade_drop_all(jv_copy(s->doc)));
	else
		text_add(&src->doc, s->text.data, s->text.len);
}

static void
source_free(struct source *src)
{
	text_free(&src->matrix);
	text_free(&src->shown_matrix);
	text_free(&src->command);
	text_free(&src->shown_command);
	text_free(&src->palette);
	text_free(&src->shown_palette);
	text_free(&src->doc);
}

static void
copy(const struct text *from, struct text *t)
{
	text_add(t, from->data, from->len);
}

static void
matrix_raw(const struct source *src, struct text *t)
{
	text_add(t, src->shown.rgb, matrix_bytes(&src->shown));
}

static void
matrix_json_text(const struct source *src, struct text *t)
{
	copy(&src->shown_matrix, t);
}

static void
led_data(const struct source *src, struct text *t)
{
	text_str(t, "{\"json\":");
	copy(&src->shown_matrix, t);
	text_str(t, ",\"raw\":");
	matrix_list_text(&src->shown, t);
	text_str(t, "}");
}

static void
strip_data(const struct source *src, struct text *t)
{
	copy(&src->shown_palette, t);
}

static jv
updated(const struct source *src)
{
	return msg_obj("updated_at_ms",
	    msg_get(&src->s->doc, "strip.updated_at_ms"), NULL);
}

static void
flat_command(const struct source *src, struct text *t)
{
	text_merge(t, updated(src), &src->shown_command);
}

static void
strip_command_text(const struct source *src, struct text *t)
{
	text_member(t, updated(src), "command", &src->shown_command);
}

static void
app_state(const struct source *src, struct text *t)
{
	text_str(t, "{\"matrix\":");
	copy(&src->matrix, t);
	text_str(t, ",\"strip\":{\"colors\":");
	copy(&src->palette, t);
	text_str(t, ",\"command\":");
	copy(&src->command, t);
	text_str(t, "},\"brightness\":");
	text_json(t, output_json(&src->s->doc, "brightness"));
	text_str(t, ",\"power\":");
	text_json(t, output_json(&src->s->doc, "power"));
	text_str(t, "}");
}

/*
 * The document with the members of the matrix in its member matrix, which is
 * the first place of these bytes: what comes before holds no object, and a
 * string holds no bare quotation mark.
 */
static void
record(const struct source *src, struct text *t)
{
	static const char key[] = "\"matrix\":{";
	const char *doc = src->doc.data;
	const char *at = strstr(doc, key) + strlen(key);

	text_add(t, doc, (size_t)(at - doc));
	text_add(t, src->matrix.data + 1, src->matrix.len - 2);
	text_str(t, ",");
	text_str(t, at);
}

/* What a fade changes. */
enum {
	OF_MATRIX = STATE_MATRIX | STATE_FADE,
	OF_STRIP = STATE_STRIP | STATE_FADE
};

/* scene.json is last: once it is new, so are all files made from it. */
static const struct file {
	const char *name;
	int parts; /* STATE_ bits of what it shows */
	void (*make)(const struct source *src, struct text *t);
} files[] = {
    {"matrix.raw", OF_MATRIX, matrix_raw},
    {"matrix.json", OF_MATRIX, matrix_json_text},
    {"latest_led_data.json", OF_MATRIX, led_data},
    {"latest_strip_data.json", OF_STRIP, strip_data},
    {"latest_strip_command.json", OF_STRIP, flat_command},
    {"strip_command.json", OF_STRIP, strip_command_text},
    {"app_state.json", STATE_BOTH, app_state},
    {SPOOL_SCENE, STATE_BOTH | STATE_RECORD, record},
};
enum { FILES = sizeof(files) / sizeof(files[0]) };

void
files_follow_fades(void)
{
	follow = true;
}

int
files_write(
    const char *zone, const struct zone_state *s, int parts, bool compare)
{
	static struct source src;
	struct text t = {.len = 0};
	const struct file *f;
	int rc = 0;

	source_make(&src, s);
	for (f = files; f < files + FILES && rc == 0; f++) {
		if ((f->parts & parts) == 0)
			continue;
		text_clear(&t);
		f->make(&src, &t);
		rc = swap_file(zone, f->name, &t, compare);
	}
	text_free(&t);
	source_free(&src);
	return rc;
}

void
files_remove(const char *zone)
{
	char folder[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];
	int i;

	/* the state last, by which what is left after a crash is known */
	for (i = 0; i < FILES - 1; i++)
		spool_remove(layout_state(name, zone, files[i].name));
	if (spool_remove_all(layout_in(folder, SPOOL_STATE, zone)) == -1 &&
	    errno != ENOENT)
		warn_errno("cannot remove '%s'", folder);
}
