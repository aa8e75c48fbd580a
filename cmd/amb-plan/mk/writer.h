/*
 * writer.h - lexicon.bin out of what was gathered.
 */
#ifndef AMB_PLAN_MK_WRITER_H
#define AMB_PLAN_MK_WRITER_H

#include "mk/builder.h"

/*
 * writer_write(b, path): sort the words and write the file.  Exits 65 when a
 * word has two meanings of one kind, 73 or 74 when the file cannot be written;
 * nothing is left of it then.
 */
void writer_write(struct builder *b, const char *path);

#endif /* AMB_PLAN_MK_WRITER_H */
