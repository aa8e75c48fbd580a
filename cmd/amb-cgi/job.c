#include "handlers.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "json/msg.h"

static const struct {
	const char *state;
	char *(*file)(char *name, const char *id);
} places[] = {
    {"queued", layout_queued},
    {"running", layout_active},
    {"done", layout_result},
    {"failed", layout_failed},
};

enum { PLACES = sizeof(places) / sizeof(places[0]) };

/* The scene as others may see it: without the path of a file. */
static jv
without_path(jv scene)
{
	jv image = msg_get(&scene, "image");

	if (jv_get_kind(image) == JV_KIND_OBJECT)
		return msg_set(scene, "image", msg_del(image, "path"));
	jv_free(image);
	return scene;
}

struct reply
handle_job(const struct request *r)
{
	char name[SPOOL_NAME_MAX];
	jv scene;
	int i;

	/* twice: a job may move on between two reads */
	for (i = 0; i < PLACES * 2; i++) {
		scene = spool_json(places[i % PLACES].file(name, r->part));
		if (jv_is_valid(scene))
			return reply_ok(msg_obj("id", jv_string(r->part),
			    "state", jv_string(places[i % PLACES].state),
			    "scene", without_path(scene), NULL));
		jv_free(scene);
	}
	return reply_error(404, "there is no job '%s'", r->part);
}
