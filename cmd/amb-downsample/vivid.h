/*
 * vivid.h - more colour where there is some.
 */
#ifndef AMB_VIVID_H
#define AMB_VIVID_H

#include <stdint.h>

/*
 * vivid(rgb): more saturated, in place: away from the grey of the same
 * luminance on the line through rgb in linear light, by more the less
 * saturated it was, never past the edge of the gamut.  Greys stay.
 */
void vivid(uint8_t rgb[3]);

#endif /* AMB_VIVID_H */
