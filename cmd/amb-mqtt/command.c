#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "command.h"
#include "json/msg.h"

enum {
	MEMBERS_MAX = 2,
	TEXT_MAX = 4096, /* bytes, with a NUL; amb-publish takes fewer */
	NUMBER_MAX = 32	 /* likewise */
};

struct command {
	const char *topic;
	const char *verb; /* of amb-publish */
	/* the members of a payload that is no object, invalid when it has none;
	   NULL when the payload is not read */
	jv (*word)(const char *data, size_t len);
	const char *want; /* what the payload must be */
	struct {
		const char *name;
		const char *arg; /* its name in the request to amb-publish */
	} members[MEMBERS_MAX];
};

static jv
both(jv value)
{
	return msg_obj("matrix", jv_copy(value), "strip", value, NULL);
}

static jv
switches(const char *data, size_t len)
{
	if (len == 2 && memcmp(data, "ON", 2) == 0)
		return both(jv_true());
	if (len == 3 && memcmp(data, "OFF", 3) == 0)
		return both(jv_false());
	return jv_invalid();
}

static jv
levels(const char *data, size_t len)
{
	char text[NUMBER_MAX] = "";
	char *end;
	double x;

	if (len == 0 || len >= sizeof(text))
		return jv_invalid();
	memcpy(text, data, len);
	/* no spaces, no hexadecimal digits, no names such as nan */
	if (strspn(text, "0123456789+-.eE") != len)
		return jv_invalid();
	x = strtod(text, &end);
	return end == text + len ? both(jv_number(x)) : jv_invalid();
}

static jv
text_member(const char *key, const char *data, size_t len)
{
	if (len == 0 || len >= TEXT_MAX || !utf8_valid(data, len))
		return jv_invalid();
	return msg_obj(key, jv_string_sized(data, (int)len), NULL);
}

static jv
name(const char *data, size_t len)
{
	return text_member("name", data, len);
}

static jv
entry(const char *data, size_t len)
{
	return text_member("id", data, len);
}

#define NAME "must be the name of a scene, 1 to 64 characters, or an object "

static const struct command commands[] = {
    {"power/set", "power", switches,
	"must be ON, OFF or an object with matrix or strip, true or false",
	{{"matrix", "matrix"}, {"strip", "strip"}}},
    {"brightness/set", "brightness", levels,
	"must be a number, 0 to 1, or an object with matrix or strip, 0 to 1",
	{{"matrix", "matrix"}, {"strip", "strip"}}},
    {"scenes/keep", "keep", name, NAME "with name", {{"name", "name"}}},
    {"scenes/recall", "recall", name, NAME "with name and fade_s, 0 to 3600",
	{{"name", "name"}, {"fade_s", "fade_s"}}},
    {"scenes/forget", "forget", name, NAME "with name", {{"name", "name"}}},
    {"undo", "undo", NULL, NULL, {{NULL, NULL}}},
    {"redo", "redo", NULL, NULL, {{NULL, NULL}}},
    {"restore", "restore", entry,
	"must be the id of an entry of the history, or an object with id",
	{{"id", "entry"}}},
};

const struct command *
command_next(const struct command *c)
{
	const struct command *end =
	    commands + sizeof(commands) / sizeof(commands[0]);

	c = c == NULL ? commands : c + 1;
	return c < end ? c : NULL;
}

const char *
command_topic(const struct command *c)
{
	return c->topic;
}

/*
 * Whether amb-publish can be asked to check it: in the request NaN would be
 * null, and long text might be too long when it is quoted.
 */
static bool
is_plain(const jv *value)
{
	char text[TEXT_MAX];
	double x;

	switch (jv_get_kind(*value)) {
	case JV_KIND_NUMBER:
		return msg_num(value, "", -HUGE_VAL, HUGE_VAL, &x) == 0;
	case JV_KIND_STRING:
		return msg_str(value, "", text, sizeof(text)) != -1;
	case JV_KIND_ARRAY:
	case JV_KIND_OBJECT:
		return false;
	default:
		return true;
	}
}

/* The request for the members of a payload, which is borrowed; invalid when
 * none is there, or one is not plain. */
static jv
arguments(const struct command *c, const jv *payload)
{
	jv arg = jv_object();
	bool good = false;
	jv value;
	int i;

	for (i = 0; i < MEMBERS_MAX && c->members[i].name != NULL; i++) {
		if (!msg_has(payload, c->members[i].name))
			continue;
		value = msg_get(payload, c->members[i].name);
		good = is_plain(&value);
		if (!good) {
			jv_free(value);
			break;
		}
		arg = msg_set(arg, c->members[i].arg, value);
	}
	if (good)
		return arg;
	jv_free(arg);
	return msg_bad("%s", c->want);
}

static jv
read_payload(const struct command *c, const char *data, size_t len)
{
	jv payload;
	jv arg;

	if (c->word == NULL)
		return jv_object();
	if (len > 0 && data[0] == '{') {
		payload = msg_parse(data, len);
		if (!jv_is_valid(payload))
			return payload;
	} else {
		payload = c->word(data, len);
	}
	arg = arguments(c, &payload);
	jv_free(payload);
	return arg;
}

void
command_do(const struct command *c, const struct request *r, const char *data,
    size_t len)
{
	jv arg = read_payload(c, data, len);

	if (jv_is_valid(arg))
		request_publish(r, c->verb, arg);
	else
		request_refuse(r, arg);
}
