/*
 * pinyin.h - Chinese words by their sound, for misheard sentences.
 */
#ifndef AMB_PLAN_MK_PINYIN_H
#define AMB_PLAN_MK_PINYIN_H

#include "mk/builder.h"

/*
 * pinyin_read(b, path): how characters sound, of transforms/Han-Latin.xml.
 * Exits 66 when it is missing, 65 when no character is in it.
 */
void pinyin_read(struct builder *b, const char *path);

/* pinyin_words(b): add our own Chinese words as they sound. */
void pinyin_words(struct builder *b);

#endif /* AMB_PLAN_MK_PINYIN_H */
