#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "canvas.h"
#include "json/msg.h"
#include "paint_plan.h"

enum { CODES_MAX = 10, JOINER = 0x200d, KEYCAP = 0x20e3, FLAG = 0x1f1e6 };

/* A range of code points. */
struct range {
	uint32_t from;
	uint32_t to;
	bool subject; /* one alone can be a subject */
};

/* Code points of emoji. */
static const struct range emoji[] = {
    {0x23, 0x23, false},
    {0x2a, 0x2a, false},
    {0x30, 0x39, false},
    {0xa9, 0xa9, true},
    {0xae, 0xae, true},
    {JOINER, JOINER, false},
    {0x203c, 0x203c, true},
    {0x2049, 0x2049, true},
    {KEYCAP, KEYCAP, false},
    {0x2122, 0x2bff, true},
    {0x3030, 0x303d, true},
    {0x3297, 0x3299, true},
    {0xfe0f, 0xfe0f, false},
    {0x1f000, 0x1f1e5, true},
    {FLAG, 0x1f1ff, false}, /* a flag is two of these */
    {0x1f200, 0x1faff, true},
    {0xe0020, 0xe007f, false},
};

/* Invisible: spaces, controls, marks that turn or join others. */
static const struct range blanks[] = {
    {0, 0x20, false},
    {0x7f, 0xa0, false},
    {0xad, 0xad, false},
    {0x300, 0x36f, false},
    {0x1680, 0x1680, false},
    {0x2000, 0x200f, false},
    {0x2028, 0x202f, false},
    {0x205f, 0x206f, false},
    {0x3000, 0x3000, false},
    {0x3164, 0x3164, false},
    {0xe000, 0xf8ff, false},
    {0xfe00, 0xfe0f, false},
    {0xfeff, 0xfeff, false},
    {0xfff0, 0xffff, false},
    {0xe0000, 0x10ffff, false},
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static const struct range *
find(const struct range *table, size_t n, uint32_t code)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (code >= table[i].from && code <= table[i].to)
			return &table[i];
	return NULL;
}

/*
 * One emoji: code points of the table, and no two subjects without a joiner or
 * a skin tone between them.
 */
static bool
is_emoji(const char *text)
{
	size_t left = strlen(text);
	bool joined = true;
	bool visible = false;
	const struct range *range;
	uint32_t c;
	int codes;
	int n;

	for (codes = 0; left > 0; codes++, text += n, left -= (size_t)n) {
		n = utf8_next(text, left, &c);
		range = n > 0 ? find(emoji, COUNT(emoji), c) : NULL;
		if (range == NULL)
			return false;
		if (range->subject && !joined && (c < 0x1f3fb || c > 0x1f3ff))
			return false;
		joined = c == JOINER;
		visible |= range->subject || c == KEYCAP || range->from == FLAG;
	}
	return visible && codes <= CODES_MAX;
}

static void
read_colors(const jv *plan, struct paint_plan *p)
{
	jv list = msg_get_kind(plan, "matrix.background", JV_KIND_ARRAY);
	jv color;
	int i;

	for (i = 0; i < msg_len(&list) && p->n_colors < PAINT_COLORS_MAX; i++) {
		color = msg_at(&list, i);
		if (msg_bytes(&color, p->colors[p->n_colors], 3) == 0)
			p->n_colors++;
		jv_free(color);
	}
	jv_free(list);
}

static void
read_strip_color(const jv *plan, struct paint_plan *p)
{
	jv list = msg_get_kind(plan, "strip.colors", JV_KIND_ARRAY);
	jv first = msg_at(&list, 0);
	jv rgb = msg_get(&first, "rgb");

	if (msg_bytes(&rgb, p->strip_color, 3) == -1)
		memset(p->strip_color, 0, sizeof(p->strip_color));
	jv_free(rgb);
	jv_free(first);
	jv_free(list);
}

static void
add_words(struct paint_plan *p, const char *text)
{
	size_t n = strlen(p->words);

	snprintf(p->words + n, sizeof(p->words) - n, "%s ", text);
	for (; p->words[n] != '\0'; n++)
		p->words[n] = (char)tolower((unsigned char)p->words[n]);
}

static void
read_subject(const jv *list, int i, struct paint_plan *p)
{
	jv item = msg_at(list, i);
	char text[PAINT_SUBJECT_BYTES + 1];
	int n = msg_str(&item, "", text, sizeof(text));

	jv_free(item);
	if (n <= 0 || !is_emoji(text) || p->n_subjects == PLAN_SUBJECTS_MAX) {
		p->skipped++;
		return;
	}
	memcpy(p->subjects[p->n_subjects++], text, sizeof(text));
	add_words(p, text);
}

static void
read_text(const jv *plan, struct paint_plan *p)
{
	int left = msg_str(plan, "matrix.text", p->text, sizeof(p->text));
	const char *text = p->text;
	uint32_t code;
	int n;

	for (; left > 0; text += n, left -= n) {
		n = utf8_next(text, (size_t)left, &code);
		if (n == 0 || find(blanks, COUNT(blanks), code) != NULL)
			break;
	}
	if (left != 0 || utf8_length(p->text) > PAINT_TEXT_MAX)
		p->text[0] = '\0';
}

void
paint_plan_read(const jv *plan, struct paint_plan *p)
{
	jv list = msg_get_kind(plan, "matrix.subjects", JV_KIND_ARRAY);
	jv matrix = msg_get(plan, "matrix");
	char *prompt = msg_strdup(&matrix, "scene_prompt");
	int i;

	memset(p, 0, sizeof(*p));
	read_colors(plan, p);
	read_strip_color(plan, p);
	read_text(plan, p);
	if (prompt != NULL)
		add_words(p, prompt);
	for (i = 0; i < msg_len(&list); i++)
		read_subject(&list, i, p);
	free(prompt);
	jv_free(matrix);
	jv_free(list);
}

const uint8_t *
paint_plan_accent(const struct paint_plan *p)
{
	if (p->n_colors > 0 &&
	    light_luma(light_from(p->strip_color)) < CANVAS_DARK)
		return p->colors[0];
	return p->strip_color;
}
