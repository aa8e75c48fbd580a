#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "words/lexicon.h"

static const size_t record[LEX_SECTION_COUNT] = {
    [LEX_SIMPLIFIED] = sizeof(struct lex_char),
    [LEX_PINYIN] = sizeof(struct lex_char),
    [LEX_FIRSTS] = sizeof(struct lex_first),
    [LEX_KEYS] = sizeof(struct lex_key),
    [LEX_SENSES] = sizeof(struct lex_sense),
    [LEX_COLORS] = sizeof(struct lex_color),
    [LEX_THEMES] = sizeof(struct lex_theme),
    [LEX_EMOJIS] = sizeof(struct lex_emoji),
    [LEX_TINTS] = sizeof(struct lex_tint),
    [LEX_TEMPLATES] = sizeof(struct lex_template),
    [LEX_STRINGS] = 1,
};

static bool
is_ours(const struct lex_header *head, size_t size)
{
	size_t i;

	if (size < sizeof(*head) ||
	    memcmp(head->magic, LEX_MAGIC, sizeof(head->magic)) != 0 ||
	    head->order != LEX_ORDER || head->slots != LEX_SLOT_COUNT)
		return false;
	for (i = 0; i < LEX_SECTION_COUNT; i++)
		if (head->section[i].record != record[i])
			return false;
	return true;
}

static const char *
wrong(const struct lex_header *head, size_t size)
{
	uint64_t end;
	size_t i;

	if (!is_ours(head, size))
		return "is not a lexicon of this machine and version";
	for (i = 0; i < LEX_SECTION_COUNT; i++) {
		end = head->section[i].offset +
		      (uint64_t)head->section[i].count * record[i];
		if (head->size != size || end > size)
			return "is cut short";
	}
	return ((const char *)head)[size - 1] != '\0' ? "is damaged" : NULL;
}

static const void *
section(const struct lex_header *head, enum lex_section i)
{
	return (const char *)head + head->section[i].offset;
}

void
lexicon_open_or_die(struct lexicon *lex, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	const char *why;
	struct stat st;
	void *p;

	if (fd == -1 || fstat(fd, &st) == -1)
		die_errno(EX_CONFIG, "cannot open lexicon '%s'", path);
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		die_errno(EX_CONFIG, "cannot map lexicon '%s'", path);
	close(fd);
	why = wrong(p, (size_t)st.st_size);
	if (why != NULL)
		die_msg(EX_CONFIG, "lexicon '%s' %s", path, why);
	lex->head = p;
	lex->simplified = section(p, LEX_SIMPLIFIED);
	lex->pinyin = section(p, LEX_PINYIN);
	lex->firsts = section(p, LEX_FIRSTS);
	lex->keys = section(p, LEX_KEYS);
	lex->senses = section(p, LEX_SENSES);
	lex->colors = section(p, LEX_COLORS);
	lex->themes = section(p, LEX_THEMES);
	lex->emojis = section(p, LEX_EMOJIS);
	lex->tints = section(p, LEX_TINTS);
	lex->templates = section(p, LEX_TEMPLATES);
	lex->strings = section(p, LEX_STRINGS);
}

const char *
lexicon_text(const struct lexicon *lex, uint32_t offset)
{
	return lex->strings + offset;
}

size_t
lexicon_count(const struct lexicon *lex, enum lex_section i)
{
	return lex->head->section[i].count;
}

/* The keys that begin with a character: [*low, *high). */
static int
bucket(const struct lexicon *lex, uint32_t code, size_t *low, size_t *high)
{
	size_t n =
	    lexicon_count(lex, LEX_FIRSTS) - 1; /* the last is a sentinel */
	size_t at = 0;
	size_t half;

	while (n > 1) {
		half = n / 2;
		if (lex->firsts[at + half].code <= code)
			at += half;
		n -= half;
	}
	if (lex->firsts[at].code != code)
		return -1;
	*low = lex->firsts[at].key;
	*high = lex->firsts[at + 1].key;
	return 0;
}

static int
compare(const struct lexicon *lex, const struct lex_key *key, const char *text,
    size_t len)
{
	size_t n = key->len < len ? key->len : len;
	int c = memcmp(lexicon_text(lex, key->text), text, n);

	return c != 0 ? c : key->len > len;
}

const struct lex_key *
lexicon_find(const struct lexicon *lex, const char *text, size_t len)
{
	const struct lex_key *key;
	uint32_t code;
	size_t low, high, mid;

	if (len == 0 || utf8_next(text, len, &code) == 0 ||
	    bucket(lex, code, &low, &high) == -1)
		return NULL;
	high--;
	while (low < high) { /* the last key that is not above text */
		mid = (low + high + 1) / 2;
		if (compare(lex, &lex->keys[mid], text, len) <= 0)
			low = mid;
		else
			high = mid - 1;
	}
	for (key = &lex->keys[low]; key != NULL;
	     key = lexicon_shorter(lex, key))
		if (compare(lex, key, text, len) == 0)
			return key;
	return NULL;
}

const struct lex_key *
lexicon_shorter(const struct lexicon *lex, const struct lex_key *key)
{
	return key->shorter == 0 ? NULL : &lex->keys[key->shorter - 1];
}

const struct lex_sense *
lexicon_sense(
    const struct lexicon *lex, const struct lex_key *key, enum lex_slot slot)
{
	const struct lex_sense *s = lex->senses + key->sense;
	int i;

	for (i = 0; i < key->senses; i++)
		if (s[i].slot == slot)
			return &s[i];
	return NULL;
}

/* The record of a section, whose first member is an id, that has this id. */
static const void *
by_id(const struct lexicon *lex, enum lex_section i, const char *id)
{
	const char *p = section(lex->head, i);
	size_t left = lexicon_count(lex, i);
	uint32_t text;

	for (; left > 0; left--, p += record[i]) {
		memcpy(&text, p, sizeof(text));
		if (strcmp(lexicon_text(lex, text), id) == 0)
			return p;
	}
	return NULL;
}

const struct lex_color *
lexicon_color(const struct lexicon *lex, const char *id)
{
	return by_id(lex, LEX_COLORS, id);
}

const struct lex_theme *
lexicon_theme(const struct lexicon *lex, const char *id)
{
	return by_id(lex, LEX_THEMES, id);
}
