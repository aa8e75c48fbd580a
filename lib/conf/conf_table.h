/*
 * conf_table.h - every setting: its name, kind, default and range.
 */
#ifndef AMB_CONF_CONF_TABLE_H
#define AMB_CONF_CONF_TABLE_H

#include "base/why.h"
#include "conf/paths.h"

enum { CONF_WORKERS_MAX = 64 };

enum conf_key {
	CONF_SPOOL,
	CONF_SHARE,
	CONF_BINDIR,
	CONF_LIBEXEC,
	CONF_BIND,
	CONF_PORT,
	CONF_PLANNER,
	CONF_PLAN_TIMEOUT_S,
	CONF_GENIMG,
	CONF_IMAGE_TIMEOUT_S,
	CONF_MATRIX,
	CONF_LED_COUNT,
	CONF_WORKERS,
	CONF_QUEUE_MAX,
	CONF_MAX_PLANS,
	CONF_JOB_ATTEMPTS,
	CONF_RETRY_S,
	CONF_MAX_UPLOAD_MB,
	CONF_MAX_IMAGE_PIXELS,
	CONF_KEEP_DONE,
	CONF_KEEP_FAILED,
	CONF_KEEP_HISTORY,
	CONF_KEEP_EVENTS,
	CONF_STORE_MB,
	CONF_ZONES_MAX,
	CONF_FADE_S,
	CONF_LATE_S,
	CONF_TZ,
	CONF_KEEP_DAYS,
	CONF_API_KEY,
	CONF_AIHUBMIX_API_KEY,
	CONF_IMAGE_KEY,
	CONF_BFL_API_KEY,
	CONF_GEMINI_API_KEY,
	CONF_SDWEBUI_AUTH,
	CONF_CHAT_URL,
	CONF_CHAT_MODEL,
	CONF_IMAGE_URL,
	CONF_BFL_URL,
	CONF_AIHUBMIX_URL,
	CONF_GOOGLE_URL,
	CONF_SDWEBUI_URL,
	CONF_MATRIX_IMAGE_MODEL,
	CONF_FLUX_POLL_INTERVAL_S,
	CONF_IMAGE_CACHE_S,
	CONF_STRIP_KB_FILE,
	CONF_ALLOW_HTTP,
	CONF_LOG_PROMPTS,
	CONF_STRIP_STREAM_FPS,
	CONF_ORIGINS,
	CONF_FEED_CLIENTS,
	CONF_FEED_QUEUE,
	CONF_FEED_PING_S,
	CONF_MQTT_ENABLED,
	CONF_MQTT_HOST,
	CONF_MQTT_PORT,
	CONF_MQTT_TOPIC,
	CONF_MQTT_PREFIX,
	CONF_MQTT_USERNAME,
	CONF_MQTT_PASSWORD,
	CONF_MQTT_TLS,
	CONF_MQTT_CAFILE,
	CONF_MQTT_CERTFILE,
	CONF_MQTT_KEYFILE,
	CONF_MQTT_EXPIRY_S,
	CONF_MQTT_STRIP_STREAM,
	CONF_HA_DISCOVERY,
	CONF_HA_PREFIX,
	CONF_COUNT
};

enum conf_kind {
	KIND_TEXT,
	KIND_WORDS,
	KIND_PATH,
	KIND_FOLDERS,
	KIND_SECRET,
	KIND_INT,
	KIND_NUM,
	KIND_GRID,
	KIND_URL,
	KIND_BOOL,
	KIND_TZ
};

struct conf_entry {
	const char *name;
	enum conf_kind kind;
	const char *value; /* the default; NULL: "", or of a path where */
	double min;
	double max;
	enum path where;   /* the default of a KIND_PATH */
	const char *alias; /* an older name, or NULL */
};

extern const struct conf_entry conf_table[CONF_COUNT];

/*
 * conf_check(entry, name, text, why): the value to store when text is valid for
 * that entry: text itself, of a BOOL "1" or "0"; else NULL and why.  name is
 * the name or alias by which the setting was given.
 */
const char *conf_check(const struct conf_entry *entry, const char *name,
    const char *text, char why[WHY_MAX]);

#endif /* AMB_CONF_CONF_TABLE_H */
