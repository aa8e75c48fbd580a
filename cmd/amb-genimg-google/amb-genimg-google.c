/*
 * amb-genimg-google - buy a picture from Gemini, or from Imagen
 *
 * reads	a scene		standard input
 * writes	the picture	AMB_IMAGE_OUT
 *		what it is	standard output
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "cloud/image_job.h"
#include "json/msg.h"

static bool
is_imagen(const char *model)
{
	return strncmp(model, "imagen-", 7) == 0;
}

static void
path(const struct image_job *job, char *buf, size_t size)
{
	snprintf(buf, size, "/models/%s:%s", job->model,
	    is_imagen(job->model) ? "predict" : "generateContent");
}

static jv
imagen(const struct image_job *job)
{
	return msg_obj("instances",
	    JV_ARRAY(msg_obj("prompt", jv_string(job->prompt), NULL)),
	    "parameters",
	    msg_obj("sampleCount", jv_number(1), "aspectRatio",
		jv_string("1:1"), NULL),
	    NULL);
}

static jv
gemini(const struct image_job *job)
{
	jv config = msg_obj("responseModalities",
	    JV_ARRAY(jv_string("TEXT"), jv_string("IMAGE")), "imageConfig",
	    msg_obj("aspectRatio", jv_string("1:1"), NULL), NULL);
	jv part = msg_obj("text", jv_string(job->prompt), NULL);

	return msg_obj("contents",
	    JV_ARRAY(msg_obj(
		"role", jv_string("user"), "parts", JV_ARRAY(part), NULL)),
	    "generationConfig", config, NULL);
}

static jv
body(const struct image_job *job)
{
	return is_imagen(job->model) ? imagen(job) : gemini(job);
}

static void
first_of(
    const jv *answer, const char *list, const char *key, char *buf, size_t size)
{
	jv array = msg_get(answer, list);
	jv element = msg_at(&array, 0);

	msg_str(&element, key, buf, size);
	jv_free(element);
	jv_free(array);
}

static void
refusal(const jv *answer, char *buf, size_t size)
{
	msg_str(answer, "promptFeedback.blockReason", buf, size);
	if (buf[0] == '\0')
		first_of(answer, "candidates", "finishReason", buf, size);
	if (buf[0] == '\0')
		first_of(answer, "predictions", "raiFilteredReason", buf, size);
	if (strcmp(buf, "STOP") == 0) /* it ended well, with no picture */
		buf[0] = '\0';
}

int
main(int argc, char *argv[])
{
	static const struct image_provider provider = {
	    .tool = "amb-genimg-google",
	    .name = "google",
	    .url = CONF_GOOGLE_URL,
	    .auth = "x-goog-api-key: ",
	    .model = "gemini-3.1-flash-image",
	    .path = path,
	    .body = body,
	    .refusal = refusal,
	};

	return image_job_main(argc, argv, &provider);
}
