/*
 * fnv.h - FNV-1a, a short name for a long text.  Not for secrets.
 */
#ifndef AMB_FNV_H
#define AMB_FNV_H

#include <stddef.h>
#include <stdint.h>

#define FNV_START UINT64_C(0xcbf29ce484222325)

/* fnv(hash, data, len): hash, FNV_START at first, carried on over data. */
uint64_t fnv(uint64_t hash, const void *data, size_t len);

/* fnv_text(text): the hash of a whole text. */
uint64_t fnv_text(const char *text);

#endif /* AMB_FNV_H */
