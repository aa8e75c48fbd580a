#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/stage.h"
#include "spool/layout.h"
#include "spool/publisher.h"
#include "spool/spool.h"
#include "step.h"

enum {
	BACKOFF_MS = 100,
	BACKOFF_MAX_MS = 5000,
	STAGE_S = 60 /* beyond what a stage gives its helpers */
};

char *
step_file(const struct job *job, const char *name, char *buf)
{
	char file[32];

	snprintf(file, sizeof(file), "%s.json", name);
	return layout_done(buf, job->id, file);
}

static void
pause_ms(int ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000L};

	nanosleep(&t, NULL);
}

/* The scene that a tool wrote, or job's own with an error more. */
static jv
read_scene(const struct job *job, const struct step *step, struct proc *p)
{
	jv scene = msg_parse(p->out, p->out_len);

	if (jv_is_valid(scene))
		return scene;
	jv_free(scene);
	scene = scene_fail(jv_copy(job->scene), step->name,
	    p->status == PROC_TIMEOUT ? FAULT_TIMEOUT : FAULT_INTERNAL,
	    "%s wrote no scene, exit status %d", step->tool, p->status);
	if (p->status == EX_OK)
		p->status = EX_SOFTWARE;
	return scene;
}

/* Have the scene published.  Returns the exit status, and sets *scene. */
static int
publish(const struct job *job, const struct step *step, jv *scene)
{
	int status = publisher_ask("publish", jv_copy(job->scene), scene);
	char *detail = msg_strdup(scene, "detail");

	if (detail != NULL) {
		jv_free(*scene);
		*scene = scene_fail(jv_copy(job->scene), step->name,
		    fault_from_exit(status), "%s", detail);
	}
	free(detail);
	return status;
}

/* Run a tool once.  Returns its exit status, or as PROC_, and sets *scene. */
static int
run_tool(const struct job *job, const struct step *step, jv *scene)
{
	int64_t ms = (int64_t)(conf_num(CONF_IMAGE_TIMEOUT_S) * 1000);
	char path[PATH_MAX];
	const char *argv[] = {path, NULL};
	struct proc p = {.argv = argv,
	    .out_max = MSG_MAX,
	    .end_ms = clock_elapsed_ms() + ms + STAGE_S * 1000};
	char *in = msg_text(jv_copy(job->scene), &p.in_len);

	p.in = in;
	if (proc_tool(path, sizeof(path), conf_str(CONF_BINDIR), step->tool) ==
		-1 ||
	    proc_run(&p) == -1) {
		warn_errno("cannot run '%s'", step->tool);
		free(in);
		*scene = scene_fail(jv_copy(job->scene), step->name,
		    FAULT_INTERNAL, "cannot run '%s'", step->tool);
		return EX_OSERR;
	}
	*scene = read_scene(job, step, &p);
	free(in);
	free(p.out);
	return p.status;
}

static bool
may_mend(int status)
{
	return status == EX_TEMPFAIL || status == EX_CANTCREAT ||
	       status == EX_IOERR || status == EX_OSERR || status < 0 ||
	       status > PROC_SIGNAL;
}

bool
step_keep(struct job *job, const struct step *step)
{
	/* a step whose file a power cut took is run again, the last never */
	int (*put)(const char *name, jv msg) =
	    strcmp(step->name, STEP_LAST) == 0 ? spool_put_json
					       : spool_put_json_unsynced;
	char name[SPOOL_NAME_MAX];

	step_file(job, step->name, name);
	if (put(name, jv_copy(job->scene)) == 0)
		return true;
	warn_errno("cannot store job '%s'", job->id);
	job->worst = stage_worse(job->worst, EX_CANTCREAT);
	return job->once;
}

/* The exit status that stands for the end of a tool, also by a signal. */
static int
exit_of(int status)
{
	if (status == PROC_TIMEOUT)
		return EX_TEMPFAIL;
	return status < 0 || status > PROC_SIGNAL ? EX_SOFTWARE : status;
}

/* Continue with the scene that a tool wrote.  Consumes scene. */
static bool
accept(struct job *job, const struct step *step, jv scene)
{
	jv_free(job->scene);
	job->scene = scene;
	job->worst = stage_worse(job->worst, exit_of(job->status));
	return step_keep(job, step);
}

bool
step_run(struct job *job, const struct step *step)
{
	int64_t end_ms =
	    clock_elapsed_ms() + (int64_t)(conf_num(CONF_RETRY_S) * 1000);
	int wait = BACKOFF_MS;
	bool last;
	jv scene;

	for (;; wait = wait * 2 < BACKOFF_MAX_MS ? wait * 2 : BACKOFF_MAX_MS) {
		last = job->once || clock_elapsed_ms() + wait > end_ms;
		job->status = step->must_publish ? publish(job, step, &scene)
						 : run_tool(job, step, &scene);
		if (!may_mend(job->status) || job->once ||
		    (last && !step->must_publish)) {
			if (accept(job, step, scene))
				return true;
		} else {
			jv_free(scene);
			warn_msg("job '%s': %s ended with status %d", job->id,
			    step->tool, job->status);
		}
		if (last)
			return false;
		pause_ms(wait);
	}
}
