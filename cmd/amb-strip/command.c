#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json/msg.h"

enum { WHY_MAX = 256, REASON_MAX = 4096 }; /* bytes */

static jv
fail(jv scene, enum fault *fault, const char *why)
{
	*fault = FAULT_INPUT;
	return scene_fail(msg_del(scene, "strip"), "strip", *fault, "%s", why);
}

/* A stage may be run again: what was told is not told twice. */
static jv
tell(jv scene, const char *why)
{
	char *reason = msg_strdup(&scene, "plan.strip.reason");
	char text[REASON_MAX];

	if (why[0] != '\0' && (reason == NULL || strstr(reason, why) == NULL)) {
		snprintf(text, sizeof(text), "%s%s(%s)",
		    reason != NULL ? reason : "",
		    reason != NULL && reason[0] != '\0' ? " " : "", why);
		scene = msg_set(scene, "plan.strip.reason", jv_string(text));
	}
	free(reason);
	return scene;
}

/* Sets strip from the object at path, by one of the ways of strip.h. */
static jv
set_command(jv scene, const char *path, int leds,
    int (*read)(const jv *, struct strip *, char *, size_t), enum fault *fault)
{
	jv from = msg_get(&scene, path);
	char why[WHY_MAX] = "";
	struct strip strip;
	jv command;

	if (read(&from, &strip, why, sizeof(why)) == -1) {
		jv_free(from);
		return fail(scene, fault, why);
	}
	if (strip.led_count == 0)
		strip.led_count = leds;
	command = strip_command(&strip, &from);
	jv_free(from);
	scene = msg_set(msg_del(scene, "strip"), "strip.command", command);
	return tell(scene, why);
}

jv
command_scene(jv scene, enum fault *fault, void *leds)
{
	int n = *(const int *)leds;

	if (!scene_wants(&scene, "strip"))
		return scene;
	if (msg_has(&scene, "plan.strip"))
		return set_command(scene, "plan.strip", n, strip_fit, fault);
	if (msg_has(&scene, "strip.command"))
		return set_command(
		    scene, "strip.command", n, strip_parse, fault);
	if (scene_failed(&scene, "plan"))
		return scene;
	return fail(scene, fault, "no 'plan.strip' and no 'strip.command'");
}

int
command_find(const jv *msg, struct strip *strip, char *why, size_t size)
{
	jv command = msg_get(msg, "strip.command");
	int rc;

	if (!jv_is_valid(command)) {
		jv_free(command);
		command = msg_has(msg, "command") ? msg_get(msg, "command")
						  : jv_copy(*msg);
	}
	rc = strip_parse(&command, strip, why, size);
	jv_free(command);
	return rc;
}
