#include <string.h>

#include "scene/zone.h"

bool
scene_zone_valid(const char *zone)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyz0123456789_-";
	size_t n = strspn(zone, ok);

	return n >= 1 && n <= SCENE_ZONE_MAX && zone[n] == '\0';
}
