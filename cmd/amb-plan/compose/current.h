/*
 * current.h - what is lit now: in the scene itself, else in the spool.
 */
#ifndef AMB_PLAN_COMPOSE_CURRENT_H
#define AMB_PLAN_COMPOSE_CURRENT_H

#include <stdbool.h>

#include <jv.h>

#include "compose/picture.h"
#include "light/strip.h"

struct current {
	bool has_strip;
	bool has_picture;
	struct strip strip;	/* when it has one */
	struct picture picture; /* when it has one */
};

/*
 * current_read(scene, current): read scene.current, else state/ZONE/scene.json
 * in AMB_SPOOL, which is never made.  Absent and invalid members are ignored.
 */
void current_read(const jv *scene, struct current *current);

#endif /* AMB_PLAN_COMPOSE_CURRENT_H */
