#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "json/text.h"
#include "record.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/spool.h"

#define BOOT_FILE "/proc/sys/kernel/random/boot_id"
#define CLEAN "clean\n"
#define UNKNOWN "unknown\n"

enum {
	BOOT_MAX = 64,
	TEXT_MAX = BOOT_MAX + (SCENE_ZONE_MAX + 1) * RECORD_ZONES
};

static int fd = -1; /* of the lock */

/* The boot of this machine, and a newline. */
static const char *
boot(void)
{
	static char text[BOOT_MAX];
	char *id;

	if (text[0] == '\0') {
		id = io_read_file(BOOT_FILE, BOOT_MAX - 2, NULL);
		snprintf(text, sizeof(text), "%s", id != NULL ? id : "?\n");
		free(id);
	}
	return text;
}

static int
put(const char *text, size_t len)
{
	if (pwrite(fd, text, len, 0) != (ssize_t)len)
		return -1;
	return ftruncate(fd, (off_t)len);
}

int
record_take(int ms)
{
	fd = spool_lock_within(SPOOL_LOCK_PUBLISH, ms);
	if (fd != -1)
		return 0;
	return errno == EWOULDBLOCK ? 1 : -1;
}

void
record_release(void)
{
	close(fd);
	fd = -1;
}

static void
add_zone(struct record_zones *zones, const char *name)
{
	if (zones->n < RECORD_ZONES && scene_zone_valid(name))
		snprintf(
		    zones->names[zones->n++], SCENE_ZONE_MAX + 1, "%s", name);
}

enum record_state
record_read(struct record_zones *zones)
{
	char text[TEXT_MAX + 1];
	ssize_t len = pread(fd, text, TEXT_MAX, 0);
	char *line;
	char *rest;

	zones->n = 0;
	if (len == -1)
		return RECORD_UNKNOWN;
	text[len] = '\0';
	if (strcmp(text, CLEAN) == 0)
		return RECORD_CLEAN;
	if (strncmp(text, boot(), strlen(boot())) != 0)
		return RECORD_UNKNOWN;
	rest = text + strlen(boot());
	while ((line = strtok_r(rest, "\n", &rest)) != NULL)
		add_zone(zones, line);
	return RECORD_KNOWN;
}

int
record_dirty(const struct record_zones *zones)
{
	struct text t = {.len = 0};
	int rc;
	int i;

	text_str(&t, boot());
	for (i = 0; i < zones->n; i++) {
		text_str(&t, zones->names[i]);
		text_str(&t, "\n");
	}
	rc = put(t.data, t.len);
	text_free(&t);
	return rc;
}

int
record_written(void)
{
	return put(boot(), strlen(boot()));
}

int
record_use(void)
{
	return record_written() == 0 ? fdatasync(fd) : -1;
}

int
record_unknown(void)
{
	return put(UNKNOWN, strlen(UNKNOWN)) == 0 ? fdatasync(fd) : -1;
}

int
record_clean(void)
{
	if (syncfs(fd) == -1 || put(CLEAN, strlen(CLEAN)) == -1)
		return -1;
	return fdatasync(fd);
}
