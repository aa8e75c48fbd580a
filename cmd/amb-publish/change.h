/*
 * change.h - one transaction of the store, and the files that it makes old.
 *
 * It begins with the first change_zone() or change_begin() and is over with
 * change_end().  After a failure nothing of it is kept; store_why() has the
 * reason.
 */
#ifndef AMB_PUBLISH_CHANGE_H
#define AMB_PUBLISH_CHANGE_H

#include <stdbool.h>

#include "answer.h"
#include "base/why.h"
#include "json/text.h"
#include "scene/fault.h"
#include "spool/zones.h"

/*
 * change_begin(): begin it, for what no zone shows.  Returns 0 or -1.
 * change_fail(): what was done within it has failed.
 */
int change_begin(void);
void change_fail(void);

/*
 * change_zone(zone): what it shows, to be changed and then change_save()d; that
 * of a new zone, stored, when there is none.  NULL on failure, see
 * change_fault().
 */
struct zone_state *change_zone(const char *zone);

/*
 * change_fault(why): why change_zone() gave NULL: the store failed, or there
 * are AMB_ZONES_MAX zones. change_refuse(answer): the same as an answer of
 * detail and code.
 */
enum fault change_fault(char why[WHY_MAX]);
void change_refuse(struct answer *answer);

/*
 * change_remove(zone): remove a zone that is there, and its files.  Returns 0
 * or -1.
 */
int change_remove(const char *zone);

/*
 * change_save(zone, parts, past): store it; its files that show these STATE_
 * bits will be written.  past is as of zones_save().  Returns 0 or -1.
 */
int change_save(const char *zone, int parts, enum zones_past past);

/* change_event(zone, t): an event, whose text it empties.  Returns 0 or -1. */
int change_event(const char *zone, struct text *t);

/*
 * change_tell(zone, type, payload, now_ms): the same of an event that is made
 * here, with the zone and the time.  Consumes payload.
 */
int change_tell(const char *zone, const char *type, jv payload, int64_t now_ms);

/* change_updates(zone, s, parts): the events of these parts.  Likewise. */
int change_updates(const char *zone, const struct zone_state *s, int parts);

/*
 * change_commit(): store all of it, wake the readers of events, write the
 * files. Returns 0, also when there was nothing, or -1.
 */
int change_commit(void);

/* change_failed(): whether a call within the transaction has failed. */
bool change_failed(void);

/*
 * change_end(): what need not be done before an answer is sent: note that the
 * files agree with the store, and forget all of it.
 */
void change_end(void);

#endif /* AMB_PUBLISH_CHANGE_H */
