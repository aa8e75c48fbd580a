/*
 * vivid.h - more saturated colours of the same hue.
 */
#ifndef AMB_DOWNSAMPLE_VIVID_H
#define AMB_DOWNSAMPLE_VIVID_H

#include <stdint.h>

/*
 * vivid(rgb): saturate sRGB codes in place.  In linear light the colour moves
 * away from the grey of its luminance, the farther the less saturated it was,
 * and at most to the edge of the gamut.  Greys stay as they are.
 */
void vivid(uint8_t rgb[3]);

#endif /* AMB_DOWNSAMPLE_VIVID_H */
