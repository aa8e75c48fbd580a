/*
 * file.h - the uploaded file on its way to the disk.
 *
 * It is never longer than upload_file_max(), whatever comes in.
 */
#ifndef AMB_FORM_FILE_H
#define AMB_FORM_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"
#include "header.h"
#include "scene/fault.h"

struct file {
	FILE *out;
	long long size;		   /* bytes written */
	bool named;		   /* whether it was sent with a name */
	char name[HEADER_MAX + 1]; /* as it was sent; no path to be used */
	char type[HEADER_MAX + 1]; /* its media type, as it was sent */
	bool base64;		   /* what comes in is to be decoded */
	uint32_t bits;		   /* of base64: those not yet written, */
	int n_bits;		   /* and how many */
	bool padded;		   /* of base64: its end was seen */
};

/*
 * file_write(file, data, len, why): write the next len bytes that came in.
 * Returns FAULT_NONE; or FAULT_TOO_LARGE or FAULT_STORAGE, and why.
 */
enum fault file_write(
    struct file *file, const char *data, size_t len, char why[WHY_MAX]);

/*
 * file_too_large(why), file_storage(why): FAULT_TOO_LARGE and its sentence, or
 * FAULT_STORAGE with that of errno.
 */
enum fault file_too_large(char why[WHY_MAX]);
enum fault file_storage(char why[WHY_MAX]);

#endif /* AMB_FORM_FILE_H */
