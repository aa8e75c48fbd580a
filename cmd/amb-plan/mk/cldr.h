/*
 * cldr.h - words and characters from Unicode CLDR.
 *
 * A file that is missing exits 66, one that holds nothing of use 65.
 */
#ifndef AMB_PLAN_MK_CLDR_H
#define AMB_PLAN_MK_CLDR_H

#include "mk/builder.h"

/*
 * cldr_simplified(b, path): the simplified forms of traditional characters, of
 * transforms/Simplified-Traditional.xml.
 */
void cldr_simplified(struct builder *b, const char *path);

/*
 * cldr_words(b, path): names and keywords of the emoji that b has, of a file
 * of annotations; Chinese when its name begins with zh.
 */
void cldr_words(struct builder *b, const char *path);

#endif /* AMB_PLAN_MK_CLDR_H */
