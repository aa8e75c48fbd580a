/*
 * shape.h - what a model wrote, in the shape of a plan.
 *
 * Models without a schema rename, nest and abbreviate: "#FF8C3C", "80%",
 * {"r":..}, a plan inside "plan".  Only what amb-scene(5) names comes through;
 * values are not judged here.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <jv.h>

/* shape_plan(said): the plan in it.  Consumes said, an object. */
jv shape_plan(jv said);

#endif /* SHAPE_H */
