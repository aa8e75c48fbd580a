/*
 * read_number.h - numbers: brightness, speed, colour temperature.
 */
#ifndef AMB_PLAN_READ_READ_NUMBER_H
#define AMB_PLAN_READ_READ_NUMBER_H

#include "read/reading.h"

void read_number(struct reading *r, int i);

/* read_is_brightness(m, i): whether token i is a number for the brightness. */
bool read_is_brightness(const struct match *m, int i);

#endif /* AMB_PLAN_READ_READ_NUMBER_H */
