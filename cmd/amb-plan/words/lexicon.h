/*
 * lexicon.h - the words that amb-plan knows, mapped from lexicon.bin.
 *
 * Nothing is parsed or copied: records and texts are read where the file is
 * mapped, and stay there for the life of the process.
 */
#ifndef AMB_PLAN_WORDS_LEXICON_H
#define AMB_PLAN_WORDS_LEXICON_H

#include <stddef.h>

#include "words/lexfile.h"

struct lexicon {
	const struct lex_header *head;
	const struct lex_char *simplified;
	const struct lex_char *pinyin;
	const struct lex_first *firsts;
	const struct lex_key *keys;
	const struct lex_sense *senses;
	const struct lex_color *colors;
	const struct lex_theme *themes;
	const struct lex_emoji *emojis;
	const struct lex_tint *tints;
	const struct lex_template *templates;
	const char *strings;
};

/*
 * lexicon_open_or_die(lex, path): map the file.  Exits 78 and names the path
 * when it is missing, cut short or of another version or machine.
 */
void lexicon_open_or_die(struct lexicon *lex, const char *path);

/* lexicon_text(lex, offset): a text of the file. */
const char *lexicon_text(const struct lexicon *lex, uint32_t offset);

/* lexicon_count(lex, section): how many records it has. */
size_t lexicon_count(const struct lexicon *lex, enum lex_section section);

/*
 * lexicon_find(lex, text, len): the longest key that normalized text begins
 * with, or NULL.  lexicon_shorter(lex, key): the next one, or NULL.
 */
const struct lex_key *lexicon_find(
    const struct lexicon *lex, const char *text, size_t len);
const struct lex_key *lexicon_shorter(
    const struct lexicon *lex, const struct lex_key *key);

/* lexicon_sense(lex, key, slot): that meaning of a key, or NULL. */
const struct lex_sense *lexicon_sense(
    const struct lexicon *lex, const struct lex_key *key, enum lex_slot slot);

/* lexicon_color(lex, id), lexicon_theme(lex, id): that of this id, or NULL. */
const struct lex_color *lexicon_color(
    const struct lexicon *lex, const char *id);
const struct lex_theme *lexicon_theme(
    const struct lexicon *lex, const char *id);

#endif /* AMB_PLAN_WORDS_LEXICON_H */
