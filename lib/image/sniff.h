/*
 * sniff.h - the format of a picture, from its own first bytes alone.
 *
 * File names and Content-Types are not used.
 */
#ifndef AMB_IMAGE_SNIFF_H
#define AMB_IMAGE_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#define SNIFF_FORMATS "PNG, JPEG, GIF or WebP"

/* sniff(data, len): "PNG", "JPEG", "GIF", "WEBP", or NULL for any other. */
const char *sniff(const void *data, size_t len);

/*
 * sniff_extension(format): the ending of a file's name for what sniff()
 * returned: "png", "jpg", "gif", "webp", or NULL.
 */
const char *sniff_extension(const char *format);

/*
 * sniff_truncated(data, len): whether it is a JPEG without an end, which
 * decoders complete with grey and accept.
 */
bool sniff_truncated(const void *data, size_t len);

#endif /* AMB_IMAGE_SNIFF_H */
