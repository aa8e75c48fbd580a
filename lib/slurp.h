/*
 * slurp.h - small files read whole.
 */
#ifndef AMB_SLURP_H
#define AMB_SLURP_H

#include <stddef.h>

/*
 * slurp(path, max): the first max bytes of a file and a NUL, in memory that the
 * caller frees, or NULL with errno.
 */
char *slurp(const char *path, size_t max);

/* slurp_share(name, max): the same of a file below AMB_SHARE. */
char *slurp_share(const char *name, size_t max);

#endif /* AMB_SLURP_H */
