/*
 * stage.h - the loop that every stage runs.
 *
 * Scenes are read from stdin and written to stdout in order, one JSON object a
 * line.
 * For a line that is not a scene there is one diagnostic, and the next line
 * is read; a scene that was read is always written.
 */
#ifndef AMB_SCENE_STAGE_H
#define AMB_SCENE_STAGE_H

#include <stdbool.h>

#include <jv.h>

#include "scene/scene.h"

struct stage {
	const char *name;   /* in errors[].stage: "downsample" */
	const char *timing; /* member of timings, "downsample_s"; or NULL */
	bool text; /* a line that does not begin with { is an instruction */
	/*
	 * work(scene, fault, ctx): consumes the scene and returns it.  On
	 * failure it sets *fault and calls scene_fail().
	 */
	jv (*work)(jv scene, enum fault *fault, void *ctx);
	void *ctx; /* borrowed, passed to work */
};

/*
 * stage_main(stage): run all of stdin through stage and close stdout.
 * Returns the exit status: 0, or that of the worst fault by stage_worse().
 */
int stage_main(const struct stage *stage);

/*
 * stage_worse(a, b): the worse of two exit statuses: 0 < 75 < any other.
 * Of two others it is a, the earlier.
 */
int stage_worse(int a, int b);

#endif /* AMB_SCENE_STAGE_H */
