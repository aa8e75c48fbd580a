/*
 * group.h - several requests, one transaction.
 *
 * What they change is in the store, and in the files of state/, before any of
 * them is answered.  When it cannot be stored none of it is kept, and each is
 * done on its own.  The caller is the writer, see record.h, and the store is
 * open.
 */
#ifndef AMB_PUBLISH_GROUP_H
#define AMB_PUBLISH_GROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "json/text.h"
#include "spool/zones.h"

enum { GROUP_MAX = 1024 }; /* requests */

struct group_request {
	const char *verb; /* "publish" */
	const char *arg;  /* JSON, arg_len bytes */
	size_t arg_len;
	/* the answer */
	int status;	    /* an exit status */
	struct text answer; /* an object; the caller frees it */
};

/* group_run(requests, n): do n, at most GROUP_MAX, and fill their answers. */
void group_run(struct group_request *requests, int n);

/*
 * For the verbs, within group_run():
 *
 * group_zone(zone): what it shows, to be changed and then group_save()d; that
 * of a new zone, stored, when there is none.  NULL on failure. group_save(zone,
 * parts, past): store it; its files that show these STATE_ bits will be
 * written.  Returns 0 or -1. group_event(zone, t): an event, whose text it
 * empties.  Returns 0 or -1.
 *
 * After a failure the group as a whole fails.
 */
struct zone_state *group_zone(const char *zone);
int group_save(const char *zone, int parts, bool past);
int group_event(const char *zone, struct text *t);

#endif /* AMB_PUBLISH_GROUP_H */
