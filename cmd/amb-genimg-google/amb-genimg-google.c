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
	return JV_OBJECT(jv_string("instances"),
	    JV_ARRAY(JV_OBJECT(jv_string("prompt"), jv_string(job->prompt))),
	    jv_string("parameters"),
	    JV_OBJECT(jv_string("sampleCount"), jv_number(1),
		jv_string("aspectRatio"), jv_string("1:1")));
}

static jv
gemini(const struct image_job *job)
{
	jv config = JV_OBJECT(jv_string("responseModalities"),
	    JV_ARRAY(jv_string("TEXT"), jv_string("IMAGE")),
	    jv_string("imageConfig"),
	    JV_OBJECT(jv_string("aspectRatio"), jv_string("1:1")));
	jv part = JV_OBJECT(jv_string("text"), jv_string(job->prompt));

	return JV_OBJECT(jv_string("contents"),
	    JV_ARRAY(JV_OBJECT(jv_string("role"), jv_string("user"),
		jv_string("parts"), JV_ARRAY(part))),
	    jv_string("generationConfig"), config);
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
main(int argc, char **argv)
{
	static const struct image_provider provider = {
	    .model = "gemini-3.1-flash-image",
	    .path = path,
	    .body = body,
	    .refusal = refusal,
	};
	static const struct cloud_tool tool = {
	    .name = "amb-genimg-google",
	    .provider = "google",
	    .budget = CONF_IMAGE_TIMEOUT_S,
	    .url = CONF_GOOGLE_URL,
	    .keys = {CONF_GEMINI_API_KEY},
	    .n_keys = 1,
	    .auth = "x-goog-api-key: ",
	    .work = image_job_work,
	    .ctx = &provider,
	};

	return cloud_main(argc, argv, &tool);
}
