/*
 * layout.h - every name below the spool; see amb-spool(5).
 *
 * No other module forms such a name.  Pure: nothing is opened or made.
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
#define SPOOL_STATE "state"
#define SPOOL_CLOUD "cloud" /* made by the first helper that needs it */

/* The store, and a file that is written to when it has new events. */
#define SPOOL_STORE "amb.db"
#define SPOOL_NEWS "amb.db-news"
#define SPOOL_TIMERS "amb.db-timers" /* the same when its timers change */

/* The socket of the resident amb-publish. */
#define SPOOL_PUBLISHER "publish.sock"

/* The locks, for spool_lock() and its kin. */
#define SPOOL_LOCK_PUBLISH "publish.lock" /* the one writer of state/ */
#define SPOOL_LOCK_RUN "run.lock"	  /* shared by all amb-run processes */
#define SPOOL_LOCK_TIMERS "timers.lock"	  /* the one that queues timers */
#define SPOOL_LOCK_FEED "feed.lock"	  /* the one amb-feed */
#define SPOOL_LOCK_MQTT "mqtt.lock"	  /* the one amb-mqtt */
#define SPOOL_LOCK_PLAN "plan.lock"	  /* a byte for each running planner */
#define SPOOL_LOCK_PROBE "health.lock"	  /* spool_lock_held() */

#define SPOOL_NEWEST "newest" /* the greatest id that was accepted */

/* In done/ID/ the scene of the job, in state/ZONE/ the state of the zone. */
#define SPOOL_SCENE "scene.json"

/*
 * Each function below writes a name to buf[SPOOL_NAME_MAX] and returns buf.
 *
 * layout_job(buf, folder, id): a job in SPOOL_QUEUE, _ACTIVE or _FAILED.
 * layout_done(buf, id, file): a file that a job leaves.
 * layout_state(buf, zone, file): a file of a zone.
 * layout_scene(buf, zone): the state itself.
 * layout_in(buf, folder, file): anything else, by its folder.
 * layout_named(buf, folder, name, ending): the same, "name.ending".
 */
char *layout_job(char *buf, const char *folder, const char *id);
char *layout_done(char *buf, const char *id, const char *file);
char *layout_state(char *buf, const char *zone, const char *file);
char *layout_scene(char *buf, const char *zone);
char *layout_in(char *buf, const char *folder, const char *file);
char *layout_named(
    char *buf, const char *folder, const char *name, const char *ending);

/*
 * layout_id(file, id): the id of a file named "ID" or "ID.json", as
 * spool_list() gives it.  Returns false when it is named otherwise.
 */
bool layout_id(const char *file, char id[ULID_LEN + 1]);

#endif /* AMB_SPOOL_LAYOUT_H */
