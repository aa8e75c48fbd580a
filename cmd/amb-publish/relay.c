#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "base/lines.h"
#include "json/msg.h"
#include "record.h"
#include "relay.h"
#include "repair.h"
#include "scene/stage.h"
#include "spool/layout.h"
#include "spool/publisher.h"
#include "spool/spool.h"
#include "spool/store.h"
#include "spool/takeover.h"
#include "spool/wire.h"

enum {
	WINDOW = 128 * 1024, /* bytes sent before the answers are read */
	LOCK_MS = 50,	     /* between two looks for a resident one */
	CHUNK = 4 << 20	     /* bytes of a file, for a whole group of lines */
};

static int resident = -1; /* the connection */

static void
disconnect(void)
{
	if (resident != -1)
		close(resident);
	resident = -1;
}

/* How many of n go together: the socket must not be full both ways. */
static int
window(const struct group_request *r, int n)
{
	size_t len = 0;
	int i;

	for (i = 0; i < n && (i == 0 || len < WINDOW); i++)
		len += r[i].arg_len;
	return i > 1 && len >= WINDOW ? i - 1 : i;
}

static int
send_requests(const struct group_request *r, int n)
{
	struct text t = {.len = 0};
	int rc;
	int i;

	for (i = 0; i < n; i++) {
		text_str(&t, r[i].verb);
		text_str(&t, " ");
		text_add(&t, r[i].arg, r[i].arg_len);
		text_str(&t, "\n");
	}
	rc = io_send_all(resident, t.data, t.len);
	text_free(&t);
	return rc;
}

static int
read_answer(char *line, size_t len, struct group_request *r)
{
	const char *json;
	size_t json_len;

	r->status = publisher_parse(line, len, &json, &json_len);
	if (r->status == -1)
		return -1;
	text_add(&r->answer, json, json_len);
	return 0;
}

/* Returns how many came. */
static int
read_answers(struct group_request *r, int n)
{
	struct lines in = {.max = MSG_MAX + PUBLISHER_STATUS_MAX};
	bool more = true;
	int have = 0;
	ssize_t got;
	size_t len;
	char *line;

	while (have < n && more) {
		got = lines_read(&in, resident);
		if (got == -1 && errno == EAGAIN)
			die_msg(EX_TEMPFAIL, "amb-publish -f does not answer");
		more = got > 0;
		while (more && have < n && lines_next(&in, &line, &len)) {
			more = read_answer(line, len, &r[have]) == 0;
			have += more;
		}
	}
	lines_free(&in);
	return have;
}

/* Returns how many it has answered, fewer when there is none, or no more. */
static int
ask_resident(struct group_request *r, int n)
{
	int done = 0;
	int part;
	int have;

	if (resident == -1 && (resident = publisher_connect(
				   spool_fd(), PUBLISHER_ANSWER_S)) == -1)
		return 0;
	while (done < n) {
		part = window(r + done, n - done);
		have = send_requests(r + done, part) == 0
			   ? read_answers(r + done, part)
			   : 0;
		done += have;
		if (have < part) {
			disconnect();
			break;
		}
	}
	return done;
}

/* The caller is the writer. */
static void
run_here(struct group_request *r, int n, bool mend)
{
	static bool open;

	if (!open)
		takeover_open_or_die(STORE_WRITE);
	open = true;
	if (repair_begin(mend) == -1)
		die_errno(
		    EX_CANTCREAT, "cannot write '%s'", SPOOL_LOCK_PUBLISH);
	repair_all();
	group_run(r, n);
	group_end();
}

static void
block_signals(int how)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	sigprocmask(how, &set, NULL);
}

void
relay_run(struct group_request *r, int n, bool mend)
{
	int taken = 1;
	int done = 0;

	while (taken == 1) {
		done += ask_resident(r + done, n - done);
		if (done == n)
			return;
		block_signals(SIG_BLOCK);
		taken = record_take(LOCK_MS);
		if (taken == -1)
			die_errno(EX_CANTCREAT, "cannot lock '%s'",
			    SPOOL_LOCK_PUBLISH);
		if (taken == 0) {
			run_here(r + done, n - done, mend);
			record_release();
		}
		block_signals(SIG_UNBLOCK);
	}
}

void
relay_end(void)
{
	disconnect();
	store_close();
}

/* The request in a line. */
static struct group_request
parse(char *line, size_t len, bool raw)
{
	if (raw)
		return group_parse(line, len);
	return (struct group_request){
	    .verb = "publish", .arg = line, .arg_len = len};
}

bool
relay_report(const struct group_request *r)
{
	jv answer = msg_parse(r->answer.data, r->answer.len);
	char *detail = msg_strdup(&answer, "detail");
	bool any = detail != NULL;

	if (any)
		warn_msg("%s", detail);
	free(detail);
	jv_free(answer);
	return any;
}

/* Print an answer, and free it.  Returns its status. */
static int
print(struct group_request *r, bool raw)
{
	if (raw)
		printf("%d %s\n", r->status, r->answer.data);
	else if (r->status == EX_OK || !relay_report(r))
		printf("%s\n", r->answer.data);
	text_free(&r->answer);
	return r->status;
}

/* Run the lines that are there.  Returns the worst status. */
static int
run_lines(struct lines *in, bool last, bool raw)
{
	struct group_request requests[GROUP_MAX];
	int worst = EX_OK;
	size_t len;
	char *line;
	int n = 0;
	int i;

	while (n < GROUP_MAX && (lines_next(in, &line, &len) ||
				    (last && lines_last(in, &line, &len))))
		if (len > 0 && line[len - 1] == '\r' && --len == 0)
			continue;
		else if (len > 0)
			requests[n++] = parse(line, len, raw);
	if (n > 0)
		relay_run(requests, n, false);
	for (i = 0; i < n; i++)
		worst = stage_worse(worst, print(&requests[i], raw));
	/* the reader may wait for each */
	fflush(stdout);
	return n == GROUP_MAX ? stage_worse(worst, run_lines(in, last, raw))
			      : worst;
}

int
relay_lines(bool raw)
{
	struct lines in = {
	    .max = MSG_MAX + (raw ? PUBLISHER_VERB_MAX : 0), .chunk = CHUNK};
	int worst = EX_OK;
	ssize_t n;

	do {
		n = lines_read(&in, STDIN_FILENO);
		if (n == -1) {
			warn_errno("cannot read standard input");
			worst = stage_worse(worst, EX_IOERR);
		}
		worst = stage_worse(worst, run_lines(&in, n <= 0, raw));
	} while (n > 0 && !ferror(stdout));
	lines_free(&in);
	relay_end();
	return stage_worse(stdout_close(), worst);
}
