/*
 * read_scale.h - words for more and less: brighter, half, twice, slowest.
 */
#ifndef AMB_PLAN_READ_READ_SCALE_H
#define AMB_PLAN_READ_READ_SCALE_H

#include "read/reading.h"

void read_scale(struct reading *r, int i);
void read_percent(struct reading *r, int i);
void read_move(struct reading *r, int i);

#endif /* AMB_PLAN_READ_READ_SCALE_H */
