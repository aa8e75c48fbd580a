/*
 * read_text.h - characters that the matrix is to show.
 */
#ifndef AMB_PLAN_READ_READ_TEXT_H
#define AMB_PLAN_READ_READ_TEXT_H

#include "read/reading.h"

void read_text(struct reading *r, int i);
void read_show(struct reading *r, int i);

#endif /* AMB_PLAN_READ_READ_TEXT_H */
