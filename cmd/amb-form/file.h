/*
 * file.h - the uploaded file on its way to the disk, and what went wrong.
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
	bool padded;		   /* of base64: its end was seen */
	int n_bits;		   /* of base64: bits not yet written */
	uint32_t bits;
	enum fault fault;  /* what is wrong, or FAULT_NONE */
	char why[WHY_MAX]; /* its sentence */
};

/*
 * file_write(file, data, len): write the next len bytes that came in.  Returns
 * false, with a fault, when they are too many or cannot be stored.
 */
bool file_write(struct file *file, const char *data, size_t len);

/*
 * file_fail(file, fault, why): set the fault.  file_fail_size(file) and
 * file_fail_storage(file) likewise, the latter from errno.  Return false.
 */
bool file_fail(struct file *file, enum fault fault, const char *why);
bool file_fail_size(struct file *file);
bool file_fail_storage(struct file *file);

#endif /* AMB_FORM_FILE_H */
