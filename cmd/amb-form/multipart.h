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
 * multipart_read(in, boundary, file, why): read a body of that boundary, 1 to
 * MULTIPART_BOUNDARY_MAX bytes, to the end of in; write its file to file->out
 * and fill in name and type.
 * Returns FAULT_NONE; or FAULT_INPUT, FAULT_TOO_LARGE or FAULT_STORAGE, and
 * why.
 */
enum fault multipart_read(
    FILE *in, const char *boundary, struct file *file, char why[WHY_MAX]);

enum { MULTIPART_BOUNDARY_MAX = 70 }; /* bytes, RFC 2046 */

#endif /* AMB_FORM_MULTIPART_H */
