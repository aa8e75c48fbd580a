#include <fnmatch.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "manner.h"
#include "spool/spool.h"
#include "json/msg.h"

enum {
	TOKENS = 1200, /* of an answer; a plan takes about 350 */
	KEEP_MS = 24 * 3600 * 1000
};

/* The first that matches counts. */
static const struct {
	const char *model;
	int limit;
	int warmth;
	const char *more;
} families[] = {
    {"*gpt-5*", 1, 1, "{\"reasoning_effort\":\"low\"}"},
    {"*o[134]-*", 1, 1, "{\"reasoning_effort\":\"low\"}"},
    {"*o[134]", 1, 1, "{\"reasoning_effort\":\"low\"}"},
    {"*[qQ]wen*", 0, 0, "{\"enable_thinking\":false}"},
    {"*", 0, 0, "{}"},
};

/* What a refusal may name, and what it then costs. */
static const struct {
	const char *word;
	size_t member; /* of struct manner, an int */
	int most;
} lessons[] = {
    {"response_format", offsetof(struct manner, format), 2},
    {"json_schema", offsetof(struct manner, format), 2},
    {"json_object", offsetof(struct manner, format), 2},
    {"max_completion_tokens", offsetof(struct manner, limit), 2},
    {"max_tokens", offsetof(struct manner, limit), 2},
    {"temperature", offsetof(struct manner, warmth), 1},
    {"enable_thinking", offsetof(struct manner, extras), 1},
    {"reasoning_effort", offsetof(struct manner, extras), 1},
};

static char *
file(const struct manner *m, char *buf)
{
	return spool_name(buf, "cloud/%s", m->name);
}

static void
recall(struct manner *m)
{
	char path[SPOOL_NAME_MAX];
	jv kept = spool_json(file(m, path));
	int64_t at_ms = 0;

	msg_i64(&kept, "at_ms", &at_ms);
	if (at_ms > clock_ms() - KEEP_MS) {
		msg_int(&kept, "format", 0, 2, &m->format);
		msg_int(&kept, "limit", 0, 2, &m->limit);
		msg_int(&kept, "warmth", 0, 1, &m->warmth);
		msg_int(&kept, "extras", 0, 1, &m->extras);
	}
	jv_free(kept);
}

void
manner_read(struct manner *m, const char *base, const char *model)
{
	uint64_t hash = hash_text(base);
	size_t i = 0;

	memset(m, 0, sizeof(*m));
	hash = hash_fnv64(hash_fnv64(hash, "\n", 1), model, strlen(model));
	snprintf(m->name, sizeof(m->name), "chat-%016llx.manner",
	    (unsigned long long)hash);
	while (fnmatch(families[i].model, model, 0) != 0)
		i++;
	m->limit = families[i].limit;
	m->warmth = families[i].warmth;
	m->more = msg_parse(families[i].more, strlen(families[i].more));
	recall(m);
}

void
manner_keep(const struct manner *m)
{
	char path[SPOOL_NAME_MAX];

	if (spool_mkdir("cloud") == 0)
		spool_put_json(file(m, path),
		    msg_obj("format", jv_number(m->format), "limit",
			jv_number(m->limit), "warmth", jv_number(m->warmth),
			"extras", jv_number(m->extras), "at_ms",
			jv_number((double)clock_ms()), NULL));
}

void
manner_release(struct manner *m)
{
	jv_free(m->more);
}

static jv
format_of(const struct manner *m, jv schema)
{
	if (m->format == 0)
		return msg_obj("type", jv_string("json_schema"), "json_schema",
		    msg_obj("name", jv_string("plan"), "strict", jv_true(),
			"schema", schema, NULL),
		    NULL);
	jv_free(schema);
	return msg_obj("type", jv_string("json_object"), NULL);
}

jv
manner_apply(const struct manner *m, jv request, jv schema)
{
	static const char *const limits[] = {
	    "max_tokens", "max_completion_tokens"};

	if (m->extras == 0)
		request = jv_object_merge(request, jv_copy(m->more));
	if (m->limit < 2)
		request = msg_set(request, limits[m->limit], jv_number(TOKENS));
	if (m->warmth == 0)
		request = msg_set(request, "temperature", jv_number(0.7));
	if (m->format < 2)
		return msg_set(
		    request, "response_format", format_of(m, schema));
	jv_free(schema);
	return request;
}

/* The lesson that text tells first, by its number, or -1. */
static int
lesson_in(const char *text)
{
	const char *first = NULL;
	const char *at;
	int found = -1;
	size_t i;

	for (i = 0; i < sizeof(lessons) / sizeof(lessons[0]); i++) {
		at = strstr(text, lessons[i].word);
		if (at != NULL && (first == NULL || at < first)) {
			first = at;
			found = (int)i;
		}
	}
	return found;
}

bool
manner_learn(struct manner *m, const struct http_reply *reply)
{
	jv body = msg_parse(reply->body, reply->len);
	char *param = msg_strdup(&body, "error.param");
	int i = param != NULL ? lesson_in(param) : -1;
	int *value;

	free(param);
	jv_free(body);
	if (reply->status != 400 && reply->status != 422)
		return false;
	if (i == -1)
		i = lesson_in(reply->body);
	if (i == -1)
		return false;
	value = (int *)((char *)m + lessons[i].member);
	if (*value >= lessons[i].most)
		return false;
	++*value;
	return true;
}
