/*
 * files.h - the files of state/ZONE/, all made from the state.  Pure: no I/O,
 * no clock.
 */
#ifndef AMB_PUBLISH_FILES_H
#define AMB_PUBLISH_FILES_H

#include <stddef.h>

#include <jv.h>

struct zone_file {
	const char *name;
	int parts;		     /* STATE_ bits of what it shows */
	jv (*json)(const jv *state); /* NULL for matrix.raw */
};

extern const struct zone_file zone_files[];
extern const size_t zone_files_len;

/*
 * files_raw(state, len): the bytes of matrix.raw, for the caller to free; their
 * number goes to *len.
 */
char *files_raw(const jv *state, size_t *len);

#endif /* AMB_PUBLISH_FILES_H */
