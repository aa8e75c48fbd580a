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

#include <stdbool.h>
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

struct image_provider {
	const char *tool; /* these five: see struct cloud_tool */
	const char *name; /* its provider */
	enum conf_key url;
	bool keyless;
	const char *auth;
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

/* image_job_main(argc, argv, provider): cloud_main() that buys a picture. */
int image_job_main(
    int argc, char *argv[], const struct image_provider *provider);

#endif /* AMB_CLOUD_IMAGE_JOB_H */
