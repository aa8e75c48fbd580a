/*
 * image_job.h - buy a picture: what all amb-genimg-* helpers share.
 *
 * Order it; poll when the answer has a polling URL; download when it has a URL;
 * check that it is a complete picture; store it with its receipt (purchase.h);
 * write it to AMB_IMAGE_OUT.  A provider is a table with functions for the path
 * and the body of the order.
 */
#ifndef AMB_CLOUD_IMAGE_JOB_H
#define AMB_CLOUD_IMAGE_JOB_H

#include <stdint.h>

#include <jv.h>

#include "cloud/cloud.h"
#include "scene/ulid.h"

enum {
	IMAGE_JOB_SIDE_PX = 512, /* enough for any matrix, and the cheapest */
	IMAGE_JOB_PROMPT_MAX = 1500 /* bytes */
};

struct image_job {
	char id[ULID_LEN + 1];
	char model[CLOUD_TEXT_MAX];
	char prompt[IMAGE_JOB_PROMPT_MAX];
	uint32_t seed; /* the same for the same scene; 31 bits */
	double cost;   /* in the provider's unit; -1: unknown */
};

/* The ctx of a cloud_tool whose work is image_job_work(). */
struct image_provider {
	const char *model; /* the default; MATRIX_IMAGE_MODEL may replace it */
	/*
	 * home: polling URLs must be below this domain, and get the key; NULL:
	 * they may be anywhere, and get it on the configured host alone.
	 */
	const char *home;
	/* path(job, buf, size): what follows the configured URL. */
	void (*path)(const struct image_job *job, char *buf, size_t size);
	/* body(job): the order. */
	jv (*body)(const struct image_job *job);
	/*
	 * refusal(answer, buf, size): why an answer without a picture has none;
	 * "" when there is no reason in it.  May be NULL.
	 */
	void (*refusal)(const jv *answer, char *buf, size_t size);
};

/* image_job_work(c, scene): see struct cloud_tool. */
jv image_job_work(struct cloud *c, const jv *scene);

#endif /* AMB_CLOUD_IMAGE_JOB_H */
