#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "wish.h"
#include "json/msg.h"

enum { CODES_MAX = 10, JOINER = 0x200d, KEYCAP = 0x20e3 };

/* Code points that an emoji is made of; lone ones that can be a subject. */
static const struct {
	uint32_t from;
	uint32_t to;
	bool lone;
} emoji[] = {
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
    {0x1f1e6, 0x1f1ff, false},
    {0x1f200, 0x1faff, true},
    {0xe0020, 0xe007f, false},
};

static bool
find(uint32_t code, bool *lone)
{
	size_t i;

	for (i = 0; i < sizeof(emoji) / sizeof(emoji[0]); i++) {
		if (code < emoji[i].from || code > emoji[i].to)
			continue;
		*lone = emoji[i].lone;
		return true;
	}
	return false;
}

/* Half of a flag. */
static bool
is_flag(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

/*
 * One emoji: code points of the table, and no two that stand alone without a
 * joiner or a skin tone between them.
 */
static bool
is_emoji(const char *text)
{
	size_t left = strlen(text);
	bool joined = true;
	bool whole = false; /* there is something to be seen */
	bool lone;
	uint32_t c;
	int codes;
	int n;

	for (codes = 0; left > 0; codes++, text += n, left -= (size_t)n) {
		n = utf8_next(text, left, &c);
		if (n == 0 || !find(c, &lone))
			return false;
		if (lone && !joined && (c < 0x1f3fb || c > 0x1f3ff))
			return false;
		joined = c == JOINER;
		whole = whole || lone || c == KEYCAP || is_flag(c);
	}
	return whole && codes <= CODES_MAX;
}

static void
read_colors(const jv *plan, struct wish *w)
{
	jv list = msg_get_kind(plan, "matrix.background", JV_KIND_ARRAY);
	jv color;
	int i;

	for (i = 0; i < msg_len(&list) && w->n_colors < WISH_COLORS; i++) {
		color = msg_at(&list, i);
		if (msg_bytes(&color, w->colors[w->n_colors], 3) == 0)
			w->n_colors++;
		jv_free(color);
	}
	jv_free(list);
}

static void
read_lead(const jv *plan, struct wish *w)
{
	jv list = msg_get_kind(plan, "strip.colors", JV_KIND_ARRAY);
	jv first = msg_at(&list, 0);
	jv rgb = msg_get(&first, "rgb");

	if (msg_bytes(&rgb, w->lead, 3) == -1)
		memset(w->lead, 0, sizeof(w->lead));
	jv_free(rgb);
	jv_free(first);
	jv_free(list);
}

static void
add_words(struct wish *w, const char *text)
{
	size_t n = strlen(w->words);

	snprintf(w->words + n, sizeof(w->words) - n, "%s ", text);
	for (; w->words[n] != '\0'; n++)
		w->words[n] = (char)tolower((unsigned char)w->words[n]);
}

static void
read_subject(const jv *list, int i, struct wish *w)
{
	jv wrap = msg_obj("s", msg_at(list, i), NULL);
	char text[WISH_SUBJECT_BYTES + 1];
	int n = msg_str(&wrap, "s", text, sizeof(text));

	jv_free(wrap);
	if (n <= 0 || !is_emoji(text) || w->n_subjects == WISH_SUBJECTS) {
		w->skipped++;
		return;
	}
	memcpy(w->subjects[w->n_subjects++], text, sizeof(text));
	add_words(w, text);
}

/* Code points that leave no ink: spaces, controls, what turns or joins. */
static const struct {
	uint32_t from;
	uint32_t to;
} blanks[] = {
    {0, 0x20},
    {0x7f, 0xa0},
    {0xad, 0xad},
    {0x300, 0x36f},
    {0x1680, 0x1680},
    {0x2000, 0x200f},
    {0x2028, 0x202f},
    {0x205f, 0x206f},
    {0x3000, 0x3000},
    {0x3164, 0x3164},
    {0xe000, 0xf8ff},
    {0xfe00, 0xfe0f},
    {0xfeff, 0xfeff},
    {0xfff0, 0xffff},
    {0xe0000, 0x10ffff},
};

static bool
is_blank(uint32_t code)
{
	size_t i;

	for (i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
		if (code >= blanks[i].from && code <= blanks[i].to)
			return true;
	return false;
}

static void
read_text(const jv *plan, struct wish *w)
{
	int left = msg_str(plan, "matrix.text", w->text, sizeof(w->text));
	const char *p = w->text;
	uint32_t code;
	int n;

	for (; left > 0; p += n, left -= n) {
		n = utf8_next(p, (size_t)left, &code);
		if (n == 0 || is_blank(code))
			break;
	}
	if (left != 0 || utf8_length(w->text) > WISH_TEXT)
		w->text[0] = '\0';
}

void
wish_read(const jv *plan, struct wish *w)
{
	jv list = msg_get_kind(plan, "matrix.subjects", JV_KIND_ARRAY);
	jv matrix = msg_get(plan, "matrix");
	char *prompt = msg_strdup(&matrix, "scene_prompt");
	int i;

	memset(w, 0, sizeof(*w));
	read_colors(plan, w);
	read_lead(plan, w);
	read_text(plan, w);
	if (prompt != NULL)
		add_words(w, prompt);
	for (i = 0; i < msg_len(&list); i++)
		read_subject(&list, i, w);
	free(prompt);
	jv_free(matrix);
	jv_free(list);
}
