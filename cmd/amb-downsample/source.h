/*
 * source.h - the bytes of a picture.
 */
#ifndef AMB_DOWNSAMPLE_SOURCE_H
#define AMB_DOWNSAMPLE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"
#include "scene/fault.h"

struct source {
	void *data;
	size_t len;  /* bytes, 1 to 64 MiB */
	bool mapped; /* from a file, and not in memory of our own */
};

/*
 * source_open(path, s, why): map the regular file at path.  When another
 * process makes the file shorter, reading data raises SIGBUS.  Returns
 * FAULT_NONE, and s is for source_release(); or why and FAULT_NO_INPUT when
 * there is no such file, FAULT_INPUT when it is empty or too long.
 *
 * source_read(s, why): the same of standard input, into memory; dies with exit
 * status 74 when it cannot be read.
 */
enum fault source_open(const char *path, struct source *s, char why[WHY_MAX]);
enum fault source_read(struct source *s, char why[WHY_MAX]);

/* source_release(s): free or unmap data. */
void source_release(struct source *s);

#endif /* AMB_DOWNSAMPLE_SOURCE_H */
