#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "compose/current.h"
#include "conf/conf.h"
#include "scene/scene.h"
#include "json/msg.h"

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

static void
read_state(const jv *state, struct current *current)
{
	const struct picture *p = &current->picture;

	memset(current, 0, sizeof(*current));
	current->has_strip =
	    strip_parse(state, "strip.command", &current->strip, NULL) == 0;
	read_picture(state, &current->picture);
	current->has_picture = p->n_ground > 0 || p->n_subjects > 0;
}

/* The file as it was when it was last read. */
static struct {
	char path[PATH_MAX];
	struct timespec changed;
	ino_t inode;
	struct current current;
} kept;

static void
read_file(const char *path, struct current *current)
{
	FILE *f = fopen(path, "re");
	jv state = f != NULL ? msg_read(f) : jv_invalid();

	if (f != NULL)
		fclose(f);
	read_state(&state, current);
	jv_free(state);
}

static void
read_spool(const jv *scene, struct current *current)
{
	char zone[SCENE_ZONE_MAX + 1];
	char path[PATH_MAX];
	struct stat st;

	memset(current, 0, sizeof(*current));
	scene_zone(scene, zone);
	snprintf(path, sizeof(path), "%s/state/%s/scene.json",
	    conf_str(CONF_SPOOL), zone);
	if (stat(path, &st) == -1)
		return;
	if (strcmp(kept.path, path) != 0 || kept.inode != st.st_ino ||
	    memcmp(&kept.changed, &st.st_mtim, sizeof(st.st_mtim)) != 0) {
		read_file(path, &kept.current);
		memcpy(kept.path, path, sizeof(kept.path));
		kept.inode = st.st_ino;
		kept.changed = st.st_mtim;
	}
	*current = kept.current;
}

void
current_read(const jv *scene, struct current *current)
{
	jv lit = msg_get_kind(scene, "current", JV_KIND_OBJECT);

	if (jv_is_valid(lit))
		read_state(&lit, current);
	else
		read_spool(scene, current);
	jv_free(lit);
}
