/*
 * kb.h - the lines of a knowledge base that fit a sentence best.
 *
 * Scored by BM25 over words and pairs of CJK characters, which need no
 * dictionary.  A line is an entry; empty ones and those with # are skipped.
 */
#ifndef KB_H
#define KB_H

#include <jv.h>

enum {
	KB_BYTES_MAX = 4 << 20,
	KB_LINES_MAX = 20000,
	KB_LINE_BYTES = 600, /* what of a line is used */
	KB_BEST = 5
};

/*
 * kb_best(text, query): the KB_BEST best of the lines in text, as an array of
 * strings, best first; fewer when fewer share anything with query.  text is
 * changed.
 */
jv kb_best(char *text, const char *query);

#endif /* KB_H */
