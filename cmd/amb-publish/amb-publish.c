/*
 * amb-publish - make scenes the state of the lights
 *
 * reads	scenes				standard input, or a socket
 * writes	amb.db, state/			the spool
 *		scenes, with "published"	standard output
 */
#include <malloc.h>
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "relay.h"
#include "resident.h"
#include "scene/scene.h"
#include "spool/spool.h"

/* Ask for one thing for a zone.  Returns the exit status. */
static int
ask(const char *verb, const char *zone, bool mend)
{
	char arg[SCENE_ZONE_MAX + 16];
	int len = snprintf(arg, sizeof(arg), "{\"zone\":\"%s\"}", zone);
	struct group_request r = {
	    .verb = verb, .arg = arg, .arg_len = (size_t)len};

	relay_run(&r, 1, mend);
	relay_end();
	if (r.status != EX_OK)
		relay_report(&r);
	text_free(&r.answer);
	return r.status;
}

int
main(int argc, char *argv[])
{
	const char *zone = "main";
	const char *dir = NULL;
	bool stay = false;
	bool init = false;
	bool raw = false;
	bool undo = false;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'f', NULL, NULL, "stay and serve the other tools", &stay, NULL},
	    {'i', NULL, NULL,
		"make the first state of a zone that has none; mend files",
		&init, NULL},
	    {'r', NULL, NULL, "read lines \"VERB JSON\", not scenes", &raw,
		NULL},
	    {'u', NULL, NULL, "go back to what the zone showed before", &undo,
		NULL},
	    {'z', NULL, "zone", "the zone of -i and -u; default main", NULL,
		&zone},
	    {0}};
	const struct options options = {
	    "amb-publish", "[-fhiruV] [-d spool] [-z zone]", rows, 0};

	/* the documents of each group would be given back and taken again */
	mallopt(M_TRIM_THRESHOLD, 4 << 20);
	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (stay + init + raw + undo > 1)
		options_die(&options, "-f, -i, -r and -u exclude each other");
	if (!scene_zone_valid(zone))
		options_die(&options, "-z must be " SCENE_ZONE_WANT);
	conf_load_or_die(dir);
	spool_open_or_die();
	if (stay)
		return resident_run();
	if (init || undo)
		return ask(init ? "init" : "undo", zone, init);
	return relay_lines(raw);
}
