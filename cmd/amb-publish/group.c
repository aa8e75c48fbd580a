#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "answer.h"
#include "change.h"
#include "group.h"
#include "json/msg.h"
#include "light/pixels.h"
#include "record.h"
#include "spool/store.h"
#include "spool/wire.h"
#include "verbs.h"

_Static_assert((int)GROUP_MAX <= (int)RECORD_ZONES, "each may change a zone");

struct group_request
group_parse(char *line, size_t len)
{
	struct group_request r = {.verb = line, .arg = "{}", .arg_len = 2};
	char *space = memchr(line, ' ', len);

	if (space != NULL) {
		*space = '\0';
		r.arg = space + 1;
		r.arg_len = len - (size_t)(r.arg - line);
	}
	return r;
}

/*
 * Of "VERB/ZONE/ID" the last two become members of msg, whatever it says, and
 * the first is copied to name.  What has no third part is a verb as a whole.
 */
static jv
address(const char *verb, jv msg, char name[PUBLISHER_VERB_MAX])
{
	const char *zone = strchr(verb, '/');
	const char *id = zone != NULL ? strchr(zone + 1, '/') : NULL;

	snprintf(name, PUBLISHER_VERB_MAX, "%.*s",
	    (int)(id != NULL ? (size_t)(zone - verb) : strlen(verb)), verb);
	if (id == NULL)
		return msg;
	if (++zone < id)
		msg = msg_set(
		    msg, "zone", jv_string_sized(zone, (int)(id - zone)));
	return msg_set(msg, "id", jv_string(id + 1));
}

static void
run(const struct group_request *r, struct answer *answer)
{
	static struct matrix pixels;
	struct answer_arg arg = {.pixels = &pixels};
	char verb[PUBLISHER_VERB_MAX];
	char why[WHY_MAX];

	*answer = (struct answer){.msg = jv_null()};
	if (!pixels_parse(r->arg, r->arg_len, &pixels, &arg.msg)) {
		arg.pixels = NULL;
		arg.msg = msg_parse(r->arg, r->arg_len);
	}
	if (jv_is_valid(arg.msg))
		arg.msg = address(r->verb, arg.msg, verb);
	if (jv_is_valid(arg.msg))
		verbs_run(verb, &arg, answer);
	else
		answer_refuse(answer, EX_DATAERR,
		    strcmp(r->verb, "publish") == 0 ? "bad scene: %s"
						    : "bad request: %s",
		    msg_error(arg.msg, why, sizeof(why)));
}

static void
fill(struct group_request *r, struct answer *answer, bool stored)
{
	if (!stored && answer->status == EX_OK)
		answer_not_stored(answer, store_why());
	r->status = answer->status;
	answer_text(answer, &r->answer);
}

/* A zone that is damaged must not be the failure of another. */
static void
run_each(struct group_request *requests, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		change_end();
		group_run(&requests[i], 1);
	}
}

void
group_run(struct group_request *requests, int n)
{
	static struct answer answers[GROUP_MAX];
	bool stored, one_failed;
	int i;

	for (i = 0; i < n; i++)
		run(&requests[i], &answers[i]);
	stored = change_commit() == 0;
	one_failed = change_failed();
	for (i = 0; i < n; i++)
		fill(&requests[i], &answers[i], stored);
	if (!one_failed || n == 1)
		return;
	for (i = 0; i < n; i++)
		text_free(&requests[i].answer);
	run_each(requests, n);
}

void
group_end(void)
{
	change_end();
}
