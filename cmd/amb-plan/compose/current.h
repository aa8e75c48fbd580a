/*
 * now.h - what is lit now: in the scene itself, else in the spool.
 */
#ifndef NOW_H
#define NOW_H

#include <jv.h>

#include "compose/compose.h"

/*
 * now_read(scene, now): from scene.current, else from state/ZONE/scene.json
 * in AMB_SPOOL, which is read again only when it has changed and never made.
 * What is not there or makes no sense is not known.
 */
void now_read(const jv *scene, struct now *now);

#endif /* NOW_H */
