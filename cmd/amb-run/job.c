#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "conf.h"
#include "diag.h"
#include "job.h"
#include "msg.h"
#include "proc.h"
#include "queue.h"
#include "scene.h"
#include "spool.h"

enum {
	BACKOFF_MS = 100,
	BACKOFF_MAX_MS = 5000,
	STAGE_S = 60 /* beyond what a stage gives its helpers */
};

/*
 * The line.  The strip is lit before the picture is begun; scene.json, the
 * last, says that the job is done.
 */
static const struct step {
	const char *name; /* of done/ID/NAME.json and in errors[].stage */
	const char *tool;
	const char *part; /* it is for this part alone, or NULL for all */
} steps[] = {
    {"plan", "amb-plan", NULL},
    {"strip", "amb-strip", "strip"},
    {"lit", "amb-publish", "strip"},
    {"genimg", "amb-genimg", "matrix"},
    {"downsample", "amb-downsample", "matrix"},
    {"scene", "amb-publish", NULL},
};
enum { STEPS = sizeof(steps) / sizeof(steps[0]) };

struct job {
	const char *id;
	jv scene;
	bool superseded; /* a newer scene took what was left to do */
	int status;	 /* of the tool that ran last */
};

static char *
file_of(const struct job *job, const char *name, char *buf)
{
	return spool_name(buf, "done/%s/%s.json", job->id, name);
}

static void
pause_ms(int ms)
{
	struct timespec t = {ms / 1000, ms % 1000 * 1000000L};

	nanosleep(&t, NULL);
}

/* The scene that a tool wrote, or job's own with what went wrong. */
static jv
after(const struct job *job, const struct step *step, const struct proc *p)
{
	jv scene = msg_parse(p->out, p->out_len);

	if (jv_is_valid(scene))
		return scene;
	jv_free(scene);
	return scene_fail(jv_copy(job->scene), step->name,
	    p->status == PROC_TIMEOUT ? FAULT_TIMEOUT : FAULT_INTERNAL,
	    "%s: no scene came back, status %d", step->tool, p->status);
}

/* Run a tool once.  Returns its exit status and sets *scene. */
static int
run_tool(const struct job *job, const struct step *step, jv *scene)
{
	int64_t ms = (int64_t)(conf_num(CONF_IMAGE_TIMEOUT_S) * 1000);
	char path[PATH_MAX];
	const char *argv[] = {path, "-d", conf_str(CONF_SPOOL), NULL};
	struct proc p = {.argv = argv,
	    .out_max = MSG_MAX,
	    .deadline_ms = clock_ms() + ms + STAGE_S * 1000};
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
	*scene = after(job, step, &p);
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

static bool
keep(const struct job *job, const struct step *step)
{
	char name[SPOOL_NAME_MAX];

	return spool_put_json(
		   file_of(job, step->name, name), jv_copy(job->scene)) == 0;
}

/*
 * Run a step and keep its scene, again and again with longer waits while that
 * may mend it.  Returns false when the time for that is over and the job
 * cannot go on.
 */
static bool
do_step(struct job *job, const struct step *step)
{
	int64_t end = clock_ms() + (int64_t)(conf_num(CONF_RETRY_S) * 1000);
	int wait = BACKOFF_MS;
	bool last;
	int status;
	jv scene;

	for (;; wait = wait * 2 < BACKOFF_MAX_MS ? wait * 2 : BACKOFF_MAX_MS) {
		last = clock_ms() + wait > end;
		status = run_tool(job, step, &scene);
		job->status = status;
		if (!may_mend(status) ||
		    (last && strcmp(step->tool, "amb-publish") != 0)) {
			jv_free(job->scene);
			job->scene = scene;
			if (keep(job, step))
				return true;
			warn_errno("cannot keep job '%s'", job->id);
		} else {
			jv_free(scene);
			warn_msg("job '%s': %s ended with status %d", job->id,
			    step->tool, status);
		}
		if (last)
			return false;
		pause_ms(wait);
	}
}

static bool
needed(struct job *job, const struct step *step)
{
	if (strcmp(step->name, "plan") == 0)
		return !msg_has(&job->scene, "plan");
	if (strcmp(step->name, "lit") == 0 &&
	    !scene_wants(&job->scene, "matrix"))
		return false; /* the last step lights it */
	return step->part == NULL || scene_wants(&job->scene, step->part);
}

/* Whether a newer scene makes this step idle; says so in the scene. */
static bool
superseded(struct job *job, const struct step *step)
{
	bool before = scene_failed(&job->scene, step->name);

	if (step->part == NULL || before ||
	    !queue_superseded(&job->scene, step->part))
		return before;
	job->superseded = true;
	job->scene = scene_fail(job->scene, step->name, FAULT_SUPERSEDED,
	    "a newer instruction has the %s", step->part);
	return true;
}

/* Go on from what an earlier worker left. */
static bool
resume(struct job *job, const struct step *step)
{
	char name[SPOOL_NAME_MAX];
	jv scene = spool_json(file_of(job, step->name, name));

	if (!jv_is_valid(scene)) {
		jv_free(scene);
		return false;
	}
	jv_free(job->scene);
	job->scene = scene;
	return true;
}

static bool
do_steps(struct job *job)
{
	const struct step *last = &steps[STEPS - 1];
	const struct step *step;

	for (step = steps; step < last; step++) {
		if (resume(job, step) || !needed(job, step))
			continue;
		if (superseded(job, step))
			continue;
		if (!do_step(job, step))
			return false;
	}
	if (resume(job, last))
		return true;
	return job->superseded ? keep(job, last) : do_step(job, last);
}

/* Count the workers that this job has had: one byte each. */
static int
attempts(const struct job *job)
{
	char name[SPOOL_NAME_MAX];
	struct stat st = {.st_size = 0};
	int fd =
	    openat(spool_fd(), spool_name(name, "done/%s/attempts", job->id),
		O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		return 0;
	if (write(fd, "+", 1) == 1)
		fstat(fd, &st);
	close(fd);
	return (int)st.st_size;
}

static enum job_end
give_up(const char *id, const char *active, const char *why)
{
	char name[SPOOL_NAME_MAX];

	warn_msg("job '%s' failed: %s", id, why);
	spool_name(name, "failed/%s.json", id);
	return spool_move(active, name) == 0 ? JOB_FAILED : JOB_LATER;
}

/* The last step could not publish: the job failed, with the scene that says
 * why. */
static enum job_end
fail(const struct job *job, const char *active)
{
	char name[SPOOL_NAME_MAX];

	spool_name(name, "failed/%s.json", job->id);
	if (spool_put_json(name, jv_copy(job->scene)) == -1)
		return JOB_LATER;
	spool_remove(file_of(job, "scene", name));
	return spool_remove(active) == 0 ? JOB_FAILED : JOB_LATER;
}

static enum job_end
end(const struct job *job, const char *active, bool done)
{
	char name[SPOOL_NAME_MAX];

	spool_name(name, "done/%s/attempts", job->id);
	spool_remove(name);
	if (!done)
		return JOB_LATER;
	if (job->status != EX_OK && scene_failed(&job->scene, "publish"))
		return fail(job, active);
	return spool_remove(active) == 0 ? JOB_DONE : JOB_LATER;
}

enum job_end
job_run(const char *id)
{
	char active[SPOOL_NAME_MAX];
	char name[SPOOL_NAME_MAX];
	struct job job = {.id = id};
	char why[256];
	bool done;

	spool_name(active, "active/%s.json", id);
	job.scene = spool_json(active);
	if (jv_is_valid(job.scene))
		job.scene = scene_check(job.scene);
	if (!jv_is_valid(job.scene))
		return give_up(
		    id, active, msg_error(job.scene, why, sizeof(why)));
	if (spool_mkdir(spool_name(name, "done/%s", id)) == -1) {
		warn_errno("cannot keep job '%s'", id);
		jv_free(job.scene);
		return JOB_LATER;
	}
	if (attempts(&job) > conf_int(CONF_JOB_ATTEMPTS)) {
		jv_free(job.scene);
		return give_up(id, active, "too many workers died of it");
	}
	done = do_steps(&job);
	jv_free(job.scene);
	return end(&job, active, done);
}
