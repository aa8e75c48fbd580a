#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/version.h"
#include "handlers.h"
#include "json/msg.h"
#include "scene/ulid.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/publisher.h"
#include "spool/queue.h"
#include "spool/spool.h"

enum {
	STALE_MS = 120000, /* a job that waits longer is stuck */
	ANSWER_S = 2	   /* that amb-publish has */
};

struct health {
	int spool_errno;       /* why it cannot be written, or 0 */
	int queue;	       /* waiting jobs */
	int active;	       /* running jobs */
	bool stale;	       /* a job is stuck */
	bool runner;	       /* an amb-run process is running */
	const char *publisher; /* how the resident amb-publish is */
};

/* Write a byte and remove it again.  Returns 0 or an errno. */
static int
try_write(void)
{
	char name[SPOOL_NAME_MAX];
	char id[ULID_LEN + 1];
	int err = 0;
	int fd;

	ulid_make(clock_ms(), id);
	layout_named(name, SPOOL_TMP, id, "health");
	fd = openat(spool_fd(), name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	if (fd == -1)
		return errno;
	if (write(fd, "", 1) != 1)
		err = errno;
	close(fd);
	unlinkat(spool_fd(), name, 0);
	return err;
}

/* How the resident amb-publish is: without one all works, but slower. */
static const char *
ask_publisher(void)
{
	jv answer = jv_invalid();
	int status =
	    publisher_resident("status", jv_object(), ANSWER_S, &answer);
	bool repairing = msg_true(&answer, "repairing");

	jv_free(answer);
	if (status == -1)
		return "none";
	return status != 0 ? "failing" : repairing ? "repairing" : "ready";
}

/* Fill in h, which is all zero. */
static void
examine(struct health *h)
{
	h->publisher = "none";
	if (spool_open() == -1) {
		h->spool_errno = errno;
		return;
	}
	h->spool_errno = try_write();
	h->queue = spool_count(SPOOL_QUEUE);
	h->active = spool_count(SPOOL_ACTIVE);
	h->runner = spool_lock_held(SPOOL_LOCK_RUN);
	h->stale = queue_wait_ms() > STALE_MS;
	h->publisher = ask_publisher();
}

struct reply
handle_health(const struct request *r)
{
	struct reply reply = {.status = 200};
	const char *status = "ok";
	struct health h = {0};

	(void)r;
	examine(&h);
	if (!h.runner || strcmp(h.publisher, "ready") != 0)
		status = "degraded";
	if (h.spool_errno != 0 || (h.stale && !h.runner)) {
		status = "unavailable";
		reply.status = 503;
	}
	reply.body = msg_obj("status", jv_string(status), "version",
	    jv_string(amb_version), "spool",
	    jv_string(h.spool_errno == 0 ? "ok" : strerror(h.spool_errno)),
	    "queue", jv_number(h.queue), "active", jv_number(h.active),
	    "runner", jv_bool(h.runner), "publisher", jv_string(h.publisher),
	    NULL);
	return reply;
}
