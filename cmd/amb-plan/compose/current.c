#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "conf/conf.h"
#include "compose/current.h"
#include "scene/scene.h"
#include "json/msg.h"

enum { PATH_BYTES = 4096 };

static void
read_strip(const jv *state, struct now *now)
{
	now->has_strip =
	    strip_parse(state, "strip.command", &now->strip, NULL) == 0;
}

static void
read_subjects(const jv *plan, struct picture *p)
{
	jv list = msg_get(plan, "subjects");
	jv box;
	int i;

	for (i = 0; i < msg_len(&list) && i < PLAN_SUBJECTS; i++) {
		box = msg_set(jv_object(), "text", msg_at(&list, i));
		if (msg_str(&box, "text", p->subject[p->n_subjects],
			sizeof(p->subject[0])) > 0)
			p->n_subjects++;
		jv_free(box);
	}
	jv_free(list);
}

static void
read_ground(const jv *plan, struct picture *p)
{
	jv list = msg_get(plan, "background");
	jv rgb;
	int i;

	for (i = 0; i < msg_len(&list) && i < PLAN_GROUND; i++) {
		rgb = msg_at(&list, i);
		if (msg_bytes(&rgb, p->ground[p->n_ground], 3) == 0)
			p->n_ground++;
		jv_free(rgb);
	}
	jv_free(list);
}

/* The plan of the picture: {"matrix": plan}, or {"matrix":{"plan": plan}}. */
static void
read_picture(const jv *state, struct now *now)
{
	jv plan = msg_get_kind(state, "matrix.plan", JV_KIND_OBJECT);

	if (!jv_is_valid(plan))
		plan = msg_get_kind(state, "matrix", JV_KIND_OBJECT);
	read_subjects(&plan, &now->picture);
	read_ground(&plan, &now->picture);
	msg_str(&plan, "text", now->picture.text, sizeof(now->picture.text));
	msg_str(&plan, "scene_prompt", now->picture.prompt,
	    sizeof(now->picture.prompt));
	now->has_picture =
	    now->picture.n_ground > 0 || now->picture.n_subjects > 0;
	jv_free(plan);
}

static void
read_state(const jv *state, struct now *now)
{
	memset(now, 0, sizeof(*now));
	read_strip(state, now);
	read_picture(state, now);
}

/* The file as it was when it was last read. */
static struct {
	char path[PATH_BYTES];
	struct timespec changed;
	ino_t inode;
	struct now now;
} kept;

static void
read_file(const char *path, struct now *now)
{
	FILE *f = fopen(path, "re");
	jv state;

	memset(now, 0, sizeof(*now));
	if (f == NULL)
		return;
	state = msg_read(f);
	fclose(f);
	read_state(&state, now);
	jv_free(state);
}

static void
read_spool(const jv *scene, struct now *now)
{
	char zone[SCENE_ZONE_MAX + 1];
	char path[PATH_BYTES];
	struct stat st;

	memset(now, 0, sizeof(*now));
	scene_zone(scene, zone);
	snprintf(path, sizeof(path), "%s/state/%s/scene.json",
	    conf_str(CONF_SPOOL), zone);
	if (stat(path, &st) == -1)
		return;
	if (strcmp(kept.path, path) != 0 || kept.inode != st.st_ino ||
	    memcmp(&kept.changed, &st.st_mtim, sizeof(st.st_mtim)) != 0) {
		read_file(path, &kept.now);
		snprintf(kept.path, sizeof(kept.path), "%s", path);
		kept.inode = st.st_ino;
		kept.changed = st.st_mtim;
	}
	*now = kept.now;
}

void
now_read(const jv *scene, struct now *now)
{
	jv current = msg_get_kind(scene, "current", JV_KIND_OBJECT);

	if (jv_is_valid(current))
		read_state(&current, now);
	else
		read_spool(scene, now);
	jv_free(current);
}
