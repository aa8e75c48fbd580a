#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "light/strip.h"
#include "mk/steps.h"
#include "mk/word_values.h"

enum { COLUMNS = 10 };

/* A row, and its place for messages. */
struct row {
	const char *path;
	int line;
	char *col[COLUMNS];
};

static _Noreturn void
die_row(const struct row *r, const char *what, const char *text)
{
	die_msg(EX_DATAERR, "%s:%d: bad %s '%s'", r->path, r->line, what, text);
}

static long
number(
    const struct row *r, const char *what, const char *text, long min, long max)
{
	char *end;
	long n = strtol(text, &end, 10);

	if (end == text || *end != '\0' || n < min || n > max)
		die_row(r, what, text);
	return n;
}

/* A colour of color.tsv, or RRGGBB. */
static void
rgb(struct builder *b, const struct row *r, const char *text, uint8_t out[3])
{
	int i = builder_color(b, text);
	const struct lex_color *c;
	unsigned v;
	int n = 0;

	if (i != -1) {
		c = list_at(&b->colors, (size_t)i);
		memcpy(out, c->rgb, 3);
		return;
	}
	if (sscanf(text, "%6x%n", &v, &n) != 1 || n != 6 || text[n] != '\0')
		die_row(r, "colour", text);
	out[0] = (uint8_t)(v >> 16);
	out[1] = (uint8_t)(v >> 8);
	out[2] = (uint8_t)v;
}

static void
read_color(struct builder *b, const struct row *r)
{
	struct lex_sense sense = {LEX_COLOR, 0, (int16_t)b->colors.count};
	struct lex_color c = {0};

	if (builder_color(b, r->col[0]) != -1)
		die_row(r, "repeated colour", r->col[0]);
	rgb(b, r, r->col[1], c.rgb);
	c.id = builder_string(b, r->col[0]);
	c.plain = strcmp(r->col[2], "plain") == 0;
	c.zh = builder_string(b, r->col[3]);
	c.en = builder_string(b, r->col[4]);
	list_add(&b->colors, &c);
	builder_word(b, r->col[3], sense, SCORE_OURS);
	builder_word(b, r->col[4], sense, SCORE_OURS);
	builder_words(b, r->col[5], sense);
}

static bool
is_chinese(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text >= 0x80)
			return true;
	return false;
}

/* The first of words that is, or is not, Chinese; offset 0 for none. */
static uint32_t
first_word(struct builder *b, const char *words, bool zh)
{
	char word[LEX_KEY_MAX];
	size_t n;

	for (; *words != '\0'; words += n + (words[n] == '|')) {
		n = strcspn(words, "|");
		snprintf(word, sizeof(word), "%.*s", (int)n, words);
		if (n > 0 && is_chinese(word) == zh)
			return builder_string(b, word);
	}
	return 0;
}

static void
read_emoji(struct builder *b, const struct row *r)
{
	struct lex_sense sense = {LEX_EMOJI, 0, (int16_t)b->emojis.count};
	struct lex_emoji e = {.text = builder_string(b, r->col[0])};
	char *rest = r->col[1];
	char *color;

	while ((color = strsep(&rest, " ")) != NULL && e.colors < 3)
		rgb(b, r, color, e.rgb[e.colors++]);
	e.zh = first_word(b, r->col[2], true);
	e.en = first_word(b, r->col[2], false);
	list_add(&b->emojis, &e);
	builder_word(b, r->col[0], sense, SCORE_OURS);
	builder_words(b, r->col[2], sense);
}

static void
theme_palette(struct builder *b, const struct row *r, struct lex_theme *t)
{
	char *rest = r->col[5];
	char *id;
	int i;

	while ((id = strsep(&rest, " ")) != NULL) {
		i = builder_color(b, id);
		if (i == -1 || t->colors == LEX_PALETTE)
			die_row(r, "palette", id);
		t->color[t->colors++] = (uint16_t)i;
	}
}

static void
theme_light(const struct row *r, struct lex_theme *t)
{
	char mode[16];
	int pace;
	int bright;

	if (sscanf(r->col[6], "%15s %d %d", mode, &pace, &bright) != 3 ||
	    strip_mode_find(mode) == STRIP_MODES || pace < -2 || pace > 2 ||
	    bright < 1 || bright > 100)
		die_row(r, "light", r->col[6]);
	t->mode = (uint8_t)strip_mode_find(mode);
	t->pace = (int8_t)pace;
	t->bright = (uint8_t)bright;
}

static void
theme_picture(struct builder *b, const struct row *r, struct lex_theme *t)
{
	char *grounds = r->col[7];
	char *subjects = r->col[8];
	char *text;
	int n = 0;

	while ((text = strsep(&grounds, " ")) != NULL) {
		if (*text == '-')
			break;
		if (t->grounds == PLAN_GROUND_MAX)
			die_row(r, "background", text);
		rgb(b, r, text, t->ground[t->grounds++]);
	}
	while ((text = strsep(&subjects, " ")) != NULL) {
		if (*text == '-')
			break;
		if (n == PLAN_SUBJECTS_MAX || builder_emoji(b, text) == -1)
			die_row(r, "subject", text);
		t->subject[n++] = builder_string(b, text);
	}
}

static void
read_theme(struct builder *b, const struct row *r)
{
	struct lex_sense sense = {LEX_THEME, 0, (int16_t)b->themes.count};
	struct lex_theme t = {0};

	t.id = builder_string(b, r->col[0]);
	t.group = builder_string(b, r->col[1]);
	t.rank = (uint8_t)number(r, "rank", r->col[2], 1, 99);
	t.zh = builder_string(b, r->col[3]);
	t.en = builder_string(b, r->col[4]);
	theme_palette(b, r, &t);
	theme_light(r, &t);
	theme_picture(b, r, &t);
	list_add(&b->themes, &t);
	builder_word(b, r->col[3], sense, SCORE_OURS);
	builder_word(b, r->col[4], sense, SCORE_OURS);
	builder_words(b, r->col[9], sense);
}

static void
read_word(struct builder *b, const struct row *r)
{
	int slot = lex_slot_find(r->col[0]);
	int value;

	if (slot == -1)
		die_row(r, "slot", r->col[0]);
	value = word_value(slot, r->col[1]);
	if (value == WORD_VALUE_BAD)
		die_row(r, "value", r->col[1]);
	builder_words(
	    b, r->col[2], (struct lex_sense){(uint8_t)slot, 0, (int16_t)value});
}

static void
read_tint(struct builder *b, const struct row *r)
{
	struct lex_tint t = {builder_string(b, r->col[0]),
	    builder_string(b, r->col[1]), builder_string(b, r->col[2])};

	if (builder_emoji(b, r->col[0]) == -1 ||
	    builder_color(b, r->col[1]) == -1)
		die_row(r, "tint", r->col[1]);
	list_add(&b->tints, &t);
}

static void
read_template(struct builder *b, const struct row *r)
{
	struct lex_template s = {builder_string(b, r->col[0]),
	    builder_string(b, r->col[1]), builder_string(b, r->col[2])};

	list_add(&b->templates, &s);
}

static const struct kind {
	const char *name; /* how the file's name begins */
	int columns;
	void (*read)(struct builder *b, const struct row *r);
} kinds[] = {
    {"color", 6, read_color},
    {"emoji", 3, read_emoji},
    {"theme", 10, read_theme},
    {"word", 3, read_word},
    {"tint", 3, read_tint},
    {"say", 3, read_template},
};

static const struct kind *
kind_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strncmp(name, kinds[i].name, strlen(kinds[i].name)) == 0)
			return &kinds[i];
	die_msg(EX_USAGE, "unknown kind of table '%s'", path);
}

struct table {
	struct builder *b;
	const struct kind *kind;
	struct row row;
};

static void
read_line(char *line, void *ctx)
{
	struct table *t = ctx;
	struct row *r = &t->row;
	int n = 0;

	r->line++;
	line[strcspn(line, "\r\n")] = '\0';
	if (line[0] == '\0' || (line[0] == '#' && strchr(" \t", line[1])))
		return;
	while (
	    n < t->kind->columns && (r->col[n] = strsep(&line, "\t")) != NULL)
		n++;
	if (n != t->kind->columns || line != NULL)
		die_msg(EX_DATAERR, "%s:%d: wrong number of columns", r->path,
		    r->line);
	t->kind->read(t->b, r);
}

void
tsv_read(struct builder *b, const char *path)
{
	struct table t = {b, kind_of(path), {.path = path}};

	list_lines(path, read_line, &t);
}
