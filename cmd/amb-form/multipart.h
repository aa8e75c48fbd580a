/*
 * multipart.h - the one file in a multipart/form-data body, RFC 7578.
 *
 * The body is read piece by piece in memory of one size, whatever comes in;
 * parts, header fields and bytes are counted, and too many end the reading.
 */
#ifndef AMB_FORM_MULTIPART_H
#define AMB_FORM_MULTIPART_H

#include <stdio.h>

#include "file.h"

/*
 * multipart_read(in, boundary, file): read a body of that boundary to the end
 * of in, write its file to file->out and fill in name and type; or set the
 * fault of file.
 */
void multipart_read(FILE *in, const char *boundary, struct file *file);

#endif /* AMB_FORM_MULTIPART_H */
