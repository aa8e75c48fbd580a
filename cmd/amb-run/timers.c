#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/signal.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "spool/lock.h"
#include "spool/publisher.h"
#include "spool/queue.h"
#include "spool/spool.h"
#include "timers.h"

enum {
	GRACE_MS = 5000, /* what is less late is not late, whatever is set */
	RETRY_MS = 2000
};

/* ---- Queue what is due */

/* Ask amb-publish.  Consumes arg.  Returns 0 or -1. */
static int
ask(const char *verb, jv arg, jv *answer)
{
	int status;
	char *detail;

	arg = msg_set(arg, "now_ms", jv_number((double)clock_ms()));
	status = publisher_ask(verb, arg, answer);
	if (status == EX_OK)
		return 0;
	detail = msg_strdup(answer, "detail");
	warn_msg("cannot do what timers ask for: %s",
	    detail != NULL ? detail : "amb-publish failed");
	free(detail);
	jv_free(*answer);
	return -1;
}

static bool
is_late(const jv *timer, int64_t *late_ms)
{
	int64_t most_ms = (int64_t)conf_int(CONF_LATE_S) * 1000;
	int64_t due_ms = 0;

	msg_i64(timer, "due_ms", &due_ms);
	*late_ms = clock_ms() - due_ms;
	return *late_ms >= (most_ms > GRACE_MS ? most_ms : GRACE_MS);
}

/* Invalid, with a message, when amb.db is damaged. */
static jv
scene_of(const jv *timer)
{
	return scene_check(
	    msg_obj("id", msg_get(timer, "job"), "zone", msg_get(timer, "zone"),
		"instruction", msg_get(timer, "instruction"), "timer",
		msg_get(timer, "id"), NULL));
}

static void
report_skipped(const jv *scene, const char *why)
{
	char zone[SCENE_ZONE_MAX + 1];
	char id[ULID_LEN + 1];

	msg_str(scene, "timer", id, sizeof(id));
	scene_zone(scene, zone);
	warn_msg("timer '%s' of zone '%s' skipped: %s", id, zone, why);
}

/* Have its job queued, once, or skip it.  Returns 0, or -1 with errno. */
static int
queue(const jv *timer)
{
	jv scene = scene_of(timer);
	char id[ULID_LEN + 1];
	char why[WHY_MAX];
	int64_t late_ms;

	if (!jv_is_valid(scene)) {
		warn_msg(
		    "timer skipped: %s", msg_error(scene, why, sizeof(why)));
		return 0;
	}
	scene_id(&scene, id);
	if (!queue_has(id)) {
		if (!is_late(timer, &late_ms))
			return queue_put(scene);
		why_set(why, "%lld s late", (long long)late_ms / 1000);
		report_skipped(&scene, why);
	}
	jv_free(scene);
	return 0;
}

/* Returns the jobs of those that are queued or skipped. */
static jv
queue_all(const jv *timers)
{
	jv jobs = jv_array();
	int rc = 0;
	int i;
	jv t;

	for (i = 0; i < msg_len(timers) && rc == 0; i++) {
		t = msg_at(timers, i);
		rc = queue(&t);
		if (rc == 0)
			jobs = jv_array_append(jobs, msg_or_null(&t, "job"));
		else if (errno == EAGAIN)
			warn_msg("timers wait, as %d jobs do",
			    conf_int(CONF_QUEUE_MAX));
		else
			warn_errno("cannot queue what timers ask for");
		jv_free(t);
	}
	return jobs;
}

/* Returns how many are left; -1 on failure. */
static int
queue_some(int64_t *next_ms)
{
	jv timers, jobs, answer;
	int n, done;

	if (ask("timer_take", jv_object(), &answer) == -1)
		return -1;
	*next_ms = INT64_MAX;
	msg_i64(&answer, "next_ms", next_ms);
	timers = msg_get(&answer, "timers");
	jv_free(answer);
	n = msg_len(&timers);
	jobs = queue_all(&timers);
	done = msg_len(&jobs);
	jv_free(timers);
	if (done > 0 && ask("timer_done", msg_obj("jobs", jv_copy(jobs), NULL),
			    &answer) == -1)
		done = -1;
	else if (done > 0)
		jv_free(answer);
	jv_free(jobs);
	return done == n ? n : -1;
}

int64_t
timers_queue(void)
{
	int64_t next_ms = INT64_MAX;
	int lock;
	int n;

	if (!spool_has(SPOOL_STORE))
		return next_ms;
	lock = spool_lock(SPOOL_LOCK_TIMERS);
	if (lock == -1) {
		warn_errno("cannot lock '%s'", SPOOL_LOCK_TIMERS);
		return -1;
	}
	while ((n = queue_some(&next_ms)) > 0)
		;
	close(lock);
	return n == 0 ? next_ms : -1;
}

/* ---- Know when one is due */

/* To be readable at that time, or when the clock is set. */
static void
arm(const struct timers *t, int64_t at_ms)
{
	struct itimerspec at = {.it_value.tv_sec = 0};

	if (at_ms != INT64_MAX) {
		at.it_value.tv_sec = at_ms / 1000;
		at.it_value.tv_nsec = at_ms % 1000 * 1000000;
	}
	if (timerfd_settime(t->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET,
		&at, NULL) == -1)
		warn_errno("cannot wait for timers");
}

void
timers_open(struct timers *t, int notices)
{
	char *file = spool_path(SPOOL_TIMERS);
	int fd = open(file, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);

	t->fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
	t->watch = fd == -1 ? -1 : inotify_add_watch(notices, file, IN_MODIFY);
	if (t->fd == -1 || t->watch == -1)
		die_errno(EX_OSERR, "cannot watch '%s'", file);
	close(fd);
	free(file);
	t->look = true;
}

void
timers_notice(struct timers *t)
{
	uint64_t times;

	/* once the clock is set it fails */
	if (read(t->fd, &times, sizeof(times)) > 0 || errno == ECANCELED)
		t->look = true;
}

void
timers_start(struct timers *t, int lock)
{
	int64_t next_ms;

	if (!t->look || t->child != 0 || t->fd == -1)
		return;
	t->look = false;
	t->child = fork();
	if (t->child > 0)
		return;
	if (t->child == -1) {
		warn_errno("cannot start a process for timers");
		t->child = 0;
		arm(t, clock_ms() + RETRY_MS);
		return;
	}
	signal_restore();
	close(lock);
	next_ms = timers_queue();
	if (next_ms != -1)
		arm(t, next_ms);
	_exit(next_ms == -1 ? EX_TEMPFAIL : EX_OK);
}

bool
timers_reaped(struct timers *t, pid_t pid, int status)
{
	if (pid != t->child)
		return false;
	t->child = 0;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != EX_OK)
		arm(t, clock_ms() + RETRY_MS);
	return true;
}
