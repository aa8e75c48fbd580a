#include <limits.h>
#include <stdlib.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/ulid.h"
#include "spool/publisher.h"
#include "tool.h"

enum { ARGS_MAX = 8 };

/* Codes, of an answer or of errors[], that have an HTTP status of their own. */
static const struct {
	const char *code;
	int status;
} codes[] = {
    {"unknown_format", 415},
    {"too_large", 413},
    {"not_found", 404},
    {"nothing", 409},
    {"too_many", 409},
    {"too_many_zones", 507},
};

/*
 * The detail, or the message of the last of errors, with this status when its
 * code has none of its own.
 */
static struct reply
refuse(const jv *msg, int status)
{
	jv errors = msg_get(msg, "errors");
	jv last = msg_at(&errors, msg_len(&errors) - 1);
	char *text = msg_strdup(msg, "detail");
	struct reply reply;
	size_t i;

	if (text == NULL)
		text = msg_strdup(&last, "message");
	for (i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (msg_is(&last, "code", codes[i].code) ||
		    msg_is(msg, "code", codes[i].code))
			status = codes[i].status;
	reply = reply_error(status, "%s", text != NULL ? text : "bad input");
	free(text);
	jv_free(last);
	jv_free(errors);
	return reply;
}

/* The reply to an exit status, see amb-cgi(1). */
static struct reply
failed(const struct tool *tool, int status, const jv *msg)
{
	if (status != EX_DATAERR)
		warn_msg("%s: failed, status %d", tool->name, status);
	switch (status) {
	case EX_DATAERR:
		return refuse(msg, tool->bad_input);
	case EX_UNAVAILABLE:
		return reply_error(
		    502, "a provider refused the request of %s", tool->name);
	case EX_TEMPFAIL:
	case PROC_TIMEOUT:
		return reply_error(
		    503, "%s did not finish in time", tool->name);
	case EX_CANTCREAT:
	case EX_IOERR:
		return refuse(msg, 500);
	default:
		return reply_error(500, "%s failed", tool->name);
	}
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
	p->end_ms = clock_elapsed_ms() +
		    (tool->timeout_ms > 0 ? tool->timeout_ms : TOOL_TIMEOUT_MS);
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

jv
tool_with_id(jv msg)
{
	const char *given = getenv("REQUEST_ID");
	char made[ULID_LEN + 1];

	if (given == NULL || !ulid_valid(given)) {
		ulid_make(clock_ms(), made);
		given = made;
	}
	return msg_set(msg, "id", jv_string(given));
}

bool
tool_publish(
    const char *verb, jv arg, int bad_input, jv *answer, struct reply *bad)
{
	const struct tool publish = {
	    .name = "amb-publish", .bad_input = bad_input};
	int status = publisher_ask(verb, arg, answer);

	if (status == EX_OK)
		return true;
	*bad = failed(&publish, status, answer);
	jv_free(*answer);
	return false;
}
