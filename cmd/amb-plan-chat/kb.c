#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "kb.h"
#include "json/msg.h"

enum { TERMS_MAX = 128, LONGEST_WORD = 40 };

struct line {
	const char *text;
	int terms; /* in all */
	double score;
	uint8_t count[TERMS_MAX]; /* of each term of the query */
};

/* The terms of a query, and what a walk over a text does with each. */
struct terms {
	uint64_t hash[TERMS_MAX];
	int n;
};

static bool
is_cjk(uint32_t code)
{
	return (code >= 0x3040 && code <= 0x30ff) ||
	       (code >= 0x3400 && code <= 0x9fff) ||
	       (code >= 0xac00 && code <= 0xd7af) ||
	       (code >= 0xf900 && code <= 0xfaff) ||
	       (code >= 0x20000 && code <= 0x3ffff);
}

/* Other letters than ASCII's count as they are. */
static bool
is_word(uint32_t code)
{
	return code < 128 ? isalnum((int)code) != 0
			  : code >= 0xc0 && !is_cjk(code) &&
				!(code >= 0x2000 && code <= 0x303f) &&
				!(code >= 0xff00 && code <= 0xff65);
}

/* A walk over a text; next() hands out its terms one by one. */
struct walk {
	const char *p;
	size_t left;
	uint32_t before; /* the CJK character before, or 0 */
};

static int
peek(const struct walk *w, uint32_t *code)
{
	int n = w->left > 0 ? utf8_next(w->p, w->left, code) : 0;

	if (n == 0 && w->left > 0) { /* not UTF-8: a separator */
		*code = ' ';
		return 1;
	}
	return n;
}

static uint64_t
word(struct walk *w)
{
	uint64_t hash = HASH_FNV64_START;
	uint32_t code;
	int len = 0;
	int low;
	int n;

	for (; (n = peek(w, &code)) > 0 && is_word(code); len++) {
		low = code < 128 ? tolower((int)code) : (int)code;
		/* "colours" and "colour" are one */
		if (!(low == 's' && len > 2 &&
			(w->left == 1 || !isalnum((unsigned char)w->p[1]))) &&
		    len < LONGEST_WORD)
			hash = hash_fnv64(hash, &low, sizeof(low));
		w->p += n;
		w->left -= (size_t)n;
	}
	return hash;
}

static bool
next(struct walk *w, uint64_t *hash)
{
	uint32_t pair[2];
	uint32_t code;
	int n;

	while ((n = peek(w, &code)) > 0) {
		if (is_word(code)) {
			w->before = 0;
			*hash = word(w);
			return true;
		}
		w->p += n;
		w->left -= (size_t)n;
		pair[0] = w->before;
		pair[1] = code;
		w->before = is_cjk(code) ? code : 0;
		if (pair[0] != 0 && w->before != 0) {
			*hash =
			    hash_fnv64(HASH_FNV64_START, pair, sizeof(pair));
			return true;
		}
	}
	return false;
}

static int
term_find(const struct terms *terms, uint64_t hash)
{
	int i;

	for (i = 0; i < terms->n; i++)
		if (terms->hash[i] == hash)
			return i;
	return -1;
}

static void
terms_of(struct terms *terms, const char *query)
{
	struct walk w = {query, strlen(query), 0};
	uint64_t hash;

	terms->n = 0;
	while (terms->n < TERMS_MAX && next(&w, &hash))
		if (term_find(terms, hash) == -1)
			terms->hash[terms->n++] = hash;
}

static void
count(struct line *line, const struct terms *terms)
{
	struct walk w = {line->text, strlen(line->text), 0};
	uint64_t hash;
	int i;

	for (; next(&w, &hash); line->terms++) {
		i = term_find(terms, hash);
		if (i != -1 && line->count[i] < UINT8_MAX)
			line->count[i]++;
	}
}

/* BM25 with its usual constants. */
static void
score(struct line *lines, int n, int n_terms)
{
	const double k = 1.2;
	const double b = 0.75;
	double mean = 0;
	double idf;
	int with;
	int i;
	int t;

	for (i = 0; i < n; i++)
		mean += (double)lines[i].terms / n;
	for (t = 0; t < n_terms; t++) {
		for (with = 0, i = 0; i < n; i++)
			with += lines[i].count[t] > 0;
		idf = log(1 + (n - with + 0.5) / (with + 0.5));
		for (i = 0; i < n; i++)
			lines[i].score +=
			    idf * lines[i].count[t] * (k + 1) /
			    (lines[i].count[t] +
				k * (1 - b + b * lines[i].terms / mean));
	}
}

static int
split(char *text, struct line *lines)
{
	char *line;
	int n = 0;

	while (n < KB_LINES_MAX && (line = strsep(&text, "\n")) != NULL) {
		line[strcspn(line, "\r")] = '\0';
		if (line[0] == '#' || line[strspn(line, " \t")] == '\0')
			continue;
		if (strlen(line) > KB_LINE_BYTES)
			line[KB_LINE_BYTES] = '\0';
		lines[n++].text = line;
	}
	return n;
}

static jv
best(struct line *lines, int n)
{
	jv kept = jv_array();
	int top;
	int i;

	while (msg_len(&kept) < KB_BEST) {
		for (top = 0, i = 1; i < n; i++)
			if (lines[i].score > lines[top].score)
				top = i;
		if (n == 0 || lines[top].score <= 0)
			break;
		kept = jv_array_append(kept, jv_string(lines[top].text));
		lines[top].score = 0;
	}
	return kept;
}

jv
kb_best(char *text, const char *query)
{
	struct line *lines = calloc(KB_LINES_MAX, sizeof(*lines));
	struct terms terms;
	jv kept;
	int n;
	int i;

	if (lines == NULL)
		return jv_array();
	terms_of(&terms, query);
	n = split(text, lines);
	for (i = 0; i < n; i++)
		count(&lines[i], &terms);
	score(lines, n, terms.n);
	kept = best(lines, n);
	free(lines);
	return kept;
}
