/*
 * file.h - the uploaded file while it is written, and why it is rejected.
 *
 * It is never longer than upload_file_max().
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
	long long size_max;	   /* that may be */
	bool named;		   /* the sender gave a name */
	char name[HEADER_MAX + 1]; /* as sent; never used as a path */
	char type[HEADER_MAX + 1]; /* its media type, as sent */
	bool base64;		   /* file_write() decodes */
	bool padded;		   /* of base64: the end was read */
	int n_bits;		   /* of base64: bits not yet written */
	uint32_t bits;
	enum fault fault;  /* what is wrong, or FAULT_NONE */
	char why[WHY_MAX]; /* its sentence */
};

/*
 * file_start(file, out): write to out, at most MAX_UPLOAD_MB; file is {0}.
 */
void file_start(struct file *file, FILE *out);

/*
 * file_write(file, data, len): write the next len bytes of the body.  Returns
 * false, with a fault, when they are too many or cannot be stored.
 */
bool file_write(struct file *file, const char *data, size_t len);

/*
 * file_fail(file, fault, why): set the fault.  file_fail_size(file) sets
 * FAULT_TOO_LARGE, file_fail_errno(file, what) FAULT_STORAGE and "cannot WHAT:"
 * with the text of errno.  All return false.
 */
bool file_fail(struct file *file, enum fault fault, const char *why);
bool file_fail_size(struct file *file);
bool file_fail_errno(struct file *file, const char *what);

#endif /* AMB_FORM_FILE_H */
