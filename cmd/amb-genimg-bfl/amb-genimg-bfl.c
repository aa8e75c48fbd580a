/*
 * amb-genimg-bfl - buy a picture from Black Forest Labs
 *
 * reads	a scene		standard input
 * writes	the picture	AMB_IMAGE_OUT
 *		what it is	standard output
 */
#include <fnmatch.h>
#include <stdio.h>

#include "cloud/image_job.h"
#include "json/msg.h"

enum { SIZED = 1, RATIO = 2, UPSAMPLING = 4 };

/* The parameters that a family accepts; the first match counts. */
static const struct {
	const char *model;
	int accepts;
} families[] = {
    {"flux-2-flex*", SIZED | UPSAMPLING},
    {"flux-2-*", SIZED},
    {"flux-kontext-*", RATIO | UPSAMPLING},
    {"flux-pro-1.1-ultra", RATIO | UPSAMPLING},
    {"*", SIZED | UPSAMPLING},
};

static int
accepts(const char *model)
{
	size_t i = 0;

	while (fnmatch(families[i].model, model, 0) != 0)
		i++;
	return families[i].accepts;
}

static void
path(const struct image_job *job, char *buf, size_t size)
{
	snprintf(buf, size, "/%s", job->model);
}

static jv
body(const struct image_job *job)
{
	int t = accepts(job->model);
	jv order = msg_obj("prompt", jv_string(job->prompt), "seed",
	    jv_number(job->seed), "output_format", jv_string("jpeg"), NULL);

	if (t & SIZED) {
		order = msg_set(order, "width", jv_number(IMAGE_JOB_SIDE_PX));
		order = msg_set(order, "height", jv_number(IMAGE_JOB_SIDE_PX));
	}
	if (t & RATIO)
		order = msg_set(order, "aspect_ratio", jv_string("1:1"));
	if (t & UPSAMPLING) /* the prompt is detailed enough */
		order = msg_set(order, "prompt_upsampling", jv_false());
	return order;
}

int
main(int argc, char *argv[])
{
	static const struct image_provider provider = {
	    .tool = "amb-genimg-bfl",
	    .name = "bfl",
	    .url = CONF_BFL_URL,
	    .auth = "x-key: ",
	    .model = "flux-2-klein-4b",
	    .home = "bfl.ai",
	    .path = path,
	    .body = body,
	};

	return image_job_main(argc, argv, &provider);
}
