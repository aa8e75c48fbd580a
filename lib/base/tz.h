/*
 * tz.h - the time zone of local times.
 */
#ifndef AMB_BASE_TZ_H
#define AMB_BASE_TZ_H

#include <stdbool.h>

enum { TZ_MAX = 128 }; /* bytes of a name, with the NUL */

#define TZ_WANT                                                                \
	"a time zone: a file below /usr/share/zoneinfo, as Asia/Shanghai, "    \
	"or a TZ string, as UTC0"

/*
 * tz_valid(name): whether it is a time zone: a file below /usr/share/zoneinfo,
 * as "Asia/Shanghai", or a TZ string of POSIX, as "CET-1CEST,M3.5.0,M10.5.0/3".
 */
bool tz_valid(const char *name);

/* tz_use(name): local times of this process are of that zone from now on; of
 * the system's, as it was at the first call, when name is "". */
void tz_use(const char *name);

#endif /* AMB_BASE_TZ_H */
