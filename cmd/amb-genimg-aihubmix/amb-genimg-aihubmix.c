/*
 * amb-genimg-aihubmix - buy a picture through aihubmix's predictions
 *
 * reads	a scene		standard input
 * writes	the picture	AMB_IMAGE_OUT
 *		what it is	standard output
 */
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>

#include "cloud/image_job.h"
#include "json/msg.h"

/* The members besides the prompt, by vendor; the first match counts. */
static const struct {
	const char *model;
	const char *more;
} families[] = {
    {"openai*", "{\"size\":\"1024x1024\",\"quality\":\"low\",\"n\":1}"},
    {"bfl*", "{\"width\":512,\"height\":512,\"output_format\":\"jpeg\"}"},
    {"doubao*", "{\"size\":\"1024x1024\"}"},
    {"*", "{}"},
};

static void
path(const struct image_job *job, char *buf, size_t size)
{
	snprintf(buf, size, "/models/%s/predictions", job->model);
}

static jv
body(const struct image_job *job)
{
	size_t i = 0;
	jv input;

	while (fnmatch(families[i].model, job->model, 0) != 0)
		i++;
	input = msg_parse(families[i].more, strlen(families[i].more));
	input = msg_set(input, "prompt", jv_string(job->prompt));
	return msg_obj("input", input, NULL);
}

int
main(int argc, char *argv[])
{
	static const struct image_provider provider = {
	    .tool = "amb-genimg-aihubmix",
	    .name = "aihubmix",
	    .url = CONF_AIHUBMIX_URL,
	    .auth = "Authorization: Bearer ",
	    .model = "bfl/flux-2-flex",
	    .path = path,
	    .body = body,
	};

	return image_job_main(argc, argv, &provider);
}
