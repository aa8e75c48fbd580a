#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "answer.h"
#include "base/utf8.h"
#include "base/why.h"
#include "json/msg.h"
#include "scene/scene.h"

enum { BRIEF_MAX = 200 }; /* bytes */

void
answer_refuse(struct answer *a, int status, const char *fmt, ...)
{
	char text[WHY_MAX * 2];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	jv_free(a->msg);
	a->msg = msg_obj("detail", jv_string(text), NULL);
	a->status = status;
}

void
answer_code(struct answer *a, const char *code)
{
	a->msg = msg_set(a->msg, "code", jv_string(code));
}

int
answer_zone(jv *arg, char zone[SCENE_ZONE_MAX + 1], struct answer *a)
{
	jv given = scene_check(msg_obj(
	    "zone", msg_get(arg, "zone"), "id", msg_get(arg, "id"), NULL));
	char why[WHY_MAX];

	if (!jv_is_valid(given)) {
		answer_refuse(
		    a, EX_DATAERR, "%s", msg_error(given, why, sizeof(why)));
		jv_free(*arg);
		return -1;
	}
	*arg = msg_copy_member(*arg, &given, "zone");
	*arg = msg_copy_member(*arg, &given, "id");
	scene_zone(arg, zone);
	jv_free(given);
	return 0;
}

jv
answer_brief(const jv *doc, const char *key)
{
	char *text = msg_strdup(doc, key);
	jv brief = text != NULL
		       ? jv_string_sized(text, (int)utf8_cut(text, BRIEF_MAX))
		       : jv_null();

	free(text);
	return brief;
}

void
answer_scene(struct answer *a, jv scene, const struct matrix *pixels)
{
	jv_free(a->msg);
	a->msg = scene;
	if (pixels != NULL)
		matrix_text(pixels, &a->matrix);
}

void
answer_not_stored(struct answer *a, const char *why)
{
	int status = fault_exit(FAULT_STORAGE);

	if (!msg_has(&a->msg, "published")) {
		answer_refuse(a, status, "%s", why);
		return;
	}
	a->msg = scene_fail(
	    msg_del(a->msg, "published"), "publish", FAULT_STORAGE, "%s", why);
	a->status = status;
}

void
answer_text(struct answer *a, struct text *t)
{
	struct text matrix = {.len = 0};

	if (a->matrix.len == 0) {
		text_json(t, a->msg);
		return;
	}
	text_merge(&matrix, msg_get(&a->msg, "matrix"), &a->matrix);
	text_member(t, msg_del(a->msg, "matrix"), "matrix", &matrix);
	text_free(&matrix);
	text_free(&a->matrix);
}
