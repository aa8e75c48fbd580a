#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/lines.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "json/text.h"
#include "spool/layout.h"
#include "spool/publisher.h"
#include "spool/spool.h"
#include "spool/wire.h"

/* The status of an answer, whose object becomes *answer; or -1. */
static int
read_answer(char *line, size_t len, jv *answer)
{
	const char *json;
	size_t json_len;
	int status = publisher_parse(line, len, &json, &json_len);
	jv msg;

	if (status == -1)
		return -1;
	msg = msg_parse(json, json_len);
	if (jv_is_valid(msg)) {
		*answer = msg;
		return status;
	}
	jv_free(msg);
	return -1;
}

static int
refuse(int status, const char *detail, jv *answer)
{
	warn_msg("%s", detail);
	*answer = msg_obj("detail", jv_string(detail), NULL);
	return status;
}

/* The status, or -1 when there was no whole answer. */
static int
ask_resident(const struct text *request, int seconds, jv *answer)
{
	struct lines in = {.max = MSG_MAX + PUBLISHER_STATUS_MAX};
	int fd = publisher_connect(spool_fd(), seconds);
	int status = -1;
	ssize_t n = 0;
	size_t len;
	char *line;

	if (fd == -1)
		return -1;
	errno = 0;
	if (io_send_all(fd, request->data, request->len) == 0)
		while ((n = lines_read(&in, fd)) > 0)
			if (lines_next(&in, &line, &len)) {
				status = read_answer(line, len, answer);
				break;
			}
	if (n == -1 && errno == EAGAIN)
		status = refuse(
		    EX_TEMPFAIL, "amb-publish did not answer in time", answer);
	lines_free(&in);
	close(fd);
	return status;
}

static int
run_one(const struct text *request, jv *answer)
{
	char path[PATH_MAX];
	const char *argv[] = {path, "-r", NULL};
	struct proc p = {.argv = argv,
	    .in = request->data,
	    .in_len = request->len,
	    .out_max = MSG_MAX + PUBLISHER_STATUS_MAX,
	    .outlives = true,
	    .end_ms = clock_elapsed_ms() + PUBLISHER_ANSWER_S * 1000};
	int status;

	if (proc_tool(path, sizeof(path), conf_str(CONF_BINDIR),
		"amb-publish") == -1 ||
	    proc_run(&p) == -1)
		return refuse(EX_OSERR, "cannot run amb-publish", answer);
	status = read_answer(p.out, p.out_len, answer);
	if (status == -1 && p.status == PROC_TIMEOUT)
		status = refuse(
		    EX_TEMPFAIL, "amb-publish did not answer in time", answer);
	else if (status == -1)
		status =
		    refuse(p.status > 0 && p.status < PROC_SIGNAL ? p.status
								  : EX_SOFTWARE,
			"amb-publish failed", answer);
	free(p.out);
	return status;
}

static void
make_request(struct text *request, const char *verb, jv arg)
{
	text_str(request, verb);
	text_str(request, " ");
	text_json(request, arg);
	text_str(request, "\n");
}

int
publisher_resident(const char *verb, jv arg, int seconds, jv *answer)
{
	struct text request = {.len = 0};
	int status;

	make_request(&request, verb, arg);
	status = ask_resident(&request, seconds, answer);
	text_free(&request);
	return status;
}

int
publisher_ask(const char *verb, jv arg, jv *answer)
{
	struct text request = {.len = 0};
	int status;

	make_request(&request, verb, arg);
	status = ask_resident(&request, PUBLISHER_ANSWER_S, answer);
	if (status == -1)
		status = run_one(&request, answer);
	text_free(&request);
	return status;
}
