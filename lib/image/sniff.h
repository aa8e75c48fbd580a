/*
 * sniff.h - what a picture's own first bytes say it is.
 *
 * Names and Content-Types are not believed.
 */
#ifndef AMB_IMAGE_SNIFF_H
#define AMB_IMAGE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

/* sniff(data, len): "PNG", "JPEG", "GIF", "WEBP", or NULL for all else. */
const char *sniff(const void *data, size_t len);

/*
 * sniff_truncated(data, len): whether it is a JPEG without an end, which
 * decoders fill up with grey and call whole.
 */
bool sniff_truncated(const void *data, size_t len);

#endif /* AMB_IMAGE_SNIFF_H */
