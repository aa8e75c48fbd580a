/*
 * zone.h - the names of zones.
 */
#ifndef AMB_SCENE_ZONE_H
#define AMB_SCENE_ZONE_H

#include <stdbool.h>

enum { SCENE_ZONE_MAX = 64 }; /* bytes */
#define SCENE_ZONE_WANT "1 to 64 of a-z, 0-9, _ and -"

/* scene_zone_valid(zone): whether it is [a-z0-9_-]{1,64}. */
bool scene_zone_valid(const char *zone);

#endif /* AMB_SCENE_ZONE_H */
