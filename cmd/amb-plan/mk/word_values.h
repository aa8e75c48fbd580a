/*
 * word_values.h - what word.tsv calls the values of a meaning.
 */
#ifndef AMB_PLAN_MK_WORD_VALUES_H
#define AMB_PLAN_MK_WORD_VALUES_H

enum { WORD_VALUE_BAD = -1000 };

/*
 * word_value(slot, text): the value of an enum lex_slot that is called text;
 * WORD_VALUE_BAD when there is none.
 */
int word_value(int slot, const char *text);

#endif /* AMB_PLAN_MK_WORD_VALUES_H */
