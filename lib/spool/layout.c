#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "spool/layout.h"

#define JSON ".json"

static char *write_name(char *buf, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static char *
write_name(char *buf, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, SPOOL_NAME_MAX, fmt, ap);
	va_end(ap);
	return buf;
}

char *
layout_in(char *buf, const char *folder, const char *file)
{
	return write_name(buf, "%s/%s", folder, file);
}

char *
layout_named(
    char *buf, const char *folder, const char *name, const char *ending)
{
	return write_name(buf, "%s/%s.%s", folder, name, ending);
}

char *
layout_job(char *buf, const char *folder, const char *id)
{
	return write_name(buf, "%s/%s" JSON, folder, id);
}

char *
layout_done(char *buf, const char *id, const char *file)
{
	return write_name(buf, SPOOL_DONE "/%s/%s", id, file);
}

char *
layout_state(char *buf, const char *zone, const char *file)
{
	return write_name(buf, SPOOL_STATE "/%s/%s", zone, file);
}

char *
layout_scene(char *buf, const char *zone)
{
	return layout_state(buf, zone, SPOOL_SCENE);
}

bool
layout_id(const char *file, char id[ULID_LEN + 1])
{
	snprintf(id, ULID_LEN + 1, "%s", file);
	if (!ulid_valid(id))
		return false;
	return file[ULID_LEN] == '\0' || strcmp(file + ULID_LEN, JSON) == 0;
}
