/*
 * steps.h - the steps of mklexicon, in their order.
 *
 * A file that is missing exits 66, one without anything of use 65.
 */
#ifndef AMB_PLAN_MK_STEPS_H
#define AMB_PLAN_MK_STEPS_H

#include "mk/builder.h"

/*
 * cldr_simplified(b, path): the simplified forms of traditional characters, of
 * transforms/Simplified-Traditional.xml.
 */
void cldr_simplified(struct builder *b, const char *path);

/* pinyin_read(b, path): the sounds of characters, of transforms/Han-Latin.xml.
 */
void pinyin_read(struct builder *b, const char *path);

/*
 * tsv_read(b, path): a table of etc/lexicon, whose kind is how its name begins;
 * see amb-lexicon(5).  A wrong row exits 65 with the path and the line.
 */
void tsv_read(struct builder *b, const char *path);

/*
 * cldr_words(b, path): names and keywords of the emoji that b has, of a file of
 * annotations; Chinese when its name begins with zh.
 */
void cldr_words(struct builder *b, const char *path);

/* pinyin_words(b): add our own Chinese words by their sound. */
void pinyin_words(struct builder *b);

/*
 * writer_write(b, path): sort the words and write lexicon.bin.  Exits 65 when a
 * word has two meanings of one kind, 73 or 74 when the file cannot be written;
 * then there is no file.
 */
void writer_write(struct builder *b, const char *path);

#endif /* AMB_PLAN_MK_STEPS_H */
