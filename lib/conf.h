/*
 * conf.h - the one table of configuration.
 *
 * A value comes from the environment, else from the file that AMB_CONFIG
 * names (KEY=VALUE lines, as systemd's EnvironmentFile), else from the table in
 * conf.c, which amb.conf(5) documents.  Secrets may instead be in a file that
 * KEY_FILE names.  Values are checked when they are loaded, never later.
 */
#ifndef AMB_CONF_H
#define AMB_CONF_H

#include <stdbool.h>

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

/*
 * conf_load_or_die(spool): read and check everything; the first thing a tool
 * does after its options.  spool, when not NULL, is the -d option and wins over
 * AMB_SPOOL.  Exits 78 and names the key when a value does not parse, is out of
 * range, or an AMB_ name is unknown.
 */
void conf_load_or_die(const char *spool);

/*
 * conf_str(key), conf_int(key), conf_num(key): the value, which stays owned
 * by this module.  conf_str is never NULL; an unset secret is "".  What is
 * true or false is 1 or 0.
 */
const char *conf_str(enum conf_key key);
int conf_int(enum conf_key key);
double conf_num(enum conf_key key);

/*
 * conf_given(key): whether the environment or the file says it, so that it is
 * not the default of the table.
 */
bool conf_given(enum conf_key key);

/*
 * conf_name(key): the name of a setting.
 * conf_is_path(key), conf_is_secret(key): whether it is a path, a secret.
 */
const char *conf_name(enum conf_key key);
bool conf_is_path(enum conf_key key);
bool conf_is_secret(enum conf_key key);

/*
 * conf_grid(key, width, height): the two sides of a WxH value.
 */
void conf_grid(enum conf_key key, int *width, int *height);

#endif /* AMB_CONF_H */
