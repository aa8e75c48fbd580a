/*
 * genimg.h - a plan becomes a picture in the spool.
 *
 * The helpers of AMB_GENIMG are asked first; if none makes it, it is painted
 * here.
 */
#ifndef AMB_GENIMG_GENIMG_H
#define AMB_GENIMG_GENIMG_H

#include <jv.h>

#include "scene/scene.h"

/*
 * genimg(scene, fault, ctx): the work of a stage (stage.h).  Consumes the scene
 * and returns it with image: {"path","width","height","generator","degraded",
 * "fit"}.  ctx points to a bool: when it is true nothing is made, and the
 * request that a helper would send is returned instead.
 */
jv genimg(jv scene, enum fault *fault, void *ctx);

#endif /* AMB_GENIMG_GENIMG_H */
