/*
 * read_turn.h - words that turn what was said before: replace, add, take back.
 */
#ifndef AMB_PLAN_READ_READ_TURN_H
#define AMB_PLAN_READ_READ_TURN_H

#include "read/reading.h"

void read_turn(struct reading *r, int i);
void read_not(struct reading *r, int i);

#endif /* AMB_PLAN_READ_READ_TURN_H */
