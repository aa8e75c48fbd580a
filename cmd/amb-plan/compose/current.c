#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "compose/current.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/layout.h"

static void
read_subjects(const jv *plan, struct picture *p)
{
	jv list = msg_get(plan, "subjects");
	jv item;
	int i;

	for (i = 0; i < msg_len(&list) && i < PLAN_SUBJECTS_MAX; i++) {
		item = msg_at(&list, i);
		if (msg_str(&item, "", p->subject[p->n_subjects],
			sizeof(p->subject[0])) > 0)
			p->n_subjects++;
		jv_free(item);
	}
	jv_free(list);
}

static void
read_ground(const jv *plan, struct picture *p)
{
	jv list = msg_get(plan, "background");
	jv rgb;
	int i;

	for (i = 0; i < msg_len(&list) && i < PLAN_GROUND_MAX; i++) {
		rgb = msg_at(&list, i);
		if (msg_bytes(&rgb, p->ground[p->n_ground], 3) == 0)
			p->n_ground++;
		jv_free(rgb);
	}
	jv_free(list);
}

/* The plan of the picture: {"matrix": plan}, or {"matrix":{"plan": plan}}. */
static void
read_picture(const jv *state, struct picture *p)
{
	jv plan = msg_get_kind(state, "matrix.plan", JV_KIND_OBJECT);

	if (!jv_is_valid(plan))
		plan = msg_get_kind(state, "matrix", JV_KIND_OBJECT);
	read_subjects(&plan, p);
	read_ground(&plan, p);
	msg_str(&plan, "text", p->text, sizeof(p->text));
	msg_str(&plan, "scene_prompt", p->prompt, sizeof(p->prompt));
	jv_free(plan);
}

/* The state of its zone, an invalid jv for none; no spool is made for it. */
static jv
read_spool(const jv *scene)
{
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	char path[PATH_MAX];
	FILE *f;
	jv state;

	scene_zone(scene, zone);
	snprintf(path, sizeof(path), "%s/%s", conf_str(CONF_SPOOL),
	    layout_scene(name, zone));
	f = fopen(path, "re");
	if (f == NULL)
		return jv_invalid();
	state = msg_read(f);
	fclose(f);
	return state;
}

/* Power and brightness, which scale the light and are no part of it. */
static void
read_output(const jv *state, struct current *current)
{
	current->on[PART_STRIP] =
	    !msg_has(state, "power.strip") || msg_true(state, "power.strip");
	current->on[PART_MATRIX] =
	    !msg_has(state, "power.matrix") || msg_true(state, "power.matrix");
	msg_num(state, "brightness.matrix", 0, 1, &current->screen);
}

void
current_init(struct current *current)
{
	memset(current, 0, sizeof(*current));
	current->on[PART_STRIP] = true;
	current->on[PART_MATRIX] = true;
	current->screen = 1;
}

void
current_read(const jv *scene, struct current *current)
{
	const struct picture *p = &current->picture;
	jv state = msg_get_kind(scene, "current", JV_KIND_OBJECT);

	if (!jv_is_valid(state))
		state = read_spool(scene);
	current_init(current);
	current->has_strip =
	    strip_parse(&state, "strip.command", &current->strip, NULL) == 0;
	read_picture(&state, &current->picture);
	read_output(&state, current);
	current->has_picture = p->n_ground > 0 || p->n_subjects > 0;
	jv_free(state);
}
