#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "queue.h"
#include "scene/scene.h"
#include "spool/spool.h"
#include "json/msg.h"

static const char *const folders[] = {"active", "queue"};
enum { FOLDERS = 2 };

/* Open and lock a job where it lies.  -1 when it is gone or taken. */
static int
open_locked(const char *name)
{
	int fd = openat(spool_fd(), name, O_RDONLY | O_CLOEXEC);
	struct stat here;
	struct stat there;

	if (fd == -1)
		return -1;
	/* its last holder may have moved or removed it before we had the lock
	 */
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &here) == 0 &&
	    fstatat(spool_fd(), name, &there, 0) == 0 &&
	    here.st_ino == there.st_ino)
		return fd;
	close(fd);
	return -1;
}

int
queue_claim(const char *id)
{
	char active[SPOOL_NAME_MAX];
	char queued[SPOOL_NAME_MAX];
	int fd = open_locked(spool_name(active, "active/%s.json", id));

	if (fd != -1)
		return fd;
	fd = open_locked(spool_name(queued, "queue/%s.json", id));
	if (fd == -1)
		return -1;
	if (renameat(spool_fd(), queued, spool_fd(), active) == 0)
		return fd;
	close(fd);
	return -1;
}

/* ID of the file name "ID.json"; false for any other. */
static bool
job_id(const char *name, char id[ULID_LEN + 1])
{
	if (strlen(name) != ULID_LEN + 5 ||
	    strcmp(name + ULID_LEN, ".json") != 0)
		return false;
	memcpy(id, name, ULID_LEN);
	id[ULID_LEN] = '\0';
	return ulid_valid(id);
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
		n = spool_list(folders[f], &names);
		for (i = 0; i < n && fd == -1; i++)
			if (job_id(names[turn % 2 == 0 ? n - 1 - i : i], id))
				fd = queue_claim(id);
		if (n != -1)
			spool_list_free(names, n);
	}
	return fd;
}

bool
queue_empty(void)
{
	return spool_count("queue") <= 0 && spool_count("active") <= 0;
}

static bool
wants(const char *name, const char *zone, const char *part)
{
	jv scene = spool_json(name);
	bool yes = msg_is(&scene, "zone", zone) && scene_wants(&scene, part);

	jv_free(scene);
	return yes;
}

static bool
waits(const char *folder, const char *id, const char *zone, const char *part)
{
	char name[SPOOL_NAME_MAX];
	char other[ULID_LEN + 1];
	bool found = false;
	char **names;
	int n = spool_list(folder, &names);
	int i;

	for (i = n - 1; i >= 0 && !found; i--) {
		if (!job_id(names[i], other))
			continue;
		if (strcmp(other, id) <= 0)
			break;
		found = wants(
		    spool_name(name, "%s/%s", folder, names[i]), zone, part);
	}
	if (n != -1)
		spool_list_free(names, n);
	return found;
}

static bool
lit(const char *id, const char *zone, const char *part)
{
	char name[SPOOL_NAME_MAX];
	char path[SPOOL_NAME_MAX];
	char have[ULID_LEN + 1];
	jv state = spool_json(spool_name(name, "state/%s/scene.json", zone));
	bool newer = msg_str(&state, spool_name(path, "%s.id", part), have,
			 sizeof(have)) != -1 &&
		     strcmp(have, id) > 0;

	jv_free(state);
	return newer;
}

bool
queue_superseded(const jv *scene, const char *part)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];
	int f;

	scene_id(scene, id);
	scene_zone(scene, zone);
	for (f = 0; f < FOLDERS; f++)
		if (waits(folders[f], id, zone, part))
			return true;
	return lit(id, zone, part);
}
