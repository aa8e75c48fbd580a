/*
 * source.h - the bytes of one picture, from a file or standard input.
 */
#ifndef AMB_DOWNSAMPLE_SOURCE_H
#define AMB_DOWNSAMPLE_SOURCE_H

#include <stddef.h>

#include "base/why.h"
#include "scene/fault.h"

struct source {
	char *data; /* for free() */
	size_t len; /* bytes, 1 to 64 MiB */
};

/*
 * source_open(path, s, why): read a regular file.  source_read(s, why): read
 * standard input; exits 74 when that fails.  They return FAULT_NONE; or why and
 * FAULT_NO_INPUT when the file cannot be read, FAULT_INPUT when it is empty or
 * too long.
 */
enum fault source_open(const char *path, struct source *s, char why[WHY_MAX]);
enum fault source_read(struct source *s, char why[WHY_MAX]);

#endif /* AMB_DOWNSAMPLE_SOURCE_H */
