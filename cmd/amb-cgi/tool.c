#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "tool.h"

enum { ARGS_MAX = 8 };

/* Codes of errors[] that have an HTTP status of their own. */
static const struct {
	const char *code;
	int status;
} codes[] = {
    {"unknown_format", 415},
    {"too_large", 413},
};

/* The last of errors, an object; else null. */
static jv
last_error(const jv *msg)
{
	jv errors = msg_get_kind(msg, "errors", JV_KIND_ARRAY);
	jv last = msg_at(&errors, msg_len(&errors) - 1);

	jv_free(errors);
	if (jv_get_kind(last) == JV_KIND_OBJECT)
		return last;
	jv_free(last);
	return jv_null();
}

/* What the tool says, with this status when its code has none. */
static struct reply
refuse(const jv *error, int status)
{
	char *text = msg_strdup(error, "message");
	struct reply reply;
	size_t i;

	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (msg_is(error, "code", codes[i].code))
			status = codes[i].status;
	reply = reply_error(status, "%s", text != NULL ? text : "bad input");
	free(text);
	return reply;
}

/* The reply to an exit status, see amb-cgi(1). */
static struct reply
failed(const struct tool *tool, int status, const jv *msg)
{
	jv error = last_error(msg);
	struct reply reply;

	if (status != EX_DATAERR)
		warn_msg("%s: failed, status %d", tool->name, status);
	switch (status) {
	case EX_DATAERR:
		reply = refuse(&error, tool->bad_input);
		break;
	case EX_UNAVAILABLE:
		reply = reply_error(
		    502, "a provider refused the request of %s", tool->name);
		break;
	case EX_TEMPFAIL:
	case PROC_TIMEOUT:
		reply = reply_busy("%s did not finish in time", tool->name);
		break;
	case EX_CANTCREAT:
	case EX_IOERR:
		reply = refuse(&error, 500);
		break;
	default:
		reply = reply_error(500, "%s failed", tool->name);
	}
	jv_free(error);
	return reply;
}

static int
start(const struct tool *tool, const jv *msg, struct proc *p)
{
	const char *argv[ARGS_MAX] = {NULL};
	char path[PATH_MAX];
	char *in = NULL;
	int rc;
	int i;

	if (proc_tool(path, sizeof(path), conf_str(CONF_BINDIR), tool->name) ==
	    -1)
		return -1;
	argv[0] = path;
	for (i = 0; tool->args[i] != NULL; i++)
		argv[i + 1] = tool->args[i];
	p->argv = argv;
	p->in_fd = STDIN_FILENO;
	p->out_max = MSG_MAX;
	p->deadline_ms = clock_ms() + (tool->timeout_ms > 0 ? tool->timeout_ms
							    : TOOL_TIMEOUT_MS);
	if (jv_get_kind(*msg) == JV_KIND_OBJECT) {
		in = msg_text(jv_copy(*msg), &p->in_len);
		in[p->in_len++] = '\n'; /* in place of the NUL */
		p->in = in;
	}
	rc = proc_run(p);
	free(in);
	return rc;
}

bool
tool_run(const struct tool *tool, jv *msg, struct reply *bad)
{
	struct proc p = {0};
	jv answer;
	bool ok;

	if (start(tool, msg, &p) == -1) {
		warn_errno("cannot run '%s'", tool->name);
		*bad = reply_error(500, "cannot run %s", tool->name);
		jv_free(*msg);
		return false;
	}
	answer = msg_parse(p.out, p.out_len);
	free(p.out);
	ok = p.status == EX_OK && (tool->mute || jv_is_valid(answer));
	if (!ok)
		*bad = failed(tool, p.status, &answer);
	jv_free(*msg);
	*msg = ok && !tool->mute ? jv_copy(answer) : jv_null();
	jv_free(answer);
	return ok;
}
