#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "mk/steps.h"
#include "words/normalize.h"

enum {
	SYLLABLE = 12, /* bytes, with the NUL */
	KEY_MIN = 2,   /* characters of a word that has a key of its sound */
	KEY_MAX = 5
};

/* Letters of pinyin with their tones. */
static const char *const vowels[] = {
    "aāáǎà", "eēéěèế", "iīíǐì", "oōóǒò", "uūúǔù", "vǖǘǚǜü", "nńňǹ", "mḿ"};

/* The letter without its tone. */
static char
plain(uint32_t code)
{
	uint32_t c;
	const char *p;
	size_t i;
	int n;

	if (code < 0x80)
		return (char)code;
	for (i = 0; i < sizeof(vowels) / sizeof(vowels[0]); i++)
		for (p = vowels[i] + 1; *p != '\0'; p += n) {
			n = utf8_next(p, strlen(p), &c);
			if (c == code)
				return vowels[i][0];
		}
	return '?';
}

/* Sounds that are confused become one: zh and z, ing and in. */
static void
blur(char *s)
{
	size_t n;

	if (strchr("zcs", s[0]) != NULL && s[1] == 'h')
		memmove(s + 1, s + 2, strlen(s + 1));
	n = strlen(s);
	if (n > 3 && strcmp(s + n - 2, "ng") == 0 &&
	    (s[n - 3] == 'i' || s[n - 3] == 'e'))
		s[n - 1] = '\0';
}

static void
read_syllable(const char *p, char out[SYLLABLE])
{
	uint32_t code;
	size_t used = 0;
	int n;

	for (; *p != '\0' && *p != ';' && used < SYLLABLE - 1; p += n) {
		n = utf8_next(p, strlen(p), &code);
		if (n == 0)
			break;
		out[used++] = plain(code);
	}
	out[used] = '\0';
	blur(out);
}

/* The number of a syllable, which is added when it is new. */
static uint32_t
number_of(struct list *syllables, const char *syllable)
{
	char copy[SYLLABLE] = "";
	size_t i;

	for (i = 0; i < syllables->count; i++)
		if (strcmp(list_at(syllables, i), syllable) == 0)
			return (uint32_t)i;
	memcpy(copy, syllable, strlen(syllable));
	list_add(syllables, copy);
	return (uint32_t)i;
}

struct sounds {
	struct list *chars;
	struct list syllables; /* by number */
};

/* "[chars]→syllable;": each character has this sound. */
static void
read_line(char *line, void *ctx)
{
	struct sounds *t = ctx;
	const char *end = strstr(line, "]→");
	struct lex_char c;
	char syllable[SYLLABLE];
	const char *p;
	int n;

	if (line[0] != '[' || end == NULL)
		return;
	read_syllable(end + strlen("]→"), syllable);
	c.to = LEX_PINYIN_FIRST + number_of(&t->syllables, syllable);
	for (p = line + 1; p < end; p += n) {
		n = utf8_next(p, (size_t)(end - p), &c.from);
		if (n == 0)
			break;
		if (n == HAN_BYTES)
			list_add(t->chars, &c);
	}
}

void
pinyin_read(struct builder *b, const char *path)
{
	struct sounds t = {&b->pinyin, {.size = SYLLABLE}};

	list_lines(path, read_line, &t);
	free(t.syllables.data);
	if (b->pinyin.count == 0)
		die_msg(EX_DATAERR, "no sounds in '%s'", path);
	list_sort_unique(&b->pinyin, builder_by_from);
}

/* Themes that no sentence asks for by name. */
static bool
is_asked_for(const struct builder *b, const struct word *w)
{
	const struct lex_theme *t;

	if (w->sense.slot != LEX_THEME)
		return true;
	t = list_at(&b->themes, (size_t)w->sense.value);
	return t->rank > 1 && t->rank < 99;
}

/* All Chinese, and of a length that is distinct by its sound. */
static bool
is_distinct(const char *text)
{
	size_t len = strlen(text);
	uint32_t code;
	size_t i;

	if (len < KEY_MIN * HAN_BYTES || len > KEY_MAX * HAN_BYTES)
		return false;
	for (i = 0; i < len; i += HAN_BYTES)
		if (utf8_next(text + i, len - i, &code) != HAN_BYTES ||
		    !normalize_is_han(code))
			return false;
	return true;
}

void
pinyin_words(struct builder *b)
{
	static const bool spoken[LEX_SLOT_COUNT] = {[LEX_COLOR] = true,
	    [LEX_THEME] = true,
	    [LEX_PART] = true,
	    [LEX_MODE] = true,
	    [LEX_BRIGHT] = true,
	    [LEX_SPEED] = true,
	    [LEX_WARM] = true,
	    [LEX_SOFT] = true,
	    [LEX_POWER] = true,
	    [LEX_QUANTITY] = true,
	    [LEX_MOVE] = true};
	size_t n = b->words.count;
	char text[LEX_KEY_MAX + 1];
	struct word w;
	size_t i;

	for (i = 0; i < n; i++) {
		w = *(struct word *)list_at(&b->words, i);
		if (w.score != SCORE_OURS || w.sense.flags != 0 ||
		    !spoken[w.sense.slot] || !is_asked_for(b, &w) ||
		    !is_distinct(w.text))
			continue;
		normalize_pinyin(text, w.text, strlen(w.text),
		    list_at(&b->pinyin, 0), b->pinyin.count);
		builder_key(b, text, w.sense, SCORE_PINYIN);
	}
}
