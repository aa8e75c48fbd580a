#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cloud/cloud_send.h"
#include "cloud/image_job_fetch.h"
#include "cloud/url.h"
#include "conf/conf.h"
#include "conf/upload.h"
#include "json/msg.h"

enum {
	FIRST_MS = 250,
	MISSING_MAX = 4, /* 404s: a new job may not be known at once */
	HOPS_MAX = 3
};

/* The final statuses of an order; any other means that it is not ready. */
static const struct end {
	const char *status;
	enum fault fault;
	enum order_state state;
} ends[] = {
    {"Ready", FAULT_NONE, ORDER_ENDED},
    {"succeeded", FAULT_NONE, ORDER_ENDED},
    {"completed", FAULT_NONE, ORDER_ENDED},
    {"Request Moderated", FAULT_REFUSED, ORDER_ENDED},
    {"Content Moderated", FAULT_REFUSED, ORDER_ENDED},
    {"Task not found", FAULT_REFUSED, ORDER_RETRY},
    {"Error", FAULT_UNAVAILABLE, ORDER_RETRY},
    {"Failed", FAULT_UNAVAILABLE, ORDER_RETRY},
    {"canceled", FAULT_UNAVAILABLE, ORDER_RETRY},
};

static const struct end *
find_end(const char *status)
{
	size_t i;

	for (i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (strcasecmp(ends[i].status, status) == 0)
			return &ends[i];
	return NULL;
}

static void
read_status(const jv *answer, char *status, size_t size)
{
	static const char *const places[] = {
	    "status", "output.status", "data.status"};
	size_t i;

	status[0] = '\0';
	for (i = 0; status[0] == '\0' && i < 3; i++)
		msg_str(answer, places[i], status, size);
}

/* Whether the key may be sent to url. */
static bool
may_have_key(const struct cloud *c, const char *home, const char *url)
{
	return url_same_origin(url, c->url) ||
	       (home != NULL && url_within(url, home));
}

static int
fail_without_picture(struct cloud *c)
{
	cloud_fail(c, FAULT_UNAVAILABLE, "%s: no picture in the answer",
	    c->tool->provider);
	return -1;
}

/* Read one answer.  Returns 1 when it is not ready, 0 when image is set, -1. */
static int
read_progress(struct cloud *c, const jv *answer, struct answer_image *image,
    enum order_state *state)
{
	char status[CLOUD_TEXT_MAX];
	const struct end *end;
	struct answer_image now;

	read_status(answer, status, sizeof(status));
	cloud_progress(c, status[0] != '\0' ? status : "no status");
	end = find_end(status);
	*state = end != NULL ? end->state : ORDER_OPEN;
	if (end != NULL && end->fault != FAULT_NONE) {
		cloud_fail(c, end->fault, "%s: the provider reports '%s'",
		    c->tool->provider, status);
		return -1;
	}
	answer_image_find(answer, &now);
	if (now.data == NULL && now.url == NULL) {
		answer_image_release(&now);
		return end == NULL ? 1 : fail_without_picture(c);
	}
	answer_image_release(image);
	*image = now;
	*state = ORDER_OPEN;
	return 0;
}

/* Poll once.  Returns as read_progress(). */
static int
poll_once(struct cloud *c, const struct cloud_call *call,
    struct answer_image *image, enum order_state *state, int *missing)
{
	struct http_reply reply;
	int rc = -1;
	jv answer;

	if (cloud_send(c, call, &reply) == 0) {
		answer = cloud_json(c, &reply);
		if (jv_is_valid(answer))
			rc = read_progress(c, &answer, image, state);
		jv_free(answer);
	} else if (reply.result == HTTP_DONE && reply.status == 404) {
		rc = ++*missing < MISSING_MAX ? 1 : -1;
		*state = rc == -1 ? ORDER_RETRY : ORDER_OPEN;
	}
	http_reply_release(&reply);
	return rc;
}

int
image_job_poll(struct cloud *c, const char *home, struct answer_image *image,
    enum order_state *state)
{
	int64_t most_ms = (int64_t)(conf_num(CONF_FLUX_POLL_INTERVAL_S) * 1000);
	int64_t ms = most_ms < FIRST_MS ? most_ms : FIRST_MS;
	struct cloud_call call = {.step = "poll",
	    .url = image->poll_url,
	    .foreign = true,
	    .auth = may_have_key(c, home, image->poll_url),
	    .max = CLOUD_JSON_MAX};
	int missing = 0;
	int rc = 1;

	if (home != NULL && !call.auth) {
		cloud_fail(c, FAULT_REFUSED, "%s: polling_url has another host",
		    c->tool->provider);
		return -1;
	}
	while (rc == 1) {
		if (!cloud_wait(c, ms)) {
			cloud_fail(c, FAULT_TIMEOUT,
			    "%s: the picture was not ready in time",
			    c->tool->provider);
			return -1;
		}
		rc = poll_once(c, &call, image, state, &missing);
		ms = ms * 3 / 2 < most_ms ? ms * 3 / 2 : most_ms;
	}
	return rc;
}

/* Make image->url where a redirect leads.  Returns whether it is one. */
static bool
follow(struct answer_image *image, struct http_reply *reply)
{
	if (reply->result != HTTP_DONE || reply->status < 300 ||
	    reply->status > 399 || reply->location == NULL)
		return false;
	free(image->url);
	image->url = reply->location;
	reply->location = NULL;
	http_reply_release(reply);
	return true;
}

int
image_job_download(
    struct cloud *c, struct answer_image *image, enum order_state *state)
{
	struct cloud_call call = {.step = "download",
	    .foreign = true,
	    .max = (size_t)upload_file_max()};
	struct http_reply reply;
	int hops = 0;
	int rc;

	do {
		call.url = image->url;
		rc = cloud_send(c, &call, &reply);
	} while (rc == -1 && ++hops <= HOPS_MAX && follow(image, &reply));
	/* an expired link needs a new order */
	*state =
	    rc == -1 && c->fault == FAULT_REFUSED ? ORDER_RETRY : ORDER_OPEN;
	if (rc == 0) {
		image->data = reply.body;
		image->len = reply.len;
		reply.body = NULL;
	}
	http_reply_release(&reply);
	return rc;
}
