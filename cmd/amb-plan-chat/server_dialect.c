#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "json/msg.h"
#include "server_dialect.h"
#include "spool/spool.h"

enum {
	TOKENS = 1200, /* of an answer; a plan has about 350 */
	KEEP_MS = 24 * 3600 * 1000
};

/* The first match counts. */
static const struct {
	const char *model;
	int form[DIALECT_PARAMETERS];
	const char *extras;
} families[] = {
    {"*gpt-5*", {0, 1, 1, 0}, "{\"reasoning_effort\":\"low\"}"},
    {"*o[134]-*", {0, 1, 1, 0}, "{\"reasoning_effort\":\"low\"}"},
    {"*o[134]", {0, 1, 1, 0}, "{\"reasoning_effort\":\"low\"}"},
    {"*[qQ]wen*", {0}, "{\"enable_thinking\":false}"},
    {"*", {0}, "{}"},
};

static const struct {
	const char *member; /* of the file */
	int last;	    /* form */
} parameters[DIALECT_PARAMETERS] = {
    [DIALECT_FORMAT] = {"format", 2},
    [DIALECT_LIMIT] = {"limit", 2},
    [DIALECT_TEMPERATURE] = {"temperature", 1},
    [DIALECT_EXTRAS] = {"extras", 1},
};

/* The words of a refusal, and the parameter that each is about. */
static const struct {
	const char *word;
	enum dialect_parameter parameter;
} refusals[] = {
    {"response_format", DIALECT_FORMAT},
    {"json_schema", DIALECT_FORMAT},
    {"json_object", DIALECT_FORMAT},
    {"max_completion_tokens", DIALECT_LIMIT},
    {"max_tokens", DIALECT_LIMIT},
    {"temperature", DIALECT_TEMPERATURE},
    {"enable_thinking", DIALECT_EXTRAS},
    {"reasoning_effort", DIALECT_EXTRAS},
};

static char *
file_name(const struct server_dialect *d, char *buf)
{
	return layout_in(buf, SPOOL_CLOUD, d->name);
}

static void
read_kept(struct server_dialect *d)
{
	char path[SPOOL_NAME_MAX];
	jv kept = spool_json(file_name(d, path));
	int64_t at_ms = 0;
	int i;

	msg_i64(&kept, "at_ms", &at_ms);
	if (clock_recent(at_ms, KEEP_MS))
		for (i = 0; i < DIALECT_PARAMETERS; i++)
			msg_int(&kept, parameters[i].member, 0,
			    parameters[i].last, &d->form[i]);
	jv_free(kept);
}

void
server_dialect_read(
    struct server_dialect *d, const char *url, const char *model)
{
	uint64_t hash = hash_text(url);
	size_t i = 0;

	hash = hash_fnv64(hash_fnv64(hash, "\n", 1), model, strlen(model));
	snprintf(d->name, sizeof(d->name), "chat-%016llx.manner",
	    (unsigned long long)hash);
	while (fnmatch(families[i].model, model, 0) != 0)
		i++;
	memcpy(d->form, families[i].form, sizeof(d->form));
	d->extras = msg_parse(families[i].extras, strlen(families[i].extras));
	read_kept(d);
}

void
server_dialect_keep(const struct server_dialect *d)
{
	jv kept = msg_obj("at_ms", jv_number((double)clock_ms()), NULL);
	char path[SPOOL_NAME_MAX];
	int i;

	for (i = 0; i < DIALECT_PARAMETERS; i++)
		kept =
		    msg_set(kept, parameters[i].member, jv_number(d->form[i]));
	if (spool_mkdir(SPOOL_CLOUD) == 0)
		spool_put_json(file_name(d, path), kept);
	else
		jv_free(kept);
}

void
server_dialect_release(struct server_dialect *d)
{
	jv_free(d->extras);
}

static jv
response_format(const struct server_dialect *d, jv schema)
{
	if (d->form[DIALECT_FORMAT] == 0)
		return msg_obj("type", jv_string("json_schema"), "json_schema",
		    msg_obj("name", jv_string("plan"), "strict", jv_true(),
			"schema", schema, NULL),
		    NULL);
	jv_free(schema);
	return msg_obj("type", jv_string("json_object"), NULL);
}

jv
server_dialect_apply(const struct server_dialect *d, jv request, jv schema)
{
	static const char *const limits[] = {
	    "max_tokens", "max_completion_tokens"};
	const int *form = d->form;

	if (form[DIALECT_EXTRAS] == 0)
		request = jv_object_merge(request, jv_copy(d->extras));
	if (form[DIALECT_LIMIT] < 2)
		request = msg_set(
		    request, limits[form[DIALECT_LIMIT]], jv_number(TOKENS));
	if (form[DIALECT_TEMPERATURE] == 0)
		request = msg_set(request, "temperature", jv_number(0.7));
	if (form[DIALECT_FORMAT] < 2)
		return msg_set(
		    request, "response_format", response_format(d, schema));
	jv_free(schema);
	return request;
}

/* The row of refusals[] whose word is first in text, or -1. */
static int
find_refusal(const char *text)
{
	const char *first = NULL;
	const char *at;
	int found = -1;
	size_t i;

	for (i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		at = strstr(text, refusals[i].word);
		if (at != NULL && (first == NULL || at < first)) {
			first = at;
			found = (int)i;
		}
	}
	return found;
}

bool
server_dialect_learn(struct server_dialect *d, const struct http_reply *reply)
{
	jv body = msg_parse(reply->body, reply->len);
	char *param = msg_strdup(&body, "error.param");
	int i = param != NULL ? find_refusal(param) : -1;
	enum dialect_parameter p;

	free(param);
	jv_free(body);
	if (reply->status != 400 && reply->status != 422)
		return false;
	if (i == -1)
		i = find_refusal(reply->body);
	if (i == -1)
		return false;
	p = refusals[i].parameter;
	if (d->form[p] == parameters[p].last)
		return false;
	d->form[p]++;
	return true;
}
