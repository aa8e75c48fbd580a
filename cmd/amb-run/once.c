#include <sysexits.h>

#include "base/diag.h"
#include "line.h"
#include "once.h"
#include "scene/stage.h"
#include "spool/layout.h"
#include "spool/spool.h"

static jv
through_line(jv scene, enum fault *fault, void *ctx)
{
	char id[ULID_LEN + 1];
	char name[SPOOL_NAME_MAX];
	struct job job = {.id = id, .scene = scene, .once = true};
	int *worst = ctx;

	(void)fault; /* the exact status says more */
	scene_id(&scene, id);
	if (spool_mkdir(layout_done(name, id, "")) == -1)
		warn_errno("cannot make '%s'", name);
	line_run(&job);
	*worst = stage_worse(*worst, job.worst);
	return job.scene;
}

int
once_run(void)
{
	int worst = EX_OK;
	const struct stage stage = {
	    .name = "run", .text = true, .work = through_line, .ctx = &worst};
	int status = stage_main(&stage);

	return stage_worse(worst, status);
}
