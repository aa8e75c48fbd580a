/*
 * grid.h - the size of an LED matrix.
 */
#ifndef AMB_CONF_GRID_H
#define AMB_CONF_GRID_H

enum { GRID_SIDE_MAX = 64 }; /* LEDs */
#define GRID_WANT "WIDTHxHEIGHT, each 1 to 64"

/*
 * grid_parse(text, width, height): read "WxH", both 1 to GRID_SIDE_MAX.
 * Returns 0, or -1 and leaves both alone.
 */
int grid_parse(const char *text, int *width, int *height);

#endif /* AMB_CONF_GRID_H */
