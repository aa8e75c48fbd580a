/*
 * image_magick.h - PNG, JPEG, GIF and WebP, in memory, by ImageMagick, 6 or 7.
 *
 * The bytes are decoded only by the coder that their own first bytes name,
 * under AMB_SHARE/imagemagick, a policy that allows no other coder and no
 * writing.
 */
#ifndef AMB_IMAGE_IMAGE_MAGICK_H
#define AMB_IMAGE_IMAGE_MAGICK_H

#include "image/image.h"

extern const struct image_reader image_magick;

/*
 * image_magick_start(): once, after conf_load_or_die() and before anything
 * else here.  Returns 0, or -1 with errno.
 */
int image_magick_start(void);

#endif /* AMB_IMAGE_IMAGE_MAGICK_H */
