#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/clock.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/age.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/queue.h"
#include "spool/spool.h"

static const char *const folders[] = {SPOOL_ACTIVE, SPOOL_QUEUE};
enum { FOLDERS = 2 };

bool
queue_full(void)
{
	return spool_count(SPOOL_QUEUE) >= conf_int(CONF_QUEUE_MAX);
}

int
queue_put(jv scene)
{
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];

	if (queue_full()) {
		jv_free(scene);
		errno = EAGAIN;
		return -1;
	}
	scene_id(&scene, id);
	if (spool_put_json(layout_job(name, SPOOL_QUEUE, id), scene) == -1)
		return -1;
	spool_note_id(id);
	return 0;
}

bool
queue_has(const char *id)
{
	char name[SPOOL_NAME_MAX];

	/* in the order in which a job moves on */
	return spool_has(layout_job(name, SPOOL_QUEUE, id)) ||
	       spool_has(layout_job(name, SPOOL_ACTIVE, id)) ||
	       spool_has(layout_job(name, SPOOL_FAILED, id)) ||
	       spool_has(layout_done(name, id, SPOOL_SCENE));
}

/* Lock a job, in active/ or moved there.  Returns the descriptor or -1. */
static int
claim(const char *id)
{
	char active[SPOOL_NAME_MAX];
	char queued[SPOOL_NAME_MAX];
	int fd = spool_lock_file(layout_job(active, SPOOL_ACTIVE, id));

	if (fd != -1)
		return fd;
	fd = spool_lock_file(layout_job(queued, SPOOL_QUEUE, id));
	if (fd == -1)
		return -1;
	/* not synced: after a power cut it may be in either folder */
	if (renameat(spool_fd(), queued, spool_fd(), active) == 0)
		return fd;
	close(fd);
	return -1;
}

int
queue_next(unsigned turn, char id[ULID_LEN + 1])
{
	char **names;
	int fd = -1;
	int f;
	int i;
	int n;

	for (f = 0; f < FOLDERS && fd == -1; f++) {
		n = age_list(folders[f], &names);
		for (i = 0; i < n && fd == -1; i++)
			if (layout_id(names[turn % 2 == 0 ? n - 1 - i : i], id))
				fd = claim(id);
		spool_list_free(names, n);
	}
	return fd;
}

int
queue_done(const char *id)
{
	char active[SPOOL_NAME_MAX];

	return spool_remove(layout_job(active, SPOOL_ACTIVE, id));
}

int
queue_fail(const char *id)
{
	char active[SPOOL_NAME_MAX];
	char failed[SPOOL_NAME_MAX];

	return spool_move(layout_job(active, SPOOL_ACTIVE, id),
	    layout_job(failed, SPOOL_FAILED, id));
}

bool
queue_empty(void)
{
	return spool_count(SPOOL_QUEUE) <= 0 && spool_count(SPOOL_ACTIVE) <= 0;
}

int64_t
queue_wait_ms(void)
{
	int64_t now_ms = clock_ms();
	char id[ULID_LEN + 1];
	int64_t ms = 0;
	char **names;
	int n = age_list(SPOOL_QUEUE, &names);
	int i = 0;

	while (i < n && !layout_id(names[i], id))
		i++;
	if (i < n)
		ms = ulid_ahead(id, now_ms) ? INT64_MAX : now_ms - ulid_ms(id);
	spool_list_free(names, n);
	return ms;
}

static bool
wants(const char *name, const char *zone, const char *part)
{
	jv scene = spool_json(name);
	bool yes = msg_is(&scene, "zone", zone) && scene_makes(&scene, part);

	jv_free(scene);
	return yes;
}

static bool
newer_in(const char *folder, const char *id, const char *zone, const char *part)
{
	int64_t now_ms = clock_ms();
	char name[SPOOL_NAME_MAX];
	char other[ULID_LEN + 1];
	bool found = false;
	char **names;
	int n = spool_list(folder, &names);
	int i;

	for (i = n - 1; i >= 0 && !found; i--)
		found = layout_id(names[i], other) &&
			ulid_supersedes(other, id, now_ms) &&
			wants(layout_in(name, folder, names[i]), zone, part);
	spool_list_free(names, n);
	return found;
}

bool
queue_newer(const jv *scene, const char *part)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	int f;

	scene_id(scene, id);
	scene_zone(scene, zone);
	spool_raise_ids();
	for (f = 0; f < FOLDERS; f++)
		if (newer_in(folders[f], id, zone, part))
			return true;
	return false;
}
