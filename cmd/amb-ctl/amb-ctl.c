/*
 * amb-ctl - ask amb-publish for one thing, and print the answer
 *
 * reads	a verb and its members	the command line
 * writes	the answer, for people	standard output
 */
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "base/tz.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "report.h"
#include "request.h"
#include "scene/scene.h"
#include "spool/lock.h"
#include "spool/publisher.h"
#include "spool/spool.h"

/* publisher_ask() itself has said what kept an answer from coming. */
static void
complain(int status, const jv *answer)
{
	char *detail = msg_strdup(answer, "detail");

	if (detail != NULL && status != EX_SOFTWARE && status != EX_OSERR &&
	    status != EX_TEMPFAIL)
		warn_msg("%s", detail);
	free(detail);
}

/* The rows of all pages, when the answer is a list.  Returns the status. */
static int
ask(const struct report *report, jv arg, jv *rows)
{
	jv answer = jv_invalid();
	int status;

	*rows = jv_array();
	do {
		jv_free(answer);
		status = publisher_ask(report->verb, jv_copy(arg), &answer);
		if (status != EX_OK)
			complain(status, &answer);
		else
			*rows = report_rows(report, *rows, &answer);
		arg = msg_set(arg, "after", msg_get(&answer, "next"));
	} while (status == EX_OK && msg_has(&answer, "next"));
	jv_free(arg);
	jv_free(answer);
	return status;
}

static int
run(const struct report *report, jv arg)
{
	jv rows;
	int status = ask(report, arg, &rows);

	if (status == EX_OK)
		report_print(report, &rows);
	jv_free(rows);
	if (status == EX_OK && report->awaits_runner &&
	    !spool_lock_held(SPOOL_LOCK_RUN))
		warn_msg("no amb-run is running: timers wait for one");
	return stdout_close() == EX_OK ? status : EX_IOERR;
}

int
main(int argc, char *argv[])
{
	const char *zone = NULL;
	const char *dir = NULL;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'z', NULL, "zone", "add the member zone", NULL, &zone}, {0}};
	const struct options options = {"amb-ctl",
	    "[-hV] [-d spool] [-z zone] verb [name=text | name:=json]...", rows,
	    REQUEST_MEMBERS_MAX + 1};
	struct report report;
	int operand;
	jv arg;

	diag_init(argv[0]);
	operand = options_read(&options, argc, argv);
	if (argv[operand] == NULL)
		options_die(&options, NULL);
	if (zone != NULL && !scene_zone_valid(zone))
		options_die(&options, "-z must be " SCENE_ZONE_WANT);
	arg = request_read_or_die(&options, zone, argv + operand + 1);
	report = report_find(argv[operand]);
	conf_load_or_die(dir);
	spool_open_or_die();
	tz_use(conf_str(CONF_TZ)); /* as timers do */
	return run(&report, arg);
}
