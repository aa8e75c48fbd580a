/*
 * source.h - the bytes of one picture, from a file or standard input.
 */
#ifndef AMB_DOWNSAMPLE_SOURCE_H
#define AMB_DOWNSAMPLE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "scene/fault.h"

struct source {
	void *data;
	size_t len; /* bytes, 1 to 64 MiB */
	bool mapped;
};

/*
 * source_open(path, s, why): map a regular file.  source_read(s, why): read all
 * of standard input; exits 74 when it cannot be read.  They return FAULT_NONE,
 * and s is for source_release(); or why and FAULT_NO_INPUT when there is no
 * such file, FAULT_INPUT when the length is wrong.
 */
enum fault source_open(const char *path, struct source *s, char why[WHY_MAX]);
enum fault source_read(struct source *s, char why[WHY_MAX]);

/* source_release(s): unmap or free it. */
void source_release(struct source *s);

#endif /* AMB_DOWNSAMPLE_SOURCE_H */
