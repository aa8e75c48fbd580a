#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/hash.h"
#include "base/utf8.h"
#include "cloud/answer_image.h"
#include "cloud/cloud_send.h"
#include "cloud/image_job.h"
#include "cloud/image_job_fetch.h"
#include "cloud/model_route.h"
#include "cloud/purchase.h"
#include "conf/conf.h"
#include "image/sniff.h"
#include "json/msg.h"

enum {
	STYLE_MAX = 400,				 /* bytes */
	TEXT_MAX = IMAGE_JOB_PROMPT_MAX - STYLE_MAX - 3, /* with ". ", NUL */
	COST_MAX = 1000000
};

/* Blank what some servers read as commands. */
static void
blank_commands(char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f ||
		    strchr("<>|", *text) != NULL)
			*text = ' ';
}

/* The subject, and the style that suits pictures for few LEDs. */
static void
write_prompt(const jv *scene, char prompt[IMAGE_JOB_PROMPT_MAX])
{
	char *text = msg_strdup(scene, "plan.matrix.scene_prompt");
	char *style = conf_read_share("prompts/picture.txt", STYLE_MAX);
	int len;

	if (text == NULL)
		text = msg_strdup(scene, "instruction");
	len = text != NULL ? (int)utf8_cut(text, TEXT_MAX) : 0;
	snprintf(prompt, IMAGE_JOB_PROMPT_MAX, "%.*s%s%s", len,
	    len > 0 ? text : "", len > 0 && style != NULL ? ". " : "",
	    len > 0 && style != NULL ? style : "");
	blank_commands(prompt);
	free(text);
	free(style);
	for (len = (int)strlen(prompt); len > 0 && prompt[len - 1] == ' ';
	     len--)
		prompt[len - 1] = '\0';
}

/* Returns whether the scene can be ordered; false after cloud_fail(). */
static bool
read_job(struct cloud *c, const jv *scene, struct image_job *job)
{
	static const char ok[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRS"
				 "TUVWXYZ0123456789._/%:-";
	const struct image_provider *p = c->tool->ctx;
	const char *model = model_route_model(c->tool->provider);

	job->cost = -1;
	scene_id(scene, job->id);
	job->seed = (uint32_t)(hash_text(job->id) & 0x7fffffff);
	snprintf(job->model, sizeof(job->model), "%s",
	    *model != '\0' ? model : p->model);
	snprintf(c->model, sizeof(c->model), "%s", job->model);
	write_prompt(scene, job->prompt);
	if (job->model[strspn(job->model, ok)] != '\0' ||
	    strstr(job->model, "..") != NULL)
		cloud_fail(
		    c, FAULT_REFUSED, "%s: bad model name", c->tool->provider);
	else if (job->prompt[0] == '\0')
		cloud_fail(c, FAULT_INPUT, "no 'plan.matrix.scene_prompt'");
	else if (getenv("AMB_IMAGE_OUT") == NULL && !c->dry)
		cloud_fail(c, FAULT_INPUT, "AMB_IMAGE_OUT is not set");
	else
		return true;
	return false;
}

static jv
send_order(struct cloud *c, const struct image_job *job)
{
	const struct image_provider *p = c->tool->ctx;
	char path[CLOUD_TEXT_MAX * 2];
	char url[CLOUD_URL_MAX];
	struct cloud_call call = {
	    .step = "order", .url = url, .auth = true, .max = CLOUD_JSON_MAX};
	struct http_reply reply;
	jv answer = jv_invalid();
	char *body = msg_text(p->body(job), NULL);

	p->path(job, path, sizeof(path));
	snprintf(url, sizeof(url), "%s%s", c->url, path);
	call.body = body;
	if (cloud_send(c, &call, &reply) == 0)
		answer = cloud_json(c, &reply);
	free(body);
	http_reply_release(&reply);
	return answer;
}

/* Poll and download the picture where needed.  Returns 0 or -1. */
static int
fetch_image(struct cloud *c, const struct image_job *job, const char *order,
    struct answer_image *image, enum order_state *state)
{
	const struct image_provider *p = c->tool->ctx;

	*state = ORDER_OPEN;
	if (image->poll_url != NULL) {
		purchase_order(job->id, order, image->poll_url);
		if (image_job_poll(c, p->home, image, state) == -1)
			return -1;
	}
	if (image->url != NULL && image_job_download(c, image, state) == -1)
		return -1;
	return 0;
}

/* Fail with the reason that an answer without a picture gives, if any. */
static void
fail_without_image(struct cloud *c, const jv *answer)
{
	const struct image_provider *p = c->tool->ctx;
	char why[CLOUD_TEXT_MAX] = "";

	if (p->refusal != NULL)
		p->refusal(answer, why, sizeof(why));
	if (why[0] != '\0')
		cloud_fail(c, FAULT_REFUSED, "%s: refused: %s",
		    c->tool->provider, why);
	else
		cloud_fail(c, FAULT_UNAVAILABLE, "%s: no picture in the answer",
		    c->tool->provider);
}

/*
 * Continue an order that an earlier process made.  Returns 0, -1, or 1 when a
 * new order is to be made.
 */
static int
resume_order(struct cloud *c, const struct image_job *job, const char *order,
    struct answer_image *image)
{
	enum order_state state;
	int rc;

	image->poll_url = purchase_pending_url(job->id, order);
	if (image->poll_url == NULL)
		return 1;
	rc = fetch_image(c, job, order, image, &state);
	if (state != ORDER_OPEN)
		purchase_order(job->id, order, NULL);
	if (rc == 0 || state != ORDER_RETRY)
		return rc;
	answer_image_release(image);
	return 1;
}

static int
new_order(struct cloud *c, struct image_job *job, const char *order,
    struct answer_image *image)
{
	enum order_state state = ORDER_OPEN;
	int rc = -1;
	jv answer = send_order(c, job);

	if (!jv_is_valid(answer))
		return -1;
	msg_num(&answer, "cost", 0, COST_MAX, &job->cost);
	answer_image_find(&answer, image);
	if (image->data == NULL && image->url == NULL &&
	    image->poll_url == NULL)
		fail_without_image(c, &answer);
	else
		rc = fetch_image(c, job, order, image, &state);
	if (rc == -1 && (state != ORDER_OPEN || c->fault == FAULT_REFUSED))
		purchase_order(job->id, order, NULL);
	jv_free(answer);
	return rc;
}

/* Buy the picture.  An incomplete one is not stored as bought. */
static int
buy(struct cloud *c, struct image_job *job, const char *order,
    struct answer_image *image)
{
	int rc = resume_order(c, job, order, image);

	if (rc == 1)
		rc = new_order(c, job, order, image);
	if (rc == -1)
		return -1;
	if (sniff(image->data, image->len) == NULL ||
	    sniff_truncated(image->data, image->len)) {
		cloud_fail(c, FAULT_UNAVAILABLE,
		    "%s: the answer is not a complete picture",
		    c->tool->provider);
		return -1;
	}
	if (purchase_keep(job->id, order, image->data, image->len) == -1)
		warn_errno("cannot store the picture of '%s'", job->id);
	return 0;
}

/* Get the picture that was bought before, or buy it. */
static int
get_image(struct cloud *c, struct image_job *job, const char *order,
    struct answer_image *image, bool *cached)
{
	image->data = purchase_read(job->id, order, &image->len);
	if (image->data == NULL)
		image->data = purchase_read_cached(order, &image->len);
	*cached = image->data != NULL;
	return *cached ? 0 : buy(c, job, order, image);
}

static int
write_out(struct cloud *c, const struct answer_image *image)
{
	FILE *out = fopen(getenv("AMB_IMAGE_OUT"), "we");
	bool ok = out != NULL &&
		  fwrite(image->data, 1, image->len, out) == image->len;

	if (out != NULL && fclose(out) == EOF)
		ok = false;
	if (!ok)
		cloud_fail(c, FAULT_STORAGE, "cannot write AMB_IMAGE_OUT");
	return ok ? 0 : -1;
}

static jv
answer_of(const struct cloud *c, const struct image_job *job,
    const struct answer_image *image, bool cached)
{
	jv answer;
	char generator[CLOUD_TEXT_MAX * 2];

	snprintf(
	    generator, sizeof(generator), "%s/%s", c->tool->provider, c->model);
	answer = msg_obj("generator", jv_string(generator), "format",
	    jv_string(sniff(image->data, image->len)), "bytes",
	    jv_number((double)image->len), "cached", jv_bool(cached), NULL);
	if (cached || job->cost < 0)
		return answer;
	return msg_set(answer, "cost", jv_number(job->cost));
}

static jv
work(struct cloud *c, const jv *scene)
{
	char order[CLOUD_TEXT_MAX * 2 + IMAGE_JOB_PROMPT_MAX];
	struct answer_image image = {0};
	struct image_job job;
	jv answer = jv_invalid();
	bool cached;

	if (!read_job(c, scene, &job))
		return jv_invalid();
	if (c->dry)
		return send_order(c, &job);
	snprintf(order, sizeof(order), "%s/%s %dx%d %s", c->tool->provider,
	    job.model, IMAGE_JOB_SIDE_PX, IMAGE_JOB_SIDE_PX, job.prompt);
	if (get_image(c, &job, order, &image, &cached) == 0 &&
	    write_out(c, &image) == 0)
		answer = answer_of(c, &job, &image, cached);
	answer_image_release(&image);
	return answer;
}

int
image_job_main(int argc, char *argv[], const struct image_provider *provider)
{
	const struct cloud_tool tool = {.name = provider->tool,
	    .provider = provider->name,
	    .budget = CONF_IMAGE_TIMEOUT_S,
	    .url = provider->url,
	    .keyless = provider->keyless,
	    .auth = provider->auth,
	    .work = work,
	    .ctx = provider};

	return cloud_main(argc, argv, &tool);
}
