/*
 * downsample_scene.h - the picture of a scene becomes its matrix.
 */
#ifndef AMB_DOWNSAMPLE_DOWNSAMPLE_SCENE_H
#define AMB_DOWNSAMPLE_DOWNSAMPLE_SCENE_H

#include <jv.h>

#include "downsample.h"

struct downsample_options {
	struct downsample how;
	bool fit_given; /* how.fit is not replaced by a scene's image.fit */
};

/*
 * downsample_scene(scene, fault, ctx): the work of a stage (stage.h).  Consumes
 * the scene and returns it with matrix, or without it and with an error more.
 * ctx points to a struct downsample_options.
 */
jv downsample_scene(jv scene, enum fault *fault, void *ctx);

#endif /* AMB_DOWNSAMPLE_DOWNSAMPLE_SCENE_H */
