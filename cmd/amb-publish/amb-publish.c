/*
 * amb-publish - make scenes the state of the lights
 *
 * reads	scenes				standard input
 * writes	state/, events/			the spool
 *		scenes, with "published"	standard output
 */
#include <stdbool.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "publish.h"
#include "scene/stage.h"
#include "spool/spool.h"

static int
init(const char *zone)
{
	if (publish_init(zone) == -1)
		die_errno(EX_CANTCREAT, "cannot make zone '%s'", zone);
	return EX_OK;
}

static int
undo(const char *zone)
{
	switch (publish_undo(zone)) {
	case 0:
		return EX_OK;
	case 1:
		die_msg(EX_DATAERR, "nothing to undo in zone '%s'", zone);
	default:
		die_errno(EX_CANTCREAT, "cannot undo in zone '%s'", zone);
	}
}

int
main(int argc, char *argv[])
{
	const struct stage stage = {.name = "publish", .work = publish_scene};
	const char *zone = "main";
	const char *dir = NULL;
	bool with_init = false;
	bool with_undo = false;
	const struct option_row rows[] = {
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'i', NULL, NULL, "make the first state of a zone that has none",
		&with_init, NULL},
	    {'u', NULL, NULL, "go back to what the zone showed before",
		&with_undo, NULL},
	    {'z', NULL, "zone", "the zone of -i and -u; default main", NULL,
		&zone},
	    {0}};
	const struct options options = {
	    "amb-publish", "[-hiuV] [-d spool] [-z zone]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (with_init && with_undo)
		options_die(&options, "-i and -u exclude each other");
	if (!scene_zone_valid(zone))
		options_die(&options, "-z must be " SCENE_ZONE_WANT);
	conf_load_or_die(dir);
	spool_open_or_die();
	if (with_init)
		return init(zone);
	if (with_undo)
		return undo(zone);
	return stage_main(&stage);
}
