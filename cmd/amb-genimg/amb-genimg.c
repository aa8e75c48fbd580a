/*
 * amb-genimg - make the picture that a plan asks for
 *
 * reads	scenes, with plan.matrix	standard input
 * writes	done/ID/image.*			the spool
 *		scenes, with image		standard output
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "accept_image.h"
#include "base/clock.h"
#include "base/diag.h"
#include "base/options.h"
#include "cloud/model_route.h"
#include "conf/conf.h"
#include "image/png_write.h"
#include "json/msg.h"
#include "paint/paint.h"
#include "scene/helper.h"
#include "scene/stage.h"
#include "spool/spool.h"

enum { SIDE_MAX = 65535 /* pixels */, GENERATOR_MAX = 128 /* bytes */ };

/* Where a helper puts its picture. */
static char *
made_file(char *buf, const char *id)
{
	return layout_done(buf, id, "helper");
}

static jv
fail_storage(jv scene, enum fault *fault)
{
	*fault = FAULT_STORAGE;
	return scene_fail(scene, "genimg", *fault,
	    "cannot store the picture: %s", strerror(errno));
}

static jv
image(const char *name, const char *fit, const char *generator)
{
	char *path = spool_path(name);
	jv member = msg_obj("path", jv_string(path), "fit", jv_string(fit),
	    "generator", jv_string(generator), NULL);

	free(path);
	return member;
}

/* A helper's answer and picture, as the member image; ctx is the scene's id. */
static jv
check(jv answer, void *ctx)
{
	char made[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];
	char why[WHY_MAX];
	char generator[GENERATOR_MAX];
	jv out;
	int px;

	if (accept_image(made_file(made, ctx), ctx, name, why) == -1) {
		jv_free(answer);
		return msg_bad("%s", why);
	}
	if (msg_str(&answer, "generator", generator, sizeof(generator)) <= 0)
		snprintf(generator, sizeof(generator), "helper");
	out = image(name, "cover", generator);
	if (msg_int(&answer, "width", 1, SIDE_MAX, &px) == 0)
		out = msg_copy_member(out, &answer, "width");
	if (msg_int(&answer, "height", 1, SIDE_MAX, &px) == 0)
		out = msg_copy_member(out, &answer, "height");
	out = msg_copy_member(out, &answer, "cost");
	jv_free(answer);
	return msg_set(out, "degraded", jv_false());
}

static jv
ask(jv *scene, const char *id, bool dry, int *asked)
{
	char made[SPOOL_NAME_MAX];
	char *out = spool_path(made_file(made, id));
	struct helper h = {.stage = "genimg",
	    .prefix = "amb-genimg",
	    .builtin = "paint",
	    .chain = model_route_chain(),
	    .end_ms = clock_elapsed_ms() +
		      (int64_t)(conf_num(CONF_IMAGE_TIMEOUT_S) * 1000),
	    .image_out = out,
	    .dry = dry,
	    .check = check,
	    .ctx = (void *)(uintptr_t)id};
	jv answer;

	spool_remove(made);
	answer = helper_ask(&h, scene);
	*asked = h.asked;
	spool_remove(made);
	free(out);
	return answer;
}

static int
store(const struct raster *r, const char *name)
{
	size_t len;
	void *png = png_write(r, &len);
	int rc = png == NULL ? -1 : spool_put(name, png, len);

	free(png);
	return rc;
}

static void
warn_incomplete(const struct painting *p)
{
	if (p->plain)
		warn_msg("a character or emoji has no glyph in the fonts");
	if (p->skipped > 0)
		warn_msg("ignored %d invalid or surplus subjects", p->skipped);
}

/* Paint the plan.  Returns the member image, or null with errno. */
static jv
paint_it(const jv *scene, const char *id, bool degraded)
{
	char name[SPOOL_NAME_MAX];
	jv plan = msg_get(scene, "plan");
	struct painting p = {0};
	jv out = jv_null();

	layout_done(name, id, "image.png");
	if (paint(&plan, &p) == 0 && store(&p.raster, name) == 0) {
		out = image(name, "contain", "paint");
		out = msg_set(out, "width", jv_number(p.raster.width));
		out = msg_set(out, "height", jv_number(p.raster.height));
		out = msg_set(out, "degraded", jv_bool(degraded || p.plain));
	}
	warn_incomplete(&p);
	raster_release(&p.raster);
	jv_free(plan);
	return out;
}

/* -n: the request of the first helper, or the name of the painter. */
static jv
preview(jv scene, const char *id)
{
	int asked;
	jv out = ask(&scene, id, true, &asked);

	if (!jv_is_valid(out)) {
		jv_free(out);
		out = msg_obj("generator", jv_string("paint"), NULL);
		out = msg_copy_member(out, &scene, "errors");
	}
	jv_free(scene);
	return out;
}

static jv
make(jv scene, const char *id, enum fault *fault)
{
	int asked;
	jv out = ask(&scene, id, false, &asked);

	if (!jv_is_valid(out)) {
		jv_free(out);
		out = paint_it(&scene, id, asked > 0);
	}
	if (jv_get_kind(out) == JV_KIND_OBJECT)
		return msg_set(scene, "image", out);
	jv_free(out);
	return fail_storage(scene, fault);
}

/* The work of a stage: ctx points to a bool, whether -n is given. */
static jv
work(jv scene, enum fault *fault, void *ctx)
{
	bool dry = *(bool *)ctx;
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];
	jv plan;

	if (!scene_makes(&scene, "matrix"))
		return scene;
	scene = msg_del(scene, "image");
	plan = msg_get_kind(&scene, "plan.matrix", JV_KIND_OBJECT);
	if (!jv_is_valid(plan)) {
		jv_free(plan);
		*fault = FAULT_INPUT;
		return scene_fail(
		    scene, "genimg", *fault, "'plan.matrix' must be an object");
	}
	jv_free(plan);
	scene_id(&scene, id);
	if (dry)
		return preview(scene, id);
	if (spool_mkdir(layout_in(name, SPOOL_DONE, id)) == -1)
		return fail_storage(scene, fault);
	return make(scene, id, fault);
}

int
main(int argc, char *argv[])
{
	bool dry = false;
	const char *dir = NULL;
	struct stage stage = {
	    .name = "genimg", .timing = "genimg_s", .work = work, .ctx = &dry};
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'n', NULL, NULL, "print the first helper's request, make nothing",
		&dry, NULL},
	    {0}};
	const struct options options = {
	    "amb-genimg", "[-hnV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (dry)
		stage.timing = NULL; /* what comes out is no scene */
	conf_load_or_die(dir);
	spool_open_or_die();
	return stage_main(&stage);
}
