#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/tz.h"
#include "conf/conf_table.h"
#include "conf/grid.h"

const struct conf_entry conf_table[CONF_COUNT] = {
    [CONF_SPOOL] = {"AMB_SPOOL", KIND_PATH, NULL, 0, 0, PATH_SPOOL},
    [CONF_SHARE] = {"AMB_SHARE", KIND_PATH, NULL, 0, 0, PATH_SHARE},
    [CONF_BINDIR] = {"AMB_BINDIR", KIND_PATH, NULL, 0, 0, PATH_BINDIR},
    [CONF_LIBEXEC] = {"AMB_LIBEXEC", KIND_FOLDERS, ""},
    [CONF_BIND] = {"AMB_BIND", KIND_TEXT, "127.0.0.1"},
    [CONF_PORT] = {"AMB_PORT", KIND_INT, "8000", 1, 65535},
    [CONF_PLANNER] = {"AMB_PLANNER", KIND_WORDS, "auto"},
    [CONF_PLAN_TIMEOUT_S] = {"AMB_PLAN_TIMEOUT_S", KIND_NUM, "3.5", 0.05, 120},
    [CONF_GENIMG] = {"AMB_GENIMG", KIND_WORDS, "auto"},
    [CONF_IMAGE_TIMEOUT_S] = {"AMB_IMAGE_TIMEOUT_S", KIND_NUM, "60", 0.05, 900,
	.alias = "FLUX_POLL_MAX_SECONDS"},
    [CONF_MATRIX] = {"AMB_MATRIX", KIND_GRID, "16x16", 1, GRID_SIDE_MAX},
    [CONF_LED_COUNT] = {"AMB_LED_COUNT", KIND_INT, "60", 1, 2000},
    [CONF_WORKERS] = {"AMB_WORKERS", KIND_INT, "2", 1, CONF_WORKERS_MAX},
    [CONF_QUEUE_MAX] = {"AMB_QUEUE_MAX", KIND_INT, "1000", 1, 100000},
    [CONF_MAX_PLANS] = {"AMB_MAX_PLANS", KIND_INT, "64", 1, 1000},
    [CONF_JOB_ATTEMPTS] = {"AMB_JOB_ATTEMPTS", KIND_INT, "25", 1, 1000},
    [CONF_RETRY_S] = {"AMB_RETRY_S", KIND_NUM, "60", 0, 86400},
    [CONF_MAX_UPLOAD_MB] = {"MAX_UPLOAD_MB", KIND_NUM, "10", 0.001, 1024},
    [CONF_MAX_IMAGE_PIXELS] = {"MAX_IMAGE_PIXELS", KIND_INT, "40000000", 1,
	268435456},
    [CONF_KEEP_DONE] = {"AMB_KEEP_DONE", KIND_INT, "1000", 0, 1000000},
    [CONF_KEEP_FAILED] = {"AMB_KEEP_FAILED", KIND_INT, "1000", 0, 1000000},
    [CONF_KEEP_HISTORY] = {"AMB_KEEP_HISTORY", KIND_INT, "50", 1, 100000},
    [CONF_KEEP_EVENTS] = {"AMB_KEEP_EVENTS", KIND_INT, "1000", 1, 1000000},
    [CONF_STORE_MB] = {"AMB_STORE_MB", KIND_INT, "256", 1, 1048576},
    [CONF_ZONES_MAX] = {"AMB_ZONES_MAX", KIND_INT, "1000", 1, 1000000},
    [CONF_FADE_S] = {"AMB_FADE_S", KIND_NUM, "0.4", 0, 3600},
    [CONF_LATE_S] = {"AMB_LATE_S", KIND_INT, "600", 0, 604800},
    [CONF_TZ] = {"AMB_TZ", KIND_TZ, ""},
    [CONF_KEEP_DAYS] = {"AMB_KEEP_DAYS", KIND_NUM, "7", 0, 36500},
    [CONF_API_KEY] = {"API_KEY", KIND_SECRET},
    [CONF_AIHUBMIX_API_KEY] = {"AIHUBMIX_API_KEY", KIND_SECRET},
    [CONF_IMAGE_KEY] = {"AMB_IMAGE_KEY", KIND_SECRET},
    [CONF_BFL_API_KEY] = {"BFL_API_KEY", KIND_SECRET},
    [CONF_GEMINI_API_KEY] = {"GEMINI_API_KEY", KIND_SECRET},
    [CONF_SDWEBUI_AUTH] = {"AMB_SDWEBUI_AUTH", KIND_SECRET},
    [CONF_CHAT_URL] = {"AMB_CHAT_URL", KIND_URL, "https://aihubmix.com/v1"},
    [CONF_CHAT_MODEL] = {"AMB_CHAT_MODEL", KIND_TEXT, "gpt-4.1-mini"},
    [CONF_IMAGE_URL] = {"AMB_IMAGE_URL", KIND_URL, "https://aihubmix.com/v1"},
    [CONF_BFL_URL] = {"AMB_BFL_URL", KIND_URL, "https://api.bfl.ai/v1"},
    [CONF_AIHUBMIX_URL] = {"AMB_AIHUBMIX_URL", KIND_URL,
	"https://aihubmix.com/v1"},
    [CONF_GOOGLE_URL] = {"AMB_GOOGLE_URL", KIND_URL,
	"https://generativelanguage.googleapis.com/v1beta"},
    [CONF_SDWEBUI_URL] = {"AMB_SDWEBUI_URL", KIND_URL, "http://127.0.0.1:7860"},
    [CONF_MATRIX_IMAGE_MODEL] = {"MATRIX_IMAGE_MODEL", KIND_TEXT, ""},
    [CONF_FLUX_POLL_INTERVAL_S] = {"FLUX_POLL_INTERVAL_S", KIND_NUM, "1", 0.05,
	60},
    [CONF_IMAGE_CACHE_S] = {"AMB_IMAGE_CACHE_S", KIND_NUM, "600", 0, 31536000},
    [CONF_STRIP_KB_FILE] = {"STRIP_KB_FILE", KIND_TEXT, ""},
    [CONF_ALLOW_HTTP] = {"AMB_ALLOW_HTTP", KIND_TEXT, ""},
    [CONF_LOG_PROMPTS] = {"AMB_LOG_PROMPTS", KIND_INT, "0", 0, 1},
    [CONF_STRIP_STREAM_FPS] = {"STRIP_STREAM_FPS", KIND_INT, "20", 1, 60},
    [CONF_ORIGINS] = {"AMB_ORIGINS", KIND_TEXT, ""},
    [CONF_FEED_CLIENTS] = {"AMB_FEED_CLIENTS", KIND_INT, "4096", 1, 100000},
    [CONF_FEED_QUEUE] = {"AMB_FEED_QUEUE", KIND_INT, "64", 1, 10000},
    [CONF_FEED_PING_S] = {"AMB_FEED_PING_S", KIND_INT, "20", 1, 3600},
    [CONF_MQTT_ENABLED] = {"MQTT_ENABLED", KIND_BOOL, "0"},
    [CONF_MQTT_HOST] = {"MQTT_HOST", KIND_TEXT, "localhost"},
    [CONF_MQTT_PORT] = {"MQTT_PORT", KIND_INT, "0", 0, 65535},
    [CONF_MQTT_TOPIC] = {"MQTT_TOPIC", KIND_TEXT, "ambient-light/events"},
    [CONF_MQTT_PREFIX] = {"MQTT_PREFIX", KIND_TEXT, "ambient-light"},
    [CONF_MQTT_USERNAME] = {"MQTT_USERNAME", KIND_SECRET},
    [CONF_MQTT_PASSWORD] = {"MQTT_PASSWORD", KIND_SECRET},
    [CONF_MQTT_TLS] = {"MQTT_TLS", KIND_BOOL, "0"},
    [CONF_MQTT_CAFILE] = {"MQTT_CAFILE", KIND_TEXT, ""},
    [CONF_MQTT_CERTFILE] = {"MQTT_CERTFILE", KIND_TEXT, ""},
    [CONF_MQTT_KEYFILE] = {"MQTT_KEYFILE", KIND_TEXT, ""},
    [CONF_MQTT_EXPIRY_S] = {"MQTT_EXPIRY_S", KIND_INT, "86400", 0, 2147483647},
    [CONF_MQTT_STRIP_STREAM] = {"MQTT_STRIP_STREAM_ENABLED", KIND_BOOL, "0"},
    [CONF_HA_DISCOVERY] = {"AMB_HA_DISCOVERY", KIND_BOOL, "0"},
    [CONF_HA_PREFIX] = {"AMB_HA_PREFIX", KIND_TEXT, "homeassistant"},
};

/* How the two truth values may be written. */
static const struct {
	const char *word;
	const char *value;
} truths[] = {{"0", "0"}, {"false", "0"}, {"no", "0"}, {"off", "0"}, {"1", "1"},
    {"true", "1"}, {"yes", "1"}, {"on", "1"}};
enum { TRUTHS = sizeof(truths) / sizeof(truths[0]) };

static bool
is_number(const struct conf_entry *e, const char *text)
{
	char *end;
	double d = strtod(text, &end);

	return end != text && *end == '\0' && d >= e->min && d <= e->max &&
	       (e->kind != KIND_INT || d == floor(d));
}

static bool
is_words(const char *text)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyz0123456789-_ ";

	return text[0] != '\0' && text[strspn(text, ok)] == '\0';
}

static bool
is_path(const char *text)
{
	return text[0] != '\0';
}

/* Relative ones are refused: they would depend on the current folder. */
static bool
is_folders(const char *text)
{
	if (*text == '\0')
		return true;
	for (; *text == '/'; text++) {
		text = strchrnul(text, ':');
		if (*text == '\0')
			return true;
	}
	return false;
}

static bool
is_grid(const char *text)
{
	int side;

	return grid_parse(text, &side, &side) == 0;
}

static bool
is_url(const char *text)
{
	return strncmp(text, "https://", 8) == 0 ||
	       strncmp(text, "http://", 7) == 0;
}

static bool
is_tz(const char *text)
{
	return *text == '\0' || tz_valid(text);
}

/* "1" or "0", or NULL. */
static const char *
truth(const char *text)
{
	int i;

	for (i = 0; i < TRUTHS; i++)
		if (strcasecmp(text, truths[i].word) == 0)
			return truths[i].value;
	return NULL;
}

static bool
is_truth(const char *text)
{
	return truth(text) != NULL;
}

static const struct {
	bool (*is)(const char *text); /* NULL: any text is */
	const char *want; /* KIND_INT and KIND_NUM: without their range */
} kinds[] = {
    [KIND_TEXT] = {NULL, ""},
    [KIND_WORDS] = {is_words, "names of [a-z0-9_-], with spaces between"},
    [KIND_PATH] = {is_path, "a path"},
    [KIND_FOLDERS] = {is_folders,
	"absolute paths of folders, with ':' between"},
    [KIND_SECRET] = {NULL, ""},
    [KIND_INT] = {NULL, "a whole number"},
    [KIND_NUM] = {NULL, "a number"},
    [KIND_GRID] = {is_grid, GRID_WANT},
    [KIND_URL] = {is_url, "a URL, https://..."},
    [KIND_BOOL] = {is_truth, "true or false, or 1 or 0"},
    [KIND_TZ] = {is_tz, TZ_WANT},
};

static bool
has_control(const char *text)
{
	while (*text != '\0' && !iscntrl((unsigned char)*text))
		text++;
	return *text != '\0';
}

const char *
conf_check(const struct conf_entry *e, const char *name, const char *text,
    char why[WHY_MAX])
{
	bool number = e->kind == KIND_INT || e->kind == KIND_NUM;

	if (has_control(text))
		why_set(why, "bad %s: must be text without control characters",
		    name);
	else if (number && !is_number(e, text))
		why_set(why, "bad %s: must be %s, %.12g to %.12g", name,
		    kinds[e->kind].want, e->min, e->max);
	else if (kinds[e->kind].is != NULL && !kinds[e->kind].is(text))
		why_set(why, "bad %s: must be %s", name, kinds[e->kind].want);
	else
		return e->kind == KIND_BOOL ? truth(text) : text;
	return NULL;
}
