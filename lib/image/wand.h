/*
 * wand.h - ImageMagick, 6 or 7, for image.c and draw.c only.
 *
 * No other file includes this one or ImageMagick itself.
 */
#ifndef AMB_IMAGE_WAND_H
#define AMB_IMAGE_WAND_H

#if __has_include(<MagickWand/MagickWand.h>)
#include <MagickWand/MagickWand.h>
#else
#include <wand/MagickWand.h>
#endif

/*
 * wand_start(folder): set ImageMagick up under the policy in this folder of
 * AMB_SHARE, once in the life of a process.  The environment, which children
 * inherit, is the same afterwards.  Returns 0, or -1 with errno.
 */
int wand_start(const char *folder);

#endif /* AMB_IMAGE_WAND_H */
