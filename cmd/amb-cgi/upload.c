#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "handlers.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "spool/spool.h"
#include "tool.h"

enum { PATH_SIZE = 64 };

/*
 * Make a file without a name, which does not outlive this process.  The tools
 * open it by path.  Returns 0, or -1 with errno.
 */
static int
nameless(char path[PATH_SIZE])
{
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];
	int fd;

	ulid_make(clock_ms(), id);
	layout_named(name, SPOOL_TMP, id, "upload");
	fd = openat(spool_fd(), name, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1 || unlinkat(spool_fd(), name, 0) == -1)
		return -1;
	snprintf(path, PATH_SIZE, "/proc/self/fd/%d", fd);
	return 0;
}

static bool
make_matrix(const struct request *r, jv *scene, struct reply *bad)
{
	char grid[32];
	const struct tool downsample = {.name = "amb-downsample",
	    .args = {"-g", grid, NULL},
	    .bad_input = 400};
	int width, height;

	conf_grid(CONF_MATRIX, &width, &height);
	snprintf(grid, sizeof(grid), "%dx%d", request_int(r, "width", width),
	    request_int(r, "height", height));
	if (!tool_run(&downsample, scene, bad))
		return false;
	/* its file does not outlive this process */
	*scene = msg_del(*scene, "image");
	return tool_publish("publish", *scene, 500, scene, bad);
}

static jv
base64_json(const struct matrix *m)
{
	char *text = base64_encode(m->rgb, matrix_bytes(m));
	jv json = text != NULL ? jv_string(text) : jv_null();

	free(text);
	return json;
}

/* The reply for a published picture; form describes its upload. */
static struct reply
published(const jv *scene, const jv *form, bool raw)
{
	static struct matrix m;

	if (matrix_parse(scene, "matrix", &m, NULL) == -1)
		return reply_error(500, "the picture was not made");
	return reply_ok(msg_obj("json", matrix_json(&m), "raw_base64",
	    raw ? base64_json(&m) : jv_null(), "filename",
	    msg_or_null(form, "filename"), "content_type",
	    msg_or_null(form, "content_type"), NULL));
}

struct reply
handle_upload(const struct request *r)
{
	char path[PATH_SIZE];
	/* it reads our stdin and CONTENT_TYPE */
	const struct tool extract = {
	    .name = "amb-form", .args = {"-o", path, NULL}, .bad_input = 400};
	struct reply reply;
	jv form = jv_null();
	jv scene;

	if (nameless(path) == -1)
		return reply_storage("store the picture");
	if (!tool_run(&extract, &form, &reply))
		return reply;
	scene = scene_check(msg_obj("zone", msg_get(&r->args, "zone"), "plan",
	    msg_obj("target", jv_string("matrix"), NULL), "image",
	    msg_obj("path", jv_string(path), NULL), NULL));
	if (make_matrix(r, &scene, &reply)) {
		reply =
		    published(&scene, &form, msg_true(&r->args, "include_raw"));
		jv_free(scene);
	}
	jv_free(form);
	return reply;
}
