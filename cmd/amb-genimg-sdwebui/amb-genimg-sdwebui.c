/*
 * amb-genimg-sdwebui - have a Stable Diffusion WebUI paint a picture
 *
 * reads	a scene		standard input
 * writes	the picture	AMB_IMAGE_OUT
 *		what it is	standard output
 */
#include <stdio.h>
#include <string.h>

#include "cloud/image_job.h"
#include "json/msg.h"

enum { STEPS = 20 };

static void
path(const struct image_job *job, char *buf, size_t size)
{
	(void)job;
	snprintf(buf, size, "/sdapi/v1/txt2img");
}

static jv
body(const struct image_job *job)
{
	const char *checkpoint = strchr(job->model, '/');
	jv order = msg_obj("prompt", jv_string(job->prompt), "negative_prompt",
	    jv_string("text, watermark, border"), "steps", jv_number(STEPS),
	    "width", jv_number(IMAGE_JOB_SIDE_PX), "height",
	    jv_number(IMAGE_JOB_SIDE_PX), "seed", jv_number(job->seed),
	    "batch_size", jv_number(1), "n_iter", jv_number(1), NULL);

	if (checkpoint == NULL)
		return order;
	return msg_set(order, "override_settings.sd_model_checkpoint",
	    jv_string(checkpoint + 1));
}

int
main(int argc, char *argv[])
{
	static const struct image_provider provider = {
	    .tool = "amb-genimg-sdwebui",
	    .name = "sdwebui",
	    .url = CONF_SDWEBUI_URL,
	    .keyless = true,
	    .auth = "Authorization: Basic ",
	    .model = "sdwebui",
	    .path = path,
	    .body = body,
	};

	return image_job_main(argc, argv, &provider);
}
