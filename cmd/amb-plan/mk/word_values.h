/*
 * word_values.h - the values of a meaning by their names in word.tsv.
 */
#ifndef AMB_PLAN_MK_WORD_VALUES_H
#define AMB_PLAN_MK_WORD_VALUES_H

enum { WORD_VALUE_BAD = -1000 };

/*
 * word_value(slot, text): the value of this name for an enum lex_slot, or
 * WORD_VALUE_BAD.
 */
int word_value(int slot, const char *text);

#endif /* AMB_PLAN_MK_WORD_VALUES_H */
