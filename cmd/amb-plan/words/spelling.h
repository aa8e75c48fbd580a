/*
 * spelling.h - English words with a wrong letter.
 */
#ifndef AMB_PLAN_WORDS_SPELLING_H
#define AMB_PLAN_WORDS_SPELLING_H

#include "words/lexicon.h"

/*
 * spelling_find(lex, word, len): the key that a normalized word of len letters
 * becomes when repeated letters are one ("reeed"), two letters change places,
 * or one letter is dropped, changed or added; NULL when there is none.
 */
const struct lex_key *spelling_find(
    const struct lexicon *lex, const char *word, size_t len);

#endif /* AMB_PLAN_WORDS_SPELLING_H */
