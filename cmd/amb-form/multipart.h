/*
 * multipart.h - the one file in a multipart/form-data body, RFC 7578.
 *
 * The body is read in pieces, in memory of constant size; the numbers of parts,
 * header fields and bytes are limited.
 */
#ifndef AMB_FORM_MULTIPART_H
#define AMB_FORM_MULTIPART_H

#include <stdio.h>

#include "file.h"

/*
 * multipart_read(in, boundary, file): read a body of that boundary to the end
 * of in, write its file to file->out and set its name and type; or set the
 * fault of file.
 */
void multipart_read(FILE *in, const char *boundary, struct file *file);

#endif /* AMB_FORM_MULTIPART_H */
