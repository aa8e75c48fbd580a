#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/base64.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "conf/grid.h"
#include "handlers.h"
#include "light/matrix.h"
#include "scene/ulid.h"
#include "spool/spool.h"
#include "tool.h"
#include "json/msg.h"

enum {
	TIMEOUT_MS = 20000,
	ENVELOPE_MAX = 65536, /* bytes of a multipart body beside the file */
	PATH_SIZE = 64
};

struct wish {
	int width;  /* LEDs */
	int height; /* LEDs */
	bool raw;
};

static bool
read_wish(const struct request *r, struct wish *w, struct reply *bad)
{
	double max = conf_num(CONF_MAX_UPLOAD_MB) * (1 << 20) + ENVELOPE_MAX;

	conf_grid(CONF_MATRIX, &w->width, &w->height);
	w->raw = false;
	return request_length(r, (long long)max, bad) &&
	       request_int(r, "width", 1, GRID_SIDE_MAX, &w->width, bad) &&
	       request_int(r, "height", 1, GRID_SIDE_MAX, &w->height, bad) &&
	       request_bool(r, "include_raw", &w->raw, bad);
}

/*
 * A file without a name, for the tools to reach by its descriptor: it goes
 * when we do, however we go.  Returns 0, or -1 with errno.
 */
static int
nameless(char path[PATH_SIZE])
{
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];
	int fd;

	ulid_make(clock_ms(), id);
	spool_name(name, "tmp/%s.upload", id);
	fd = openat(spool_fd(), name, O_RDWR | O_CREAT | O_EXCL, 0600);
	if (fd == -1 || unlinkat(spool_fd(), name, 0) == -1)
		return -1;
	snprintf(path, PATH_SIZE, "/proc/self/fd/%d", fd);
	return 0;
}

/* Take the file out of the body, of the CONTENT_TYPE that we were given.  *form
 * tells of it. */
static bool
take_file(const char *path, jv *form, struct reply *bad)
{
	const struct tool tool = {.name = "amb-form",
	    .args = {"-o", path, NULL},
	    .timeout_ms = TIMEOUT_MS,
	    .bad_input = 400};

	*form = jv_null();
	return tool_run(&tool, form, bad);
}

static bool
make_matrix(const struct wish *w, jv *scene, struct reply *bad)
{
	char grid[32];
	const struct tool downsample = {.name = "amb-downsample",
	    .args = {"-g", grid, NULL},
	    .timeout_ms = TIMEOUT_MS,
	    .bad_input = 400};
	const struct tool publish = {
	    .name = "amb-publish", .timeout_ms = TIMEOUT_MS, .bad_input = 500};

	snprintf(grid, sizeof(grid), "%dx%d", w->width, w->height);
	if (!tool_run(&downsample, scene, bad))
		return false;
	/* the picture is gone with us: nobody shall look for it later */
	*scene = msg_del(*scene, "image");
	return tool_run(&publish, scene, bad);
}

/* The answer to a picture that is published; null when it is not whole. */
static jv
answer(const jv *scene, const jv *form, bool raw)
{
	static struct matrix m;
	char *text = NULL;
	jv body;

	if (matrix_parse(scene, "matrix", &m, NULL) == -1)
		return jv_null();
	if (raw)
		text = base64_encode(m.rgb, matrix_bytes(&m));
	body = msg_obj("json", matrix_json(&m), "raw_base64",
	    text != NULL ? jv_string(text) : jv_null(), "filename",
	    msg_or_null(form, "filename"), "content_type",
	    msg_or_null(form, "content_type"), NULL);
	free(text);
	return body;
}

static struct reply
publish_file(const struct request *r, const struct wish *w, const char *path)
{
	jv scene = msg_obj("plan", msg_obj("target", jv_string("matrix"), NULL),
	    "image", msg_obj("path", jv_string(path), NULL), NULL);
	struct reply reply;
	jv form;
	jv body;

	if (!request_zone(r, &scene, &reply))
		return reply;
	if (!take_file(path, &form, &reply)) {
		jv_free(scene);
		return reply;
	}
	if (!make_matrix(w, &scene, &reply)) {
		jv_free(form);
		return reply;
	}
	body = answer(&scene, &form, w->raw);
	jv_free(scene);
	jv_free(form);
	if (jv_get_kind(body) == JV_KIND_OBJECT)
		return reply_ok(body);
	return reply_error(500, "the picture was not made");
}

struct reply
handle_picture(const struct request *r)
{
	char path[PATH_SIZE];
	struct reply reply;
	struct wish w;

	if (!read_wish(r, &w, &reply))
		return reply;
	if (nameless(path) == -1)
		return reply_storage("store the picture");
	return publish_file(r, &w, path);
}
