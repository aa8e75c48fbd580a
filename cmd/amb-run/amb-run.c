/*
 * amb-run - take scenes through the line
 *
 * reads	queue/, active/		the spool
 *		with -1 scenes or texts	standard input
 * writes	done/, failed/		the spool
 *		with -1 the scenes	standard output
 */
#include <stdbool.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "line.h"
#include "scene/stage.h"
#include "spool/spool.h"
#include "workers.h"

static jv
through_line(jv scene, enum fault *fault, void *ctx)
{
	char id[ULID_LEN + 1];
	char name[SPOOL_NAME_MAX];
	struct job job = {.id = id, .scene = scene, .once = true};
	int *worst = ctx;

	(void)fault; /* the exit statuses of the stages are exact */
	scene_id(&scene, id);
	if (spool_mkdir(layout_in(name, SPOOL_DONE, id)) == -1)
		warn_errno("cannot make '%s'", name);
	line_run(&job);
	*worst = stage_worse(*worst, job.worst);
	return job.scene;
}

/* Returns the exit status: that of the worst stage of all scenes. */
static int
run_once(void)
{
	int worst = EX_OK;
	const struct stage stage = {
	    .name = "run", .text = true, .work = through_line, .ctx = &worst};
	int status = stage_main(&stage);

	return stage_worse(worst, status);
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool once = false;
	bool stay = false;
	const struct option_row rows[] = {
	    {'1', NULL, NULL,
		"take standard input through the line, not queue/", &once,
		NULL},
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'f', NULL, NULL, "stay and wait for jobs", &stay, NULL}, {0}};
	const struct options options = {
	    "amb-run", "[-1fhV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (once && stay)
		options_die(&options, "-1 and -f exclude each other");
	conf_load_or_die(dir);
	spool_open_or_die();
	setenv("AMB_SPOOL", conf_str(CONF_SPOOL), 1); /* for the stages */
	return once ? run_once() : workers_run(stay);
}
