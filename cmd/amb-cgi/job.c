#include "handlers.h"
#include "json/msg.h"
#include "spool/layout.h"
#include "spool/spool.h"

static const struct {
	const char *state;
	const char *folder; /* where the job is; NULL: it has left results */
} places[] = {
    {"queued", SPOOL_QUEUE},
    {"running", SPOOL_ACTIVE},
    {"done", NULL},
    {"failed", SPOOL_FAILED},
};
enum { PLACES = sizeof(places) / sizeof(places[0]) };

static jv
scene_in(const char *folder, const char *id)
{
	char name[SPOOL_NAME_MAX];

	return spool_json(folder != NULL ? layout_job(name, folder, id)
					 : layout_done(name, id, SPOOL_SCENE));
}

/* The scene for clients, who must not see the path of a file. */
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
	jv scene;
	int i;

	/* twice: a job may move on between two reads */
	for (i = 0; i < PLACES * 2; i++) {
		scene = scene_in(places[i % PLACES].folder, r->part);
		if (jv_is_valid(scene))
			return reply_ok(msg_obj("id", jv_string(r->part),
			    "state", jv_string(places[i % PLACES].state),
			    "scene", without_path(scene), NULL));
		jv_free(scene);
	}
	return reply_error(404, "there is no job '%s'", r->part);
}
