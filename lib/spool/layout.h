/*
 * layout.h - every name below the spool; see amb-spool(5).
 *
 * No other file knows where a thing lies.  Pure: nothing is opened or made.
 */
#ifndef AMB_SPOOL_LAYOUT_H
#define AMB_SPOOL_LAYOUT_H

#include <stdbool.h>

#include "scene/ulid.h"

enum { SPOOL_NAME_MAX = 160 }; /* bytes, with the NUL */

/* The folders, for spool_list() and spool_count(). */
#define SPOOL_TMP "tmp"
#define SPOOL_QUEUE "queue"
#define SPOOL_ACTIVE "active"
#define SPOOL_DONE "done"
#define SPOOL_FAILED "failed"
#define SPOOL_EVENTS "events"
#define SPOOL_CURSOR "cursor"
#define SPOOL_STATE "state"
#define SPOOL_CLOUD "cloud" /* made by the first helper that needs it */

/* The locks, for spool_lock() and its kin. */
#define SPOOL_LOCK_STATE "state/.lock" /* who writes state/ and events/ */
#define SPOOL_LOCK_RUN "run.lock"      /* shared by all amb-run processes */
#define SPOOL_LOCK_FEED "feed.lock"    /* the one amb-feed */
#define SPOOL_LOCK_MQTT "mqtt.lock"    /* the one amb-mqtt */
#define SPOOL_LOCK_PLAN "plan.lock"    /* a byte for each planner at work */
#define SPOOL_LOCK_PROBE "health.lock" /* whoever asks if a lock is held */

/*
 * Each function below writes a name to buf[SPOOL_NAME_MAX] and returns buf.
 *
 * layout_queued(buf, id), layout_active, layout_failed: the file of a job.
 * layout_result(buf, id): where its scene is when it is done.
 * layout_done(buf, id, file): a file that a job leaves; "" is the folder.
 */
char *layout_queued(char *buf, const char *id);
char *layout_active(char *buf, const char *id);
char *layout_failed(char *buf, const char *id);
char *layout_result(char *buf, const char *id);
char *layout_done(char *buf, const char *id, const char *file);

/*
 * layout_zone(buf, zone): the folder of a zone.
 * layout_state(buf, zone, file): a file in it, as "matrix.raw".
 * layout_scene(buf, zone): scene.json, the state itself.
 * layout_history(buf, zone): the folder of its earlier states.
 * layout_past(buf, zone, id): one of these; id may be the name that
 * spool_list() gave, with or without ".json".
 */
char *layout_zone(char *buf, const char *zone);
char *layout_state(char *buf, const char *zone, const char *file);
char *layout_scene(char *buf, const char *zone);
char *layout_history(char *buf, const char *zone);
char *layout_past(char *buf, const char *zone, const char *id);

/*
 * layout_event(buf, seq): an event.  layout_cursor(buf, name): the cursor of
 * that courier.  layout_in(buf, folder, file): any file of a folder.
 */
char *layout_event(char *buf, long seq);
char *layout_cursor(char *buf, const char *name);
char *layout_in(char *buf, const char *folder, const char *file);

/*
 * layout_id(file, id): the id of a file named "ID" or "ID.json", as
 * spool_list() gives it.  Returns false when it is named otherwise.
 */
bool layout_id(const char *file, char id[ULID_LEN + 1]);

/* layout_seq(file): the number in "SEQ.json"; -1 for any other name. */
long layout_seq(const char *file);

/*
 * spool_name(buf, fmt, ...): the same of a name that is not the spool's own.
 */
char *spool_name(char *buf, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif /* AMB_SPOOL_LAYOUT_H */
