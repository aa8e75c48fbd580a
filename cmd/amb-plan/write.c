#include <math.h>

#include "json/msg.h"
#include "speech/speech.h"
#include "write.h"

static jv
write_colors(const struct strip *s)
{
	jv list = jv_array();
	int i;

	for (i = 0; i < s->n_colors; i++)
		list = jv_array_append(list, color_json(&s->colors[i]));
	return list;
}

static jv
write_strip(const struct speech *speech)
{
	const struct strip *s = &speech->plan->strip;
	char reason[SPEECH_BYTES];

	speech_reason(speech, PART_STRIP, reason);
	return msg_obj("theme", jv_string(speech_theme(speech)), "mode",
	    jv_string(strip_mode_name(s->mode)), "speed", jv_number(s->speed),
	    "brightness", jv_number(s->brightness), "colors", write_colors(s),
	    "reason", jv_string(reason), NULL);
}

static jv
write_picture(const struct speech *speech)
{
	const struct picture *p = &speech->plan->picture;
	char reason[SPEECH_BYTES];
	jv subjects = jv_array();
	jv ground = jv_array();
	int i;

	speech_reason(speech, PART_MATRIX, reason);
	for (i = 0; i < p->n_subjects; i++)
		subjects = jv_array_append(subjects, jv_string(p->subject[i]));
	for (i = 0; i < p->n_ground; i++)
		ground = jv_array_append(ground, msg_rgb(p->ground[i]));
	return msg_obj("scene_prompt", jv_string(p->prompt), "subjects",
	    subjects, "background", ground, "reason", jv_string(reason),
	    "image_model", jv_string("paint"), "text",
	    p->text[0] != '\0' ? jv_string(p->text) : jv_invalid(), NULL);
}

jv
write_plan(const struct lexicon *lex, const struct intent *in,
    const struct plan *plan, uint32_t seed)
{
	static const char *const targets[] = {[PART_STRIP] = "strip",
	    [PART_MATRIX] = "matrix",
	    [PART_BOTH] = "both"};
	char sentence[SPEECH_BYTES] = "";
	struct speech speech;

	speech_init(&speech, lex, in, plan);
	speech_sentence(&speech, seed, sentence);
	return msg_obj("target", jv_string(targets[plan->parts]), "planner",
	    jv_string("local"), "degraded", jv_false(), "confidence",
	    jv_number(round(in->confidence * 100) / 100), "matrix",
	    plan->parts & PART_MATRIX ? write_picture(&speech) : jv_invalid(),
	    "strip",
	    plan->parts & PART_STRIP ? write_strip(&speech) : jv_invalid(),
	    "speakable_reason", jv_string(sentence), NULL);
}
