/*
 * cloud_send.h - the calls of a helper: logged, repeated, mapped to a fault.
 *
 * Only this module knows what the status of an answer means; no call is started
 * after the deadline.
 */
#ifndef AMB_CLOUD_CLOUD_SEND_H
#define AMB_CLOUD_CLOUD_SEND_H

#include "cloud/cloud.h"
#include "cloud/http.h"

struct cloud_call {
	const char *step; /* in the log: "submit" */
	const char *url;  /* whole */
	bool foreign;	  /* it is from an answer */
	bool auth;	  /* send the key */
	const char *body; /* or NULL to GET */
	size_t max;	  /* bytes of the answer */
};

/*
 * cloud_send(c, call, reply): make a call; repeat it, up to three calls, after
 * 408, 429, 5xx and when there was no connection, while time remains.  Returns
 * 0 when the status is 2xx, else -1 after cloud_fail().  reply is to be
 * released.
 */
int cloud_send(
    struct cloud *c, const struct cloud_call *call, struct http_reply *reply);

/* cloud_json(c, reply): the object in a body, or cloud_fail(). */
jv cloud_json(struct cloud *c, const struct http_reply *reply);

/* cloud_wait(c, ms): sleep.  Returns false when that is past the deadline. */
bool cloud_wait(struct cloud *c, int64_t ms);

/* cloud_progress(c, what): report progress if c->progress. */
void cloud_progress(const struct cloud *c, const char *what);

#endif /* AMB_CLOUD_CLOUD_SEND_H */
