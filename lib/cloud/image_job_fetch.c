#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cloud/image_job.h"
#include "cloud/image_job_fetch.h"
#include "cloud/url.h"
#include "conf/conf.h"
#include "json/msg.h"

enum {
	FIRST_MS = 250,
	TRIES = 3,
	MISSING_MAX = 4, /* 404s: a job may be so new that nobody knows it */
	HOPS_MAX = 3
};

/* The ends of a job.  Whatever else it is called, it is going on. */
static const struct end {
	const char *status;
	enum fault fault;
	bool again; /* a new order may do better */
} ends[] = {
    {"Ready", FAULT_NONE, false},
    {"succeeded", FAULT_NONE, false},
    {"completed", FAULT_NONE, false},
    {"Request Moderated", FAULT_REFUSED, false},
    {"Content Moderated", FAULT_REFUSED, false},
    {"Task not found", FAULT_REFUSED, true},
    {"Error", FAULT_UNAVAILABLE, true},
    {"Failed", FAULT_UNAVAILABLE, true},
    {"canceled", FAULT_UNAVAILABLE, true},
};

static const struct end *
end_of(const char *status)
{
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcasecmp(ends[i].status, status) == 0)
			return &ends[i];
	return NULL;
}

static void
status_of(const jv *answer, char *status, size_t size)
{
	static const char *const places[] = {
	    "status", "output.status", "data.status"};
	size_t i;

	status[0] = '\0';
	for (i = 0; status[0] == '\0' && i < 3; i++)
		msg_str(answer, places[i], status, size);
}

/* Whether the key may go there. */
static bool
may_have_key(const struct cloud *c, const char *url)
{
	const struct image_provider *p = c->tool->ctx;

	return url_same_origin(url, c->url) ||
	       (p->home != NULL && url_within(url, p->home));
}

/* Look at one answer.  Returns 1 to go on, 0 when f is filled, -1. */
static int
progress(struct cloud *c, const jv *answer, struct answer_image *f)
{
	char status[CLOUD_TEXT_MAX];
	const struct end *end;
	struct answer_image now;

	status_of(answer, status, sizeof(status));
	cloud_progress(c, status[0] != '\0' ? status : "no status");
	end = end_of(status);
	f->over = end != NULL;
	f->again = end != NULL && end->again;
	if (end != NULL && end->fault != FAULT_NONE) {
		cloud_fail(c, end->fault, "%s: the picture ended as '%s'",
		    c->tool->provider, status);
		return -1;
	}
	answer_image_find(answer, &now);
	if (now.data == NULL && now.url == NULL) {
		answer_image_release(&now);
		if (end == NULL)
			return 1;
		cloud_fail(c, FAULT_UNAVAILABLE, "%s: no picture in the answer",
		    c->tool->provider);
		return -1;
	}
	answer_image_release(f);
	*f = now;
	return 0;
}

/* Ask once.  Returns as progress(). */
static int
ask(struct cloud *c, const struct cloud_call *call, struct answer_image *f,
    int *missing)
{
	struct http_reply reply;
	int rc = -1;
	jv answer;

	if (cloud_send(c, call, &reply) == 0) {
		answer = cloud_json(c, &reply);
		if (jv_is_valid(answer))
			rc = progress(c, &answer, f);
		jv_free(answer);
	} else if (reply.result == HTTP_DONE && reply.status == 404) {
		rc = ++*missing < MISSING_MAX ? 1 : -1;
		f->over = f->again = rc == -1;
	}
	http_reply_release(&reply);
	return rc;
}

static int
too_late(struct cloud *c)
{
	cloud_fail(c, FAULT_TIMEOUT, "%s: the picture was not ready in time",
	    c->tool->provider);
	return -1;
}

int
picture_poll(struct cloud *c, struct answer_image *f)
{
	const struct image_provider *p = c->tool->ctx;
	int64_t most_ms = (int64_t)(conf_num(CONF_FLUX_POLL_INTERVAL_S) * 1000);
	int64_t ms = most_ms < FIRST_MS ? most_ms : FIRST_MS;
	struct cloud_call call = {.step = "poll",
	    .url = f->poll,
	    .foreign = true,
	    .auth = may_have_key(c, f->poll),
	    .max = CLOUD_JSON_MAX,
	    .tries = TRIES};
	int missing = 0;
	int rc = 1;

	if (p->home != NULL && !call.auth) {
		cloud_fail(c, FAULT_REFUSED,
		    "%s: polling_url is on a foreign host", c->tool->provider);
		return -1;
	}
	while (rc == 1) {
		if (!cloud_wait(c, ms))
			return too_late(c);
		rc = ask(c, &call, f, &missing);
		ms = ms * 3 / 2 < most_ms ? ms * 3 / 2 : most_ms;
	}
	return rc;
}

/* The next hop of a redirect, which carries no key. */
static bool
hop(struct answer_image *f, struct http_reply *reply)
{
	if (reply->result != HTTP_DONE || reply->status < 300 ||
	    reply->status > 399 || reply->location == NULL)
		return false;
	free(f->url);
	f->url = reply->location;
	reply->location = NULL;
	http_reply_release(reply);
	return true;
}

int
picture_download(struct cloud *c, struct answer_image *f)
{
	struct cloud_call call = {.step = "download",
	    .foreign = true,
	    .max = (size_t)(conf_num(CONF_MAX_UPLOAD_MB) * 1024 * 1024),
	    .tries = TRIES};
	struct http_reply reply;
	int hops = 0;
	int rc;

	do {
		call.url = f->url;
		rc = cloud_send(c, &call, &reply);
	} while (rc == -1 && ++hops <= HOPS_MAX && hop(f, &reply));
	/* an expired link stays expired */
	f->over = f->again = rc == -1 && c->fault == FAULT_REFUSED;
	if (rc == 0) {
		f->data = reply.body;
		f->len = reply.len;
		reply.body = NULL;
	}
	http_reply_release(&reply);
	return rc;
}
