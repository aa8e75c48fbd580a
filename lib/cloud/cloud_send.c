#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/clock.h"
#include "base/diag.h"
#include "cloud/cloud_send.h"
#include "json/msg.h"

enum {
	TRIES = 3,
	BACKOFF_MS = 250,
	BACKOFF_MAX_MS = 8000,
	MESSAGE_MAX = 192, /* bytes of an error body's message */
	CALL_MIN_MS = 50   /* no call is started with less time left */
};

struct verdict {
	enum fault fault;
	const char *text;
	bool repeat; /* the same call may succeed later */
	bool provider_failed;
};

/* The first row that a status is in counts. */
static const struct {
	int from, to; /* HTTP status */
	struct verdict v;
} statuses[] = {
    {200, 299, {FAULT_NONE, "ok", false, false}},
    {300, 399, {FAULT_REFUSED, "redirect not followed", false, false}},
    {401, 401, {FAULT_REFUSED, "key refused", false, true}},
    {402, 402, {FAULT_REFUSED, "no credit left", false, true}},
    {403, 403, {FAULT_REFUSED, "not permitted", false, true}},
    {404, 404, {FAULT_REFUSED, "not found", false, false}},
    {408, 408, {FAULT_UNAVAILABLE, "request timed out", true, true}},
    {429, 429, {FAULT_UNAVAILABLE, "too many requests", true, true}},
    {400, 499, {FAULT_REFUSED, "request refused", false, false}},
    {500, 599, {FAULT_UNAVAILABLE, "server error", true, true}},
};

static const struct verdict results[] = {
    [HTTP_FORBIDDEN] = {FAULT_REFUSED, "not called", false, false},
    [HTTP_CONNECT] = {FAULT_UNAVAILABLE, "no connection", true, true},
    [HTTP_TLS] = {FAULT_REFUSED, "no secure connection", false, true},
    [HTTP_TIMEOUT] = {FAULT_TIMEOUT, "no answer in time", false, true},
    [HTTP_CUT] = {FAULT_UNAVAILABLE, "answer cut short", false, true},
    [HTTP_TOO_LONG] = {FAULT_REFUSED, "answer too long", false, false},
    [HTTP_BROKEN] = {FAULT_UNAVAILABLE, "call failed", false, true},
};

static struct verdict
verdict_of(const struct cloud_call *call, const struct http_reply *reply)
{
	int status = reply->status;
	size_t i;

	if (reply->result != HTTP_DONE)
		return results[reply->result];
	/* waiting does not help */
	if (status == 429 && strstr(reply->body, "insufficient_quota") != NULL)
		return (struct verdict){
		    FAULT_REFUSED, "no credit left", false, true};
	/* no key was sent */
	if (!call->auth && (status == 401 || status == 403))
		return (struct verdict){
		    FAULT_REFUSED, "not allowed, or expired", false, false};
	for (i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++)
		if (status >= statuses[i].from && status <= statuses[i].to)
			return statuses[i].v;
	return (struct verdict){
	    FAULT_UNAVAILABLE, "unexpected status", false, true};
}

/* As much of a string as fits in buf; "" for none.  Consumes v. */
static void
copy_prefix(jv v, const char *path, char *buf, size_t size)
{
	char *text = msg_strdup(&v, path);

	jv_free(v);
	snprintf(buf, size, "%s", text != NULL ? text : "");
	free(text);
}

/* The message of an error body, or "". */
static char *
error_message(const struct http_reply *reply, char *buf, size_t size)
{
	static const char *const paths[] = {
	    "error.message", "error", "message", "detail", "msg"};
	jv body = msg_parse(reply->body, reply->len);
	jv list = msg_get(&body, "detail");
	size_t i;

	buf[0] = '\0';
	for (i = 0; i < sizeof(paths) / sizeof(paths[0]) && *buf == '\0'; i++)
		copy_prefix(jv_copy(body), paths[i], buf, size);
	if (*buf == '\0')
		copy_prefix(msg_at(&list, 0), "msg", buf, size);
	jv_free(list);
	jv_free(body);
	return buf;
}

static void
fail_call(struct cloud *c, const struct cloud_call *call,
    const struct http_reply *reply, const struct verdict *v)
{
	char theirs[MESSAGE_MAX];
	const char *message = reply->why;
	char status[32] = "";

	if (reply->result == HTTP_DONE) {
		message = error_message(reply, theirs, sizeof(theirs));
		snprintf(status, sizeof(status), "HTTP %d, ", reply->status);
	}
	cloud_fail(c, v->fault, "%s: %s: %s%s%s%s", c->tool->provider,
	    call->step, status, v->text, *message != '\0' ? ": " : "", message);
}

static void
log_call(const struct cloud *c, const struct cloud_call *call,
    const struct http_reply *reply, const char *outcome, int64_t start_ms,
    int n)
{
	warn_msg("call provider=%s step=%s model=%s outcome=%s status=%d ms=%d "
		 "bytes=%zu attempt=%d",
	    c->tool->provider, call->step, c->model, outcome, reply->status,
	    (int)(clock_elapsed_ms() - start_ms), reply->len, n);
	if (conf_int(CONF_LOG_PROMPTS) == 1 && call->body != NULL)
		fprintf(stderr, "%s: sent %s\n", c->tool->name, call->body);
}

/* Half of it is random, so that many callers do not call again together. */
static int64_t
backoff_ms(int n, int retry_after_s)
{
	int64_t ms = BACKOFF_MS;
	uint16_t random = 0;

	if (retry_after_s >= 0)
		return (int64_t)retry_after_s * 1000;
	while (--n > 0 && ms < BACKOFF_MAX_MS)
		ms *= 2;
	if (getrandom(&random, sizeof(random), GRND_NONBLOCK) == -1)
		random = 0;
	return ms / 2 + ms / 2 * random / 65536;
}

bool
cloud_wait(struct cloud *c, int64_t ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000};

	if (clock_elapsed_ms() + ms + CALL_MIN_MS > c->end_ms)
		return false;
	nanosleep(&t, NULL);
	return true;
}

/* -n: store what would be sent. */
static int
keep_request(struct cloud *c, const struct cloud_call *call)
{
	jv body = call->body != NULL ? msg_parse(call->body, strlen(call->body))
				     : jv_null();
	jv headers = jv_array();
	char masked[CLOUD_TEXT_MAX];

	if (call->auth && c->auth != NULL) {
		snprintf(masked, sizeof(masked), "%s***", c->tool->auth);
		headers = jv_array_append(headers, jv_string(masked));
	}
	c->request = msg_obj("method",
	    jv_string(call->body != NULL ? "POST" : "GET"), "url",
	    jv_string(call->url), "headers", headers, "body", body, NULL);
	cloud_fail(c, FAULT_NONE, "nothing was sent");
	return -1;
}

/* Call once.  Returns the verdict; its fault is FAULT_NONE after a 2xx. */
static struct verdict
attempt(struct cloud *c, const struct cloud_call *call,
    struct http_reply *reply, int n)
{
	struct http_request r = {.url = call->url,
	    .origin = call->foreign ? c->url : NULL,
	    .auth = call->auth ? c->auth : NULL,
	    .body = call->body,
	    .max = call->max,
	    .end_ms = c->end_ms};
	int64_t start_ms = clock_elapsed_ms();
	struct verdict v;

	http_send(c->http, &r, reply);
	v = verdict_of(call, reply);
	c->called = true;
	c->provider_failed = v.provider_failed;
	log_call(c, call, reply,
	    v.fault == FAULT_NONE ? "ok" : fault_code(v.fault), start_ms, n);
	if (v.fault != FAULT_NONE)
		fail_call(c, call, reply, &v);
	return v;
}

int
cloud_send(
    struct cloud *c, const struct cloud_call *call, struct http_reply *reply)
{
	struct verdict v;
	int n;

	memset(reply, 0, sizeof(*reply));
	if (c->dry)
		return keep_request(c, call);
	if (c->http == NULL)
		c->http = http_new();
	for (n = 1;; n++) {
		v = attempt(c, call, reply, n);
		if (v.fault == FAULT_NONE)
			return 0;
		if (!v.repeat || n >= TRIES ||
		    !cloud_wait(c, backoff_ms(n, reply->retry_after_s)))
			return -1;
		http_reply_release(reply);
	}
}

jv
cloud_json(struct cloud *c, const struct http_reply *reply)
{
	jv msg = msg_parse_max(reply->body, reply->len, CLOUD_JSON_MAX);

	if (jv_is_valid(msg))
		return msg;
	jv_free(msg);
	return cloud_fail(c, FAULT_UNAVAILABLE,
	    "%s: answer is not a JSON object", c->tool->provider);
}

void
cloud_progress(const struct cloud *c, const char *what)
{
	if (c->progress)
		warn_msg("%s %.1f s", what,
		    (double)(clock_elapsed_ms() - c->start_ms) / 1000);
}
