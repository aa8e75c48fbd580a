/*
 * amb-publish - make scenes the state of the lights
 *
 * reads	scenes				standard input
 * writes	state/, events/			the spool
 *		scenes, with "published"	standard output
 */
#include <stdbool.h>
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "publish.h"
#include "scene/stage.h"
#include "spool/spool.h"

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-publish [-hiu] [-d spool] [-z zone]\n");
	return status;
}

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
	int action = 0;
	int opt;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "d:hiuz:")) != -1) {
		switch (opt) {
		case 'd':
			dir = optarg;
			break;
		case 'h':
			return usage(stdout, EX_OK);
		case 'i':
		case 'u':
			action = opt;
			break;
		case 'z':
			zone = optarg;
			break;
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc || !scene_zone_valid(zone))
		return usage(stderr, EX_USAGE);
	conf_load_or_die(dir);
	spool_open_or_die();
	if (action == 'i')
		return init(zone);
	if (action == 'u')
		return undo(zone);
	return stage_main(&stage);
}
