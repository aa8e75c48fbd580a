#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "scene/helper.h"
#include "json/msg.h"

enum { NAME_MAX_BYTES = 64, ENV_MAX = PATH_MAX + 32, REASON_MAX = 400 };

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
	    h->deadline_ms);
	snprintf(spool, sizeof(spool), "AMB_SPOOL=%s", conf_str(CONF_SPOOL));
	if (h->image_out != NULL) {
		unlink(h->image_out); /* what one before it left there */
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
	p->deadline_ms = h->deadline_ms;
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
 * What a helper that failed says of it: {"error":{"code","message"}}.  Its
 * code counts when it is of the same class as its exit status.
 */
static enum fault
reason(const struct proc *p, enum fault fault, char why[REASON_MAX])
{
	jv reply = msg_parse(p->out, p->out_len);
	enum fault f;

	msg_str(&reply, "error.message", why, REASON_MAX);
	for (f = FAULT_NONE + 1; f < FAULT_COUNT; f++)
		if (fault_exit(f) == p->status &&
		    msg_is(&reply, "error.code", fault_code(f)))
			fault = f;
	jv_free(reply);
	return fault;
}

/* Tell in scene's errors why a helper brought nothing. */
static jv
tell(const struct helper *h, const char *tool, const struct proc *p,
    enum fault fault, jv scene)
{
	char why[REASON_MAX] = "";

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
	char tool[NAME_MAX_BYTES * 2];
	char path[PATH_MAX];
	struct proc p = {0};
	char why[256];
	enum fault fault;
	jv reply;

	snprintf(tool, sizeof(tool), "%s-%s", h->prefix, name);
	if (proc_tool(path, sizeof(path), conf_str(CONF_LIBEXEC), tool) == -1 ||
	    run(h, path, scene, &p) == -1) {
		*scene = scene_fail(*scene, h->stage, FAULT_INTERNAL,
		    "cannot run '%s': %s", tool, strerror(errno));
		return jv_invalid();
	}
	fault = fault_of(p.status);
	reply = fault == FAULT_NONE ? answer(h, &p) : jv_invalid();
	if (fault != FAULT_NONE) {
		*scene = tell(h, tool, &p, fault, *scene);
	} else if (!jv_is_valid(reply)) {
		msg_error(reply, why, sizeof(why));
		*scene = scene_fail(*scene, h->stage, FAULT_INTERNAL,
		    "%s: bad answer: %s", tool, why);
		reply = jv_invalid();
	}
	free(p.out);
	return reply;
}

jv
helper_ask(const struct helper *h, jv *scene, int *asked)
{
	const char *p = h->chain;
	char name[NAME_MAX_BYTES];
	jv reply;
	size_t n;

	*asked = 0;
	for (; *p != '\0'; p += n) {
		p += strspn(p, " ");
		n = strcspn(p, " ");
		snprintf(name, sizeof(name), "%.*s", (int)n, p);
		if (n == 0 || strcmp(name, h->builtin) == 0)
			break;
		++*asked;
		reply = ask_one(h, name, scene);
		if (jv_is_valid(reply))
			return reply;
		jv_free(reply);
	}
	return jv_invalid();
}
