#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/hash.h"
#include "cloud/answer_image.h"
#include "cloud/image_job.h"
#include "cloud/image_job_fetch.h"
#include "cloud/model_route.h"
#include "cloud/purchase.h"
#include "conf/conf.h"
#include "image/sniff.h"
#include "json/msg.h"

enum { TRIES = 3, STYLE_MAX = 400, COST_MAX = 1000000 };

/* Some servers read commands in these; no picture needs them. */
static void
defuse(char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ' || *text == 0x7f ||
		    strchr("<>|", *text) != NULL)
			*text = ' ';
}

/* Copy text whole characters at a time. */
static void
copy_text(char *buf, size_t size, const char *text)
{
	size_t n = strlen(text);

	if (n >= size)
		n = size - 1;
	while (n > 0 && text[n] != '\0' && (text[n] & 0xc0) == 0x80)
		n--;
	memcpy(buf, text, n);
	buf[n] = '\0';
}

/* What to paint, and how pictures for few LEDs should look. */
static void
describe(const jv *scene, char prompt[IMAGE_JOB_PROMPT_MAX])
{
	char *text = msg_strdup(scene, "plan.matrix.scene_prompt");
	char *style = conf_read_share("prompts/picture.txt", STYLE_MAX);
	size_t n;

	if (text == NULL)
		text = msg_strdup(scene, "instruction");
	copy_text(prompt, IMAGE_JOB_PROMPT_MAX - STYLE_MAX - 2,
	    text != NULL ? text : "");
	n = strlen(prompt);
	if (n > 0 && style != NULL)
		snprintf(prompt + n, IMAGE_JOB_PROMPT_MAX - n, ". %s", style);
	defuse(prompt);
	free(text);
	free(style);
	for (n = strlen(prompt); n > 0 && prompt[n - 1] == ' '; n--)
		prompt[n - 1] = '\0';
}

/* Returns whether there is something to order. */
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
	describe(scene, job->prompt);
	if (job->model[strspn(job->model, ok)] != '\0' ||
	    strstr(job->model, "..") != NULL)
		cloud_fail(
		    c, FAULT_REFUSED, "%s: bad model name", c->tool->provider);
	else if (job->prompt[0] == '\0')
		cloud_fail(c, FAULT_INPUT, "no 'plan.matrix.scene_prompt'");
	else if (getenv("AMB_IMAGE_OUT") == NULL && !c->dry)
		cloud_fail(c, FAULT_INPUT, "no AMB_IMAGE_OUT to write to");
	else
		return true;
	return false;
}

static jv
send_order(struct cloud *c, const struct image_job *job)
{
	const struct image_provider *p = c->tool->ctx;
	char url[CLOUD_URL_MAX];
	struct cloud_call call = {.step = "order",
	    .url = url,
	    .auth = true,
	    .max = CLOUD_JSON_MAX,
	    .tries = TRIES};
	struct http_reply reply;
	jv answer = jv_invalid();
	char *body = msg_text(p->body(job), NULL);
	int n = snprintf(url, sizeof(url), "%s", c->url);

	p->path(job, url + n, sizeof(url) - (size_t)n);
	call.body = body;
	if (cloud_send(c, &call, &reply) == 0)
		answer = cloud_json(c, &reply);
	free(body);
	http_reply_release(&reply);
	return answer;
}

/* Make f the bytes of the picture, wherever it is now.  0 or -1. */
static int
bring(struct cloud *c, const struct image_job *job, const char *order,
    struct answer_image *f)
{
	if (f->poll != NULL) {
		purchase_order(job->id, order, f->poll);
		if (picture_poll(c, f) == -1)
			return -1;
	}
	if (f->url != NULL && picture_download(c, f) == -1)
		return -1;
	return 0;
}

/* An answer without a picture says why, or is none. */
static void
explain(struct cloud *c, const jv *answer)
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

/* What was ordered before a process died.  Returns 1 when nothing was. */
static int
resume(struct cloud *c, const struct image_job *job, const char *order,
    struct answer_image *f)
{
	int rc;

	f->poll = c->dry ? NULL : purchase_pending_url(job->id, order);
	if (f->poll == NULL)
		return 1;
	rc = bring(c, job, order, f);
	if (f->over)
		purchase_order(job->id, order, NULL);
	if (rc == 0 || !f->again)
		return rc;
	answer_image_release(f);
	return 1;
}

static int
buy(struct cloud *c, struct image_job *job, const char *order,
    struct answer_image *f)
{
	int rc = resume(c, job, order, f);
	jv answer;

	if (rc != 1)
		return rc;
	rc = -1;
	answer = send_order(c, job);
	if (jv_is_valid(answer)) {
		msg_num(&answer, "cost", 0, COST_MAX, &job->cost);
		answer_image_find(&answer, f);
		if (f->data == NULL && f->url == NULL && f->poll == NULL)
			explain(c, &answer);
		else
			rc = bring(c, job, order, f);
		if (rc == -1 && (f->over || c->fault == FAULT_REFUSED))
			purchase_order(job->id, order, NULL);
	}
	jv_free(answer);
	return rc;
}

/* Check the bytes before they are kept: what is no picture was not bought. */
static int
obtain(struct cloud *c, struct image_job *job, const char *order,
    struct answer_image *f, bool *cached)
{
	if (!c->dry)
		f->data = purchase_read(job->id, order, &f->len);
	if (f->data == NULL && !c->dry)
		f->data = purchase_read_cached(order, &f->len);
	*cached = f->data != NULL;
	if (*cached)
		return 0;
	if (buy(c, job, order, f) == -1)
		return -1;
	if (sniff(f->data, f->len) == NULL ||
	    sniff_truncated(f->data, f->len)) {
		cloud_fail(c, FAULT_UNAVAILABLE,
		    "%s: what came is not a whole picture", c->tool->provider);
		return -1;
	}
	if (purchase_keep(job->id, order, f->data, f->len) == -1)
		warn_errno("cannot keep the picture of '%s'", job->id);
	return 0;
}

static int
write_out(struct cloud *c, const struct answer_image *f)
{
	FILE *out = fopen(getenv("AMB_IMAGE_OUT"), "we");
	bool ok = out != NULL && fwrite(f->data, 1, f->len, out) == f->len;

	if (out != NULL && fclose(out) == EOF)
		ok = false;
	if (!ok)
		cloud_fail(c, FAULT_STORAGE, "cannot write AMB_IMAGE_OUT");
	return ok ? 0 : -1;
}

static jv
answer_of(const struct cloud *c, const struct image_job *job,
    const struct answer_image *f, bool cached)
{
	jv answer;
	char generator[CLOUD_TEXT_MAX * 2];

	snprintf(
	    generator, sizeof(generator), "%s/%s", c->tool->provider, c->model);
	answer = msg_obj("generator", jv_string(generator), "format",
	    jv_string(sniff(f->data, f->len)), "bytes",
	    jv_number((double)f->len), "cached", jv_bool(cached), NULL);
	if (cached || job->cost < 0)
		return answer;
	return msg_set(answer, "cost", jv_number(job->cost));
}

jv
image_job_work(struct cloud *c, const jv *scene)
{
	char order[CLOUD_TEXT_MAX * 2 + IMAGE_JOB_PROMPT_MAX];
	struct answer_image f = {0};
	struct image_job job;
	jv answer = jv_invalid();
	bool cached;

	if (!read_job(c, scene, &job))
		return jv_invalid();
	snprintf(order, sizeof(order), "%s/%s %dx%d %s", c->tool->provider,
	    job.model, IMAGE_JOB_SIDE_PX, IMAGE_JOB_SIDE_PX, job.prompt);
	if (obtain(c, &job, order, &f, &cached) == 0 && write_out(c, &f) == 0)
		answer = answer_of(c, &job, &f, cached);
	answer_image_release(&f);
	return answer;
}
