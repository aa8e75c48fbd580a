/*
 * sniff.h - what a picture's own first bytes say it is.
 *
 * Names and Content-Types are not believed.
 */
#ifndef AMB_SNIFF_H
#define AMB_SNIFF_H

#include <stddef.h>

/* sniff(data, len): "PNG", "JPEG", "GIF", "WEBP", or NULL for all else. */
const char *sniff(const void *data, size_t len);

#endif /* AMB_SNIFF_H */
