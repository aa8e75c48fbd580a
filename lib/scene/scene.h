/*
 * scene.h - the document that every stage reads and writes; see amb-scene(5).
 *
 * A stage sets the one member that is its own and writes all others unchanged.
 * What it cannot do it reports in errors[], as one of the faults of fault.h.
 */
#ifndef AMB_SCENE_SCENE_H
#define AMB_SCENE_SCENE_H

#include <stdbool.h>

#include <jv.h>

#include "base/why.h"
#include "scene/fault.h"
#include "scene/ulid.h"
#include "scene/zone.h"

enum { SCENE_INSTRUCTION_MAX = 2000 }; /* characters */

/*
 * scene_check(scene): check the members of a foreign object; id and
 * accepted_at_ms are made when absent, zone becomes "main".  Consumes scene.
 * Returns it, or an invalid jv whose message names the member and what it must
 * be.
 */
jv scene_check(jv scene);

/*
 * scene_check_member(scene, key, why): the same for one member, which must be
 * there; key is one of amb-scene(5).  Returns 0, or -1 and why.
 */
int scene_check_member(const jv *scene, const char *key, char why[WHY_MAX]);

/* scene_id(scene, id), scene_zone(scene, zone): copy from a checked scene. */
void scene_id(const jv *scene, char id[ULID_LEN + 1]);
void scene_zone(const jv *scene, char zone[SCENE_ZONE_MAX + 1]);

/*
 * scene_wants(scene, part): whether the target of the plan covers part,
 * "matrix" or "strip".  A scene without a plan wants both.
 */
bool scene_wants(const jv *scene, const char *part);

/*
 * scene_switches(scene): whether its plan changes power or brightness.
 * scene_makes(scene, part): whether part is to be made.  Of a plan that changes
 * power or brightness only the parts that it has are made, of any other all
 * that it covers.
 */
bool scene_switches(const jv *scene);
bool scene_makes(const jv *scene, const char *part);

/*
 * scene_fail(scene, stage, fault, fmt, ...): scene with one more element in
 * errors: {"stage","code","retry","message"}.  Consumes scene.
 */
jv scene_fail(jv scene, const char *stage, enum fault fault, const char *fmt,
    ...) __attribute__((format(printf, 4, 5)));

/* scene_failed(scene, stage): whether errors has an element of that stage. */
bool scene_failed(const jv *scene, const char *stage);

#endif /* AMB_SCENE_SCENE_H */
