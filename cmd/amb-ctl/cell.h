/*
 * cell.h - values as text, for people.
 *
 * A value that is absent, or of another kind, is no text at all.
 */
#ifndef AMB_CTL_CELL_H
#define AMB_CTL_CELL_H

#include <jv.h>

#include "json/text.h"

/*
 * Each of these appends the text of a value.
 *
 * cell_text: a string; control characters become '?'.
 * cell_words: the same, or an array of strings, "mon,wed".
 * cell_time: milliseconds since 1970, "2026-11-28 07:00", local; not those of 0
 * cell_power: {"matrix","strip"}, "on: matrix; off: strip"
 * cell_lit: the same, "on", "off", or the part that is on
 * cell_json: anything
 */
void cell_text(struct text *t, const jv *value);
void cell_words(struct text *t, const jv *value);
void cell_time(struct text *t, const jv *value);
void cell_power(struct text *t, const jv *value);
void cell_lit(struct text *t, const jv *value);
void cell_json(struct text *t, const jv *value);

/* cell_width(text): the columns that it takes on a terminal. */
int cell_width(const char *text);

#endif /* AMB_CTL_CELL_H */
