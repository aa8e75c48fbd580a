/*
 * read_scene.h - themes and things, modes, on and off.
 */
#ifndef AMB_PLAN_READ_READ_SCENE_H
#define AMB_PLAN_READ_READ_SCENE_H

#include "read/reading.h"

void read_theme(struct reading *r, int i);
void read_mode(struct reading *r, int i);
void read_power(struct reading *r, int i);

#endif /* AMB_PLAN_READ_READ_SCENE_H */
