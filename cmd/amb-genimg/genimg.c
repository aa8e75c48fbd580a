#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf.h"
#include "diag.h"
#include "genimg.h"
#include "helper.h"
#include "image.h"
#include "msg.h"
#include "paint.h"
#include "pick.h"
#include "sniff.h"
#include "spool.h"

enum { HEAD = 16 }; /* bytes that tell a picture's format */

static const char *const kinds[][2] = {
    {"PNG", "png"}, {"JPEG", "jpg"}, {"GIF", "gif"}, {"WEBP", "webp"}};

static const char *
extension(const char *kind)
{
	size_t i;

	for (i = 0; kind != NULL && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i][0], kind) == 0)
			return kinds[i][1];
	return NULL;
}

/*
 * Look at the file that a helper made.  Returns the extension that its bytes
 * ask for, or NULL and *why.  It is safe on disk then.
 */
static const char *
look(const char *name, const char **why)
{
	double max = conf_num(CONF_MAX_UPLOAD_MB) * (1 << 20);
	const char *ext = NULL;
	char head[HEAD];
	struct stat st;
	ssize_t n;
	int fd = openat(
	    spool_fd(), name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	*why = "no picture in AMB_IMAGE_OUT";
	if (fd == -1)
		return NULL;
	n = read(fd, head, sizeof(head));
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && n > 0) {
		ext = extension(sniff(head, (size_t)n));
		*why = "its picture is no PNG, JPEG, GIF or WebP";
	}
	if (ext != NULL && (double)st.st_size > max) {
		*why = "its picture is larger than MAX_UPLOAD_MB";
		ext = NULL;
	}
	if (ext != NULL && fsync(fd) == -1) {
		*why = "its picture cannot be stored";
		ext = NULL;
	}
	close(fd);
	return ext;
}

static jv
image(const char *name, const char *fit)
{
	char *path = spool_path(name);
	jv member = JV_OBJECT(jv_string("path"), jv_string(path),
	    jv_string("fit"), jv_string(fit));

	free(path);
	return member;
}

/* A helper's answer and picture, as the member image; ctx is the scene's id. */
static jv
check(jv answer, void *ctx)
{
	const char *id = ctx;
	char made[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];
	const char *why;
	const char *ext = look(spool_name(made, "done/%s/helper", id), &why);
	jv out;
	int px;

	if (ext == NULL || spool_move(made, spool_name(name, "done/%s/image.%s",
						id, ext)) == -1) {
		jv_free(answer);
		return msg_bad("%s", ext == NULL ? why : strerror(errno));
	}
	out = image(name, "cover");
	out = msg_set(out, "generator", jv_string("helper"));
	if (msg_has(&answer, "generator"))
		out = msg_take(out, &answer, "generator");
	if (msg_int(&answer, "width", 1, 65535, &px) == 0)
		out = msg_take(out, &answer, "width");
	if (msg_int(&answer, "height", 1, 65535, &px) == 0)
		out = msg_take(out, &answer, "height");
	out = msg_take(out, &answer, "cost");
	jv_free(answer);
	return msg_set(out, "degraded", jv_false());
}

static jv
ask(jv *scene, const char *id, bool dry, int *asked)
{
	char name[SPOOL_NAME_MAX];
	char *out = spool_path(spool_name(name, "done/%s/helper", id));
	struct helper h = {.stage = "genimg",
	    .prefix = "amb-genimg",
	    .builtin = "paint",
	    .chain = pick_genimg(),
	    .deadline_ms =
		clock_ms() + (int64_t)(conf_num(CONF_IMAGE_TIMEOUT_S) * 1000),
	    .image_out = out,
	    .dry = dry,
	    .check = check,
	    .ctx = (void *)(uintptr_t)id};
	jv answer;

	spool_remove(name);
	answer = helper_ask(&h, scene, asked);
	spool_remove(name);
	free(out);
	return answer;
}

static int
store(const struct painting *p, const char *name)
{
	size_t len;
	void *png = image_png(&p->raster, &len);
	int rc = -1;

	if (png != NULL)
		rc = spool_put(name, png, len);
	else
		errno = ENOMEM;
	free(png);
	return rc;
}

/* Paint plan.matrix.  Returns the member image, or null with errno. */
static jv
paint_it(const jv *scene, const char *id)
{
	char name[SPOOL_NAME_MAX];
	jv plan = msg_get(scene, "plan");
	struct painting p;
	jv out = jv_null();

	spool_name(name, "done/%s/image.png", id);
	if (paint(&plan, &p) == 0 && store(&p, name) == 0) {
		out = image(name, "stretch");
		out = msg_set(out, "width", jv_number(p.raster.width));
		out = msg_set(out, "height", jv_number(p.raster.height));
		out = msg_set(out, "generator", jv_string("paint"));
	}
	if (p.plain)
		warn_msg("no glyph for a subject, or no emoji font");
	if (p.skipped > 0)
		warn_msg("passed over %d that cannot be a subject", p.skipped);
	raster_release(&p.raster);
	jv_free(plan);
	return out;
}

static jv
make(jv scene, const char *id, bool dry, enum fault *fault)
{
	int asked;
	jv out = ask(&scene, id, dry, &asked);

	if (dry && jv_is_valid(out)) {
		jv_free(scene);
		return out;
	}
	if (!jv_is_valid(out)) {
		jv_free(out);
		out = paint_it(&scene, id);
		if (jv_get_kind(out) == JV_KIND_OBJECT)
			out = msg_set(out, "degraded", jv_bool(asked > 0));
	}
	if (jv_get_kind(out) == JV_KIND_OBJECT)
		return msg_set(scene, "image", out);
	jv_free(out);
	*fault = FAULT_STORAGE;
	return scene_fail(scene, "genimg", *fault,
	    "cannot store the picture: %s", strerror(errno));
}

jv
genimg(jv scene, enum fault *fault, void *ctx)
{
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];
	jv plan;

	if (!scene_wants(&scene, "matrix"))
		return scene;
	plan = msg_get_kind(&scene, "plan.matrix", JV_KIND_OBJECT);
	if (!jv_is_valid(plan)) {
		jv_free(plan);
		*fault = FAULT_INPUT;
		return scene_fail(
		    scene, "genimg", *fault, "'plan.matrix' must be an object");
	}
	jv_free(plan);
	scene_id(&scene, id);
	if (spool_mkdir(spool_name(name, "done/%s", id)) == 0)
		return make(scene, id, *(bool *)ctx, fault);
	*fault = FAULT_STORAGE;
	return scene_fail(scene, "genimg", *fault,
	    "cannot store the picture: %s", strerror(errno));
}
