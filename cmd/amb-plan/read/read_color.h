/*
 * read_color.h - colours that are named, written or given as a temperature.
 */
#ifndef AMB_PLAN_READ_READ_COLOR_H
#define AMB_PLAN_READ_READ_COLOR_H

#include "read/reading.h"

void read_color(struct reading *r, int i);
void read_rgb(struct reading *r, int i);

/* read_kelvin(r, i, kelvin): token i is a colour temperature. */
void read_kelvin(struct reading *r, int i, double kelvin);

#endif /* AMB_PLAN_READ_READ_COLOR_H */
