#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "json/msg.h"

enum { REASON_MAX = 4096 }; /* bytes */

static jv
fail(jv scene, enum fault *fault, const char *why)
{
	*fault = FAULT_INPUT;
	return scene_fail(msg_del(scene, "strip"), "strip", *fault, "%s", why);
}

/* A stage may be run again: a change is noted once. */
static jv
note_changes(jv scene, const char *changes)
{
	char *reason = msg_strdup(&scene, "plan.strip.reason");
	char text[REASON_MAX];

	if (changes[0] != '\0' &&
	    (reason == NULL || strstr(reason, changes) == NULL)) {
		snprintf(text, sizeof(text), "%s%s(%s)",
		    reason != NULL ? reason : "",
		    reason != NULL && reason[0] != '\0' ? " " : "", changes);
		scene = msg_set(scene, "plan.strip.reason", jv_string(text));
	}
	free(reason);
	return scene;
}

/* Set strip from the object at path, by one of the ways of strip.h. */
static jv
set_command(jv scene, const char *path,
    int (*read)(const jv *, const char *, struct strip *, char *),
    enum fault *fault)
{
	char why[WHY_MAX] = "";
	struct strip strip;
	jv from;

	if (read(&scene, path, &strip, why) == -1)
		return fail(scene, fault, why);
	strip.led_count = strip_leds(&strip);
	from = msg_get(&scene, path);
	scene = msg_set(msg_del(scene, "strip"), "strip.command",
	    strip_command(&strip, &from));
	jv_free(from);
	return note_changes(scene, why);
}

jv
command_scene(jv scene, enum fault *fault, void *ctx)
{
	(void)ctx;
	if (!scene_makes(&scene, "strip"))
		return scene;
	if (msg_has(&scene, "plan.strip"))
		return set_command(scene, "plan.strip", strip_fit, fault);
	if (msg_has(&scene, "strip.command"))
		return set_command(scene, "strip.command", strip_parse, fault);
	if (scene_failed(&scene, "plan"))
		return scene;
	return fail(scene, fault, "no 'plan.strip' and no 'strip.command'");
}

int
command_find(const jv *msg, struct strip *strip, char why[WHY_MAX])
{
	static const char *const places[] = {"strip.command", "command"};
	size_t i;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (msg_has(msg, places[i]))
			return strip_parse(msg, places[i], strip, why);
	return strip_parse(msg, "", strip, why);
}
