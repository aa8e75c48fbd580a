/*
 * amb-genimg-openai - buy a picture from an OpenAI-compatible server
 *
 * reads	a scene		standard input
 * writes	the picture	AMB_IMAGE_OUT
 *		what it is	standard output
 */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cloud/image_job.h"
#include "json/msg.h"

/* The members besides model, prompt and n; the first match counts. */
static const struct {
	const char *model;
	const char *more;
} families[] = {
    {"gpt-image-2*", "{\"size\":\"512x512\",\"quality\":\"low\","
		     "\"output_format\":\"jpeg\"}"},
    {"gpt-image-*", "{\"size\":\"1024x1024\",\"quality\":\"low\","
		    "\"output_format\":\"jpeg\"}"},
    {"dall-e-3", "{\"size\":\"1024x1024\",\"response_format\":\"b64_json\"}"},
    {"dall-e-2", "{\"size\":\"256x256\",\"response_format\":\"b64_json\"}"},
    {"FLUX*", "{}"},
    {"*", "{\"size\":\"512x512\",\"response_format\":\"b64_json\"}"},
};

enum { SHORT_PROMPT = 1000 }; /* bytes; dall-e-2 accepts 1000 characters */

static void
path(const struct image_job *job, char *buf, size_t size)
{
	(void)job;
	snprintf(buf, size, "/images/generations");
}

static jv
prompt_of(const struct image_job *job)
{
	size_t max = strcmp(job->model, "dall-e-2") == 0 ? SHORT_PROMPT
							 : IMAGE_JOB_PROMPT_MAX;

	return jv_string_sized(job->prompt, (int)utf8_cut(job->prompt, max));
}

static jv
body(const struct image_job *job)
{
	size_t i = 0;
	jv more;

	while (fnmatch(families[i].model, job->model, 0) != 0)
		i++;
	more = msg_parse(families[i].more, strlen(families[i].more));
	more = msg_set(more, "model", jv_string(job->model));
	more = msg_set(more, "prompt", prompt_of(job));
	return msg_set(more, "n", jv_number(1));
}

int
main(int argc, char *argv[])
{
	static const struct image_provider provider = {
	    .tool = "amb-genimg-openai",
	    .name = "openai",
	    .url = CONF_IMAGE_URL,
	    .auth = "Authorization: Bearer ",
	    .model = "gpt-image-1-mini",
	    .path = path,
	    .body = body,
	};

	return image_job_main(argc, argv, &provider);
}
