#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "conf/conf.h"
#include "kb.h"
#include "prompt.h"
#include "scene/scene.h"
#include "spool/spool.h"
#include "json/msg.h"

enum { PROMPT_BYTES_MAX = 64 << 10 };

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

/* What is lit now: what the scene says, else what the spool does. */
static jv
current(const jv *scene)
{
	jv now = msg_get_kind(scene, "current", JV_KIND_OBJECT);
	char zone[SCENE_ZONE_MAX + 1];
	char name[SPOOL_NAME_MAX];
	jv lit = jv_object();

	if (!jv_is_valid(now)) {
		scene_zone(scene, zone);
		now = spool_json(spool_name(name, "state/%s/scene.json", zone));
	}
	lit = msg_copy_member(lit, &now, "strip.command.mode");
	lit = msg_copy_member(lit, &now, "strip.command.colors");
	lit = msg_copy_member(lit, &now, "strip.command.speed");
	lit = msg_copy_member(lit, &now, "strip.command.brightness");
	lit = msg_copy_member(lit, &now, "matrix.plan.scene_prompt");
	lit = msg_copy_member(lit, &now, "matrix.plan.subjects");
	lit = msg_copy_member(lit, &now, "matrix.plan.background");
	lit = msg_copy_member(lit, &now, "matrix.scene_prompt");
	lit = msg_copy_member(lit, &now, "matrix.subjects");
	lit = msg_copy_member(lit, &now, "matrix.background");
	jv_free(now);
	return lit;
}

/* A knowledge base that is not there is no reason not to plan. */
static jv
knowledge(const char *instruction)
{
	const char *file = conf_str(CONF_STRIP_KB_FILE);
	char *text = *file != '\0'
			 ? io_read_file(file, KB_BYTES_MAX, NULL)
			 : conf_read_share("kb/strip.txt", KB_BYTES_MAX);
	jv best = text != NULL ? kb_best(text, instruction) : jv_array();

	free(text);
	return best;
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
	const char *file;
	char *rules;
	char *data;
	jv user;

	if (instruction == NULL)
		return msg_bad("no 'instruction'");
	file = is_chinese(instruction) ? "prompts/planner.zh.txt"
				       : "prompts/planner.en.txt";
	rules = conf_read_share(file, PROMPT_BYTES_MAX);
	if (rules == NULL) {
		free(instruction);
		return msg_bad("cannot open '%s': %s", file, strerror(errno));
	}
	user = msg_obj("instruction", jv_string(instruction), "current",
	    current(scene), "knowledge", knowledge(instruction), NULL);
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
