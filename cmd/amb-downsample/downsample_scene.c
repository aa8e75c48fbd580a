#include <limits.h>

#include "downsample_scene.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "source.h"

static enum fault
open_image(const jv *scene, struct source *s, char *why)
{
	char path[PATH_MAX];

	if (msg_str(scene, "image.path", path, sizeof(path)) > 0)
		return source_open(path, s, why);
	why_set(why, "'image.path' must name a file");
	return FAULT_INPUT;
}

static int
read_fit(const jv *scene, enum fit *fit, char *why)
{
	char name[16];

	if (!msg_has(scene, "image.fit"))
		return 0;
	msg_str(scene, "image.fit", name, sizeof(name));
	if (fit_parse(name, fit) == -1)
		return why_set(why, "'image.fit' must be " FIT_WANT);
	return 0;
}

static enum fault
reduce(const jv *scene, const struct downsample_options *o, struct matrix *m,
    char *why)
{
	struct downsample how = o->how;
	struct source s;
	enum fault fault;

	if (!o->fit_given && read_fit(scene, &how.fit, why) == -1)
		return FAULT_INPUT;
	fault = open_image(scene, &s, why);
	if (fault != FAULT_NONE)
		return fault;
	fault = downsample(&how, s.data, s.len, m, why);
	source_release(&s);
	return fault;
}

jv
downsample_scene(jv scene, enum fault *fault, void *ctx)
{
	char why[WHY_MAX];
	struct matrix m;

	if (!scene_wants(&scene, "matrix"))
		return scene;
	scene = msg_del(scene, "matrix");
	if (!msg_has(&scene, "image.path") && scene_failed(&scene, "genimg"))
		return scene;
	*fault = reduce(&scene, ctx, &m, why);
	if (*fault == FAULT_NONE)
		return msg_set(scene, "matrix", matrix_json(&m));
	return scene_fail(scene, "downsample", *fault, "picture: %s", why);
}
