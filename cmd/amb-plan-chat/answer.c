#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "json/msg.h"
#include "normalize_reply.h"

enum { BRACES_MAX = 8 }; /* places where an object may begin */

static jv
join_parts(const jv *parts)
{
	jv text = jv_string("");
	jv part;
	jv more;
	int i;

	for (i = 0; i < msg_len(parts); i++) {
		part = msg_at(parts, i);
		more = msg_get_kind(&part, "text", JV_KIND_STRING);
		if (jv_is_valid(more))
			text = jv_string_concat(text, more);
		else
			jv_free(more);
		jv_free(part);
	}
	return text;
}

/* What the model wrote, in memory that the caller frees; NULL for nothing. */
static char *
read_text(const jv *choice)
{
	jv content = msg_get(choice, "message.content");
	jv joined = join_parts(&content);
	char *text =
	    msg_strdup(msg_len(&content) >= 0 ? &joined : &content, "");

	jv_free(joined);
	jv_free(content);
	return text;
}

/* The end of the object that begins at p, or NULL. */
static const char *
object_end(const char *p)
{
	int depth = 0;

	for (; *p != '\0'; p++) {
		if (*p == '"') {
			for (p++; *p != '"' && *p != '\0'; p++)
				if (*p == '\\' && p[1] != '\0')
					p++;
			if (*p == '\0')
				return NULL;
		} else if (*p == '{') {
			depth++;
		} else if (*p == '}' && --depth == 0) {
			return p + 1;
		}
	}
	return NULL;
}

/* The first whole object in text, after the model's reasoning. */
static jv
object_in(const char *text)
{
	const char *thought;
	const char *end;
	jv object;
	int n;

	while ((thought = strstr(text, "</think>")) != NULL)
		text = thought + strlen("</think>");
	for (n = 0; n < BRACES_MAX && (text = strchr(text, '{')) != NULL; n++) {
		end = object_end(text);
		if (end == NULL)
			end = text; /* a brace in prose */
		object = msg_parse(text, (size_t)(end - text));
		if (jv_is_valid(object))
			return object;
		jv_free(object);
		text++;
	}
	return jv_invalid();
}

static const struct {
	const char *finish;
	enum fault fault;
	const char *text;
} bad_ends[] = {
    {"length", FAULT_UNAVAILABLE, "answer cut at its token limit"},
    {"content_filter", FAULT_REFUSED, "refused by a content filter"},
};

/* Whether the model declined or was cut short; then after cloud_fail(). */
static bool
is_bad(struct cloud *c, const jv *choice)
{
	char refusal[160];
	size_t i;

	if (msg_str(choice, "message.refusal", refusal, sizeof(refusal)) > 0) {
		cloud_fail(c, FAULT_REFUSED, "chat: refused: %s", refusal);
		return true;
	}
	for (i = 0; i < sizeof(bad_ends) / sizeof(bad_ends[0]); i++) {
		if (!msg_is(choice, "finish_reason", bad_ends[i].finish))
			continue;
		cloud_fail(c, bad_ends[i].fault, "chat: %s", bad_ends[i].text);
		return true;
	}
	return false;
}

static jv
plan_in(struct cloud *c, const jv *choice)
{
	char *text = read_text(choice);
	jv plan = jv_invalid();

	if (text == NULL || text[strspn(text, " \t\r\n")] == '\0') {
		cloud_fail(c, FAULT_UNAVAILABLE, "chat: empty answer");
	} else {
		plan = object_in(text);
		if (!jv_is_valid(plan))
			cloud_fail(c, FAULT_UNAVAILABLE,
			    "chat: no JSON object in the answer");
	}
	free(text);
	return jv_is_valid(plan) ? normalize_reply(plan) : plan;
}

jv
answer_plan(struct cloud *c, jv reply)
{
	jv choices = msg_get(&reply, "choices");
	jv choice = msg_at(&choices, 0);
	jv plan = jv_invalid();

	if (!msg_has(&choice, "message"))
		cloud_fail(c, FAULT_UNAVAILABLE, "chat: not a chat answer");
	else if (!is_bad(c, &choice))
		plan = plan_in(c, &choice);
	jv_free(choice);
	jv_free(choices);
	jv_free(reply);
	return plan;
}
