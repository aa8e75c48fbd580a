#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "prompt.h"
#include "scene/scene.h"
#include "spool/spool.h"

enum { PROMPT_BYTES_MAX = 64 << 10, KNOWLEDGE_MAX = 16 << 10 }; /* bytes */

static bool
is_chinese(const char *text)
{
	size_t left = strlen(text);
	uint32_t code;
	int n;

	for (; left > 0 && (n = utf8_next(text, left, &code)) > 0; text += n) {
		left -= (size_t)n;
		if (code >= 0x3400 && code <= 0x9fff)
			return true;
	}
	return false;
}

/* What the lights show: from the scene, else from the spool. */
static jv
current(const jv *scene)
{
	static const char *const members[] = {"strip.command.mode",
	    "strip.command.colors", "strip.command.speed",
	    "strip.command.brightness", "matrix.plan.scene_prompt",
	    "matrix.plan.subjects", "matrix.plan.background",
	    "matrix.scene_prompt", "matrix.subjects", "matrix.background",
	    "power.matrix", "power.strip", "brightness.matrix"};
	jv now = msg_get_kind(scene, "current", JV_KIND_OBJECT);
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	jv lit = jv_object();
	size_t i;

	if (!jv_is_valid(now)) {
		jv_free(now);
		scene_zone(scene, zone);
		now = spool_json(layout_scene(name, zone));
	}
	for (i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		lit = msg_copy_member(lit, &now, members[i]);
	jv_free(now);
	return lit;
}

/* The first whole lines of a file, in at most KNOWLEDGE_MAX bytes, or NULL. */
static char *
read_lines(const char *path)
{
	char *text = calloc(1, KNOWLEDGE_MAX + 2);
	FILE *f = fopen(path, "re");
	size_t n = 0;

	if (f != NULL && text != NULL)
		n = fread(text, 1, KNOWLEDGE_MAX + 1, f);
	if (f == NULL || text == NULL || ferror(f)) {
		warn_errno("cannot read '%s'", path);
		free(text);
		text = NULL;
	} else if (n > KNOWLEDGE_MAX) {
		warn_msg("only the first %d bytes of '%s' are sent",
		    KNOWLEDGE_MAX, path);
		while (n > 0 && text[n - 1] != '\n')
			n--;
		text[n] = '\0';
	}
	if (f != NULL)
		fclose(f);
	return text;
}

/* Advice, a line each.  A plan can be made without it. */
static jv
knowledge(void)
{
	const char *file = conf_str(CONF_STRIP_KB_FILE);
	char bundled[PATH_MAX];
	jv lines = jv_array();
	char *text;
	char *rest;
	char *line;

	snprintf(
	    bundled, sizeof(bundled), "%s/kb/strip.txt", conf_str(CONF_SHARE));
	rest = text = read_lines(*file != '\0' ? file : bundled);
	while ((line = strsep(&rest, "\n")) != NULL) {
		line[strcspn(line, "\r")] = '\0';
		if (line[0] != '#' && line[strspn(line, " \t")] != '\0')
			lines = jv_array_append(lines, jv_string(line));
	}
	free(text);
	return lines;
}

static jv
message(const char *role, jv content)
{
	return msg_obj("role", jv_string(role), "content", content, NULL);
}

jv
prompt_messages(const jv *scene)
{
	char *instruction = msg_strdup(scene, "instruction");
	const char *file = is_chinese(instruction) ? "prompts/planner.zh.txt"
						   : "prompts/planner.en.txt";
	char *rules = conf_read_share(file, PROMPT_BYTES_MAX);
	char *data;
	jv user;

	if (rules == NULL) {
		free(instruction);
		return msg_bad("cannot open '%s': %s", file, strerror(errno));
	}
	user = msg_obj("instruction", jv_string(instruction), "current",
	    current(scene), "knowledge", knowledge(), NULL);
	data = msg_text(user, NULL);
	user = JV_ARRAY(message("system", jv_string(rules)),
	    message("user", jv_string(data)));
	free(data);
	free(rules);
	free(instruction);
	return user;
}

jv
prompt_schema(void)
{
	static const char file[] = "prompts/plan.schema.json";
	char *text = conf_read_share(file, PROMPT_BYTES_MAX);
	jv schema;

	if (text == NULL)
		return msg_bad("cannot open '%s': %s", file, strerror(errno));
	schema = msg_parse(text, strlen(text));
	free(text);
	return schema;
}
