#include <fcntl.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/why.h"
#include "conf/conf.h"
#include "job.h"
#include "json/msg.h"
#include "line.h"
#include "scene/scene.h"
#include "spool/layout.h"
#include "spool/queue.h"
#include "spool/spool.h"

#define ATTEMPTS "attempts"

/* Count the workers that began this job: the file has one byte for each. */
static int
attempts(const struct job *job)
{
	char name[SPOOL_NAME_MAX];
	struct stat st = {.st_size = 0};
	int fd = openat(spool_fd(), layout_done(name, job->id, ATTEMPTS),
	    O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		return 0;
	if (write(fd, "+", 1) == 1)
		fstat(fd, &st);
	close(fd);
	return (int)st.st_size;
}

static enum job_end
give_up(const char *id, const char *why)
{
	warn_msg("job '%s' failed: %s", id, why);
	return queue_fail(id) == 0 ? JOB_FAILED : JOB_LATER;
}

/* Move a job that could not be published to failed/, with its errors. */
static enum job_end
fail(const struct job *job)
{
	char name[SPOOL_NAME_MAX];

	layout_job(name, SPOOL_FAILED, job->id);
	if (spool_put_json(name, jv_copy(job->scene)) == -1)
		return JOB_LATER;
	spool_remove(layout_done(name, job->id, SPOOL_SCENE));
	return queue_done(job->id) == 0 ? JOB_FAILED : JOB_LATER;
}

static enum job_end
end(const struct job *job, bool done)
{
	char name[SPOOL_NAME_MAX];

	spool_remove(layout_done(name, job->id, ATTEMPTS));
	if (!done)
		return JOB_LATER;
	if (job->status != EX_OK && scene_failed(&job->scene, "publish"))
		return fail(job);
	return queue_done(job->id) == 0 ? JOB_DONE : JOB_LATER;
}

static enum job_end
work(struct job *job)
{
	char name[SPOOL_NAME_MAX];
	char why[WHY_MAX];
	int n;

	if (spool_mkdir(layout_in(name, SPOOL_DONE, job->id)) == -1) {
		warn_errno("cannot make '%s'", name);
		return JOB_LATER;
	}
	n = attempts(job);
	if (n > conf_int(CONF_JOB_ATTEMPTS)) {
		why_set(why, "%d workers died while they ran it", n - 1);
		return give_up(job->id, why);
	}
	return end(job, line_run(job));
}

enum job_end
job_run(const char *id)
{
	char name[SPOOL_NAME_MAX];
	struct job job = {.id = id};
	enum job_end how;
	char why[WHY_MAX];

	job.scene = spool_json(layout_job(name, SPOOL_ACTIVE, id));
	if (jv_is_valid(job.scene))
		job.scene = scene_check(job.scene);
	if (!jv_is_valid(job.scene))
		return give_up(id, msg_error(job.scene, why, sizeof(why)));
	how = work(&job);
	jv_free(job.scene);
	return how;
}
