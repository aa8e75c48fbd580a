/*
 * genimg.h - a plan becomes a picture in the spool.
 */
#ifndef AMB_GENIMG_H
#define AMB_GENIMG_H

#include <jv.h>

#include "scene/scene.h"

/*
 * genimg(scene, fault, ctx): a stage's work, see stage.h.  ctx points to a
 * bool: whether only to print the request that a helper would send.  Sets
 * image: {"path","width","height","generator","degraded","fit"}.
 */
jv genimg(jv scene, enum fault *fault, void *ctx);

#endif /* AMB_GENIMG_H */
