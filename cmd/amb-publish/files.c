#include <errno.h>
#include <string.h>

#include "base/diag.h"
#include "files.h"
#include "json/msg.h"
#include "json/text.h"
#include "light/output.h"
#include "source.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "state.h"
#include "swap.h"

static void
copy(const struct text *from, struct text *t)
{
	text_add(t, from->data, from->len);
}

static void
matrix_raw(const struct source *src, struct text *t)
{
	text_add(t, src->pixels.rgb, matrix_bytes(&src->pixels));
}

static void
matrix_json_text(const struct source *src, struct text *t)
{
	copy(&src->shown->matrix, t);
}

static void
led_data(const struct source *src, struct text *t)
{
	text_str(t, "{\"json\":");
	copy(&src->shown->matrix, t);
	text_str(t, ",\"raw\":");
	matrix_list_text(&src->pixels, t);
	text_str(t, "}");
}

static void
strip_data(const struct source *src, struct text *t)
{
	copy(&src->shown->palette, t);
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
	text_merge(t, updated(src), &src->shown->command);
}

static void
strip_command_text(const struct source *src, struct text *t)
{
	text_member(t, updated(src), "command", &src->shown->command);
}

static void
app_state(const struct source *src, struct text *t)
{
	text_str(t, "{\"matrix\":");
	copy(&src->set.matrix, t);
	text_str(t, ",\"strip\":{\"colors\":");
	copy(&src->set.palette, t);
	text_str(t, ",\"command\":");
	copy(&src->set.command, t);
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
	text_add(t, src->set.matrix.data + 1, src->set.matrix.len - 2);
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
