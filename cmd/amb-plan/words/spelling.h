/*
 * typo.h - English words with a letter wrong.
 */
#ifndef TYPO_H
#define TYPO_H

#include "words/lexicon.h"

/*
 * typo_find(lex, word, len): the key that a folded word of len letters becomes
 * when two letters change places, or one is dropped, changed or added, or a
 * letter that is drawn out ("reeed") is not; NULL when there is none.
 */
const struct lex_key *typo_find(
    const struct lexicon *lex, const char *word, size_t len);

#endif /* TYPO_H */
