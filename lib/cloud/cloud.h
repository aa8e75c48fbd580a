/*
 * cloud.h - what all helpers that call a provider share; see amb-helper(7).
 *
 * A helper is a table and a work function.  Its key is sent to the configured
 * endpoint alone and is in no message, log or file; a failure is one JSON
 * object on stdout; every call is a line on stderr.
 */
#ifndef AMB_CLOUD_CLOUD_H
#define AMB_CLOUD_CLOUD_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "base/why.h"
#include "conf/conf.h"
#include "scene/scene.h"

enum {
	CLOUD_JSON_MAX = 16 << 20, /* bytes of an answer */
	CLOUD_TEXT_MAX = 256,
	CLOUD_URL_MAX = 2048
};

struct cloud {
	const struct cloud_tool *tool;
	char *url; /* the configured endpoint, no / at its end */
	char model[CLOUD_TEXT_MAX]; /* in the log; set by work */
	int64_t start_ms;	    /* these two of clock_elapsed_ms() */
	int64_t end_ms;		    /* of the last call */
	bool dry;		    /* -n */
	bool progress;		    /* -v: report it on stderr */
	char *auth;		    /* the header that holds the key, or NULL */
	struct http *http;	    /* see http.h; made at the first call */
	jv request;		    /* when dry: what would be sent */
	enum fault fault;	    /* why work failed */
	char why[WHY_MAX];
	bool provider_failed; /* at the last call; see breaker.h */
	bool called;
};

struct cloud_tool {
	const char *name;     /* of the program: "amb-genimg-bfl" */
	const char *provider; /* in logs, generator and model_route: "bfl" */
	enum conf_key budget; /* seconds, when AMB_DEADLINE_MS is not set */
	enum conf_key url;
	bool keyless;	  /* it may be called without a key */
	const char *auth; /* "x-key: "; with "Basic " the key is in base64 */
	/* work(c, scene): returns the answer, or cloud_fail(). */
	jv (*work)(struct cloud *c, const jv *scene);
	const void *ctx; /* for work */
};

/*
 * cloud_main(argc, argv, tool): options, configuration, scene, work, answer.
 * Returns the exit status.
 */
int cloud_main(int argc, char *argv[], const struct cloud_tool *tool);

/*
 * cloud_fail(c, fault, fmt, ...): set why work fails, with the key masked.
 * Returns an invalid jv.
 */
jv cloud_fail(struct cloud *c, enum fault fault, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

#endif /* AMB_CLOUD_CLOUD_H */
