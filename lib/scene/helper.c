#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/proc.h"
#include "base/why.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/helper.h"

enum { ENV_MAX = PATH_MAX + 32, TOOL_MAX = HELPER_NAME_MAX * 2 };

/*
 * Find tool in the folders of AMB_LIBEXEC, then where amb's own helpers are.
 * Returns 0 and its path, or -1 with errno: ENOENT when no folder has it.
 */
static int
find(char path[PATH_MAX], const char *tool)
{
	const char *folders = conf_str(CONF_LIBEXEC);
	char folder[PATH_MAX];
	int err = ENOENT;
	int n;

	for (; *folders != '\0'; folders += n + (folders[n] == ':')) {
		n = (int)strcspn(folders, ":");
		snprintf(folder, sizeof(folder), "%.*s", n, folders);
		if (proc_tool(path, PATH_MAX, folder, tool) == 0)
			return 0;
		if (errno != ENOENT)
			err = errno;
	}
	if (proc_tool(path, PATH_MAX, paths_default(PATH_LIBEXEC), tool) == 0)
		return 0;
	if (errno == ENOENT)
		errno = err;
	return -1;
}

static const char *
start_error(int err)
{
	if (err == ENOENT)
		return "not found in AMB_LIBEXEC";
	return err == EACCES ? "no permission to execute it" : strerror(err);
}

/* Add to scene's errors that tool cannot be run; warn of the first. */
static jv
fail_start(const struct helper *h, const char *tool, jv scene)
{
	static bool warned;
	const char *why = start_error(errno);

	if (!warned)
		warn_msg("cannot run '%s': %s (AMB_LIBEXEC is '%s', amb's own "
			 "helpers are in '%s')",
		    tool, why, conf_str(CONF_LIBEXEC),
		    paths_default(PATH_LIBEXEC));
	warned = true;
	return scene_fail(
	    scene, h->stage, FAULT_INTERNAL, "cannot run '%s': %s", tool, why);
}

/* Start one helper on scene.  Returns proc_run()'s result. */
static int
run(const struct helper *h, const char *path, const jv *scene, struct proc *p)
{
	const char *argv[] = {path, h->dry ? "-n" : NULL, NULL};
	char deadline[64];
	char spool[ENV_MAX];
	char image[ENV_MAX];
	const char *env[] = {deadline, spool, NULL, NULL};
	char *in;
	int rc;

	snprintf(deadline, sizeof(deadline), "AMB_DEADLINE_MS=%" PRId64,
	    clock_ms() + h->end_ms - clock_elapsed_ms());
	snprintf(spool, sizeof(spool), "AMB_SPOOL=%s", conf_str(CONF_SPOOL));
	if (h->image_out != NULL) {
		unlink(h->image_out); /* of an earlier helper */
		snprintf(
		    image, sizeof(image), "AMB_IMAGE_OUT=%s", h->image_out);
		env[2] = image;
	}
	in = msg_text(jv_copy(*scene), &p->in_len);
	in[p->in_len++] = '\n'; /* in place of the NUL */
	p->argv = argv;
	p->env = env;
	p->in = in;
	p->out_max = MSG_MAX;
	p->end_ms = h->end_ms;
	rc = proc_run(p);
	free(in);
	return rc;
}

static enum fault
fault_of(int status)
{
	switch (status) {
	case PROC_TIMEOUT:
		return FAULT_TIMEOUT;
	case PROC_TOO_LONG:
		return FAULT_INTERNAL;
	default:
		return fault_from_exit(status);
	}
}

static jv
answer(const struct helper *h, const struct proc *p)
{
	jv reply = msg_parse(p->out, p->out_len);

	return jv_is_valid(reply) && !h->dry ? h->check(reply, h->ctx) : reply;
}

/*
 * The error of a helper that failed: {"error":{"code","message"}}.  Its
 * code counts when it is of the same class as its exit status.
 */
static enum fault
reason(const struct proc *p, enum fault fault, char why[WHY_MAX])
{
	jv reply = msg_parse(p->out, p->out_len);
	enum fault f;

	msg_str(&reply, "error.message", why, WHY_MAX);
	for (f = FAULT_NONE + 1; f < FAULT_COUNT; f++)
		if (fault_exit(f) == p->status &&
		    msg_is(&reply, "error.code", fault_code(f)))
			fault = f;
	jv_free(reply);
	return fault;
}

/* Add to scene's errors why a helper failed. */
static jv
fail_exit(const struct helper *h, const char *tool, const struct proc *p,
    enum fault fault, jv scene)
{
	char why[WHY_MAX] = "";

	if (p->status > 0)
		fault = reason(p, fault, why);
	if (why[0] == '\0' && p->status == PROC_TIMEOUT)
		snprintf(why, sizeof(why), "no answer in time");
	else if (why[0] == '\0')
		snprintf(why, sizeof(why), "failed, exit status %d", p->status);
	return scene_fail(scene, h->stage, fault, "%s: %s", tool, why);
}

static jv
ask_one(const struct helper *h, const char *name, jv *scene)
{
	char tool[TOOL_MAX];
	char path[PATH_MAX];
	char why[WHY_MAX];
	struct proc p = {0};
	enum fault fault;
	jv reply = jv_invalid();

	snprintf(tool, sizeof(tool), "%s-%s", h->prefix, name);
	/* not even one that would answer at once: it may cost money */
	if (clock_elapsed_ms() >= h->end_ms) {
		*scene = scene_fail(*scene, h->stage, FAULT_TIMEOUT,
		    "%s: no answer in time", tool);
		return reply;
	}
	if (find(path, tool) == -1 || run(h, path, scene, &p) == -1) {
		*scene = fail_start(h, tool, *scene);
		return reply;
	}
	fault = fault_of(p.status);
	if (fault != FAULT_NONE)
		*scene = fail_exit(h, tool, &p, fault, *scene);
	else
		reply = answer(h, &p);
	if (fault == FAULT_NONE && !jv_is_valid(reply)) {
		*scene = scene_fail(*scene, h->stage, FAULT_INTERNAL,
		    "%s: bad answer: %s", tool,
		    msg_error(reply, why, sizeof(why)));
		reply = jv_invalid();
	}
	free(p.out);
	return reply;
}

jv
helper_ask(struct helper *h, jv *scene)
{
	const char *p = h->chain;
	char name[HELPER_NAME_MAX];
	jv reply;
	size_t n;

	h->asked = 0;
	h->answered_by[0] = '\0';
	for (; *p != '\0'; p += n) {
		p += strspn(p, " ");
		n = strcspn(p, " ");
		snprintf(name, sizeof(name), "%.*s", (int)n, p);
		if (n == 0 || strcmp(name, h->builtin) == 0)
			break;
		h->asked++;
		reply = ask_one(h, name, scene);
		if (jv_is_valid(reply)) {
			memcpy(h->answered_by, name, sizeof(name));
			return reply;
		}
		jv_free(reply);
	}
	return jv_invalid();
}
