#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "spool/layout.h"

#define JSON ".json"

char *
spool_name(char *buf, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, SPOOL_NAME_MAX, fmt, ap);
	va_end(ap);
	return buf;
}

char *
layout_queued(char *buf, const char *id)
{
	return spool_name(buf, SPOOL_QUEUE "/%s" JSON, id);
}

char *
layout_active(char *buf, const char *id)
{
	return spool_name(buf, SPOOL_ACTIVE "/%s" JSON, id);
}

char *
layout_failed(char *buf, const char *id)
{
	return spool_name(buf, SPOOL_FAILED "/%s" JSON, id);
}

char *
layout_result(char *buf, const char *id)
{
	return layout_done(buf, id, "scene" JSON);
}

char *
layout_done(char *buf, const char *id, const char *file)
{
	return spool_name(
	    buf, SPOOL_DONE "/%s%s%s", id, file[0] != '\0' ? "/" : "", file);
}

char *
layout_zone(char *buf, const char *zone)
{
	return spool_name(buf, SPOOL_STATE "/%s", zone);
}

char *
layout_state(char *buf, const char *zone, const char *file)
{
	return spool_name(buf, SPOOL_STATE "/%s/%s", zone, file);
}

char *
layout_scene(char *buf, const char *zone)
{
	return layout_state(buf, zone, "scene" JSON);
}

char *
layout_history(char *buf, const char *zone)
{
	return layout_state(buf, zone, "history");
}

char *
layout_past(char *buf, const char *zone, const char *id)
{
	return spool_name(buf, SPOOL_STATE "/%s/history/%.*s" JSON, zone,
	    (int)strcspn(id, "."), id);
}

char *
layout_event(char *buf, long seq)
{
	return spool_name(buf, SPOOL_EVENTS "/%012ld" JSON, seq);
}

char *
layout_cursor(char *buf, const char *name)
{
	return spool_name(buf, SPOOL_CURSOR "/%s", name);
}

char *
layout_in(char *buf, const char *folder, const char *file)
{
	return spool_name(buf, "%s/%s", folder, file);
}

bool
layout_id(const char *file, char id[ULID_LEN + 1])
{
	snprintf(id, ULID_LEN + 1, "%s", file);
	if (!ulid_valid(id))
		return false;
	return file[ULID_LEN] == '\0' || strcmp(file + ULID_LEN, JSON) == 0;
}

long
layout_seq(const char *file)
{
	char *end;
	long seq = strtol(file, &end, 10);

	return end != file && strcmp(end, JSON) == 0 && seq > 0 ? seq : -1;
}
