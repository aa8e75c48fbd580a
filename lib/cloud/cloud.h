/*
 * cloud.h - what all helpers that call a provider share; see amb-helper(7).
 *
 * A helper is a table and a work function.  Its key goes to the configured
 * endpoint alone, and into no message, log or file; a failure is told in one
 * JSON object on stdout; every call is a line on stderr.
 */
#ifndef AMB_CLOUD_CLOUD_H
#define AMB_CLOUD_CLOUD_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "cloud/http.h"
#include "conf/conf.h"
#include "scene/scene.h"

enum {
	CLOUD_JSON_MAX = 16 << 20, /* bytes of an answer */
	CLOUD_TEXT_MAX = 256,
	CLOUD_URL_MAX = 2048,
	CLOUD_KEYS_MAX = 3
};

struct cloud {
	const struct cloud_tool *tool;
	char *url;		    /* the configured endpoint, no / after it */
	char model[CLOUD_TEXT_MAX]; /* in the log; set by work */
	int64_t deadline_ms;	    /* for calls, since 1970 */
	int64_t start_ms;
	bool dry;	   /* -n */
	bool progress;	   /* tell on stderr how it goes */
	char *auth;	   /* the header that holds the key, or NULL */
	struct http *http; /* made at the first call */
	jv request;	   /* when dry: what would be sent */
	enum fault fault;  /* why work failed */
	char why[CLOUD_TEXT_MAX * 2];
	bool sick; /* the last call tells against the provider itself */
	int calls;
};

struct cloud_tool {
	const char *name;     /* of the program */
	const char *provider; /* in logs and generator */
	enum conf_key budget; /* seconds, when AMB_DEADLINE_MS is not set */
	enum conf_key url;
	enum conf_key keys[CLOUD_KEYS_MAX]; /* the first that is set counts */
	int n_keys;
	bool keyless;	  /* it may do without */
	const char *auth; /* "x-key: "; "... Basic " has the key encoded */
	/*
	 * work(c, scene): the answer, or cloud_fail().  A scene is borrowed.
	 */
	jv (*work)(struct cloud *c, const jv *scene);
	const void *ctx; /* for work */
};

/*
 * cloud_main(argc, argv, tool): options, configuration, scene, work, answer.
 * Returns the exit status.
 */
int cloud_main(int argc, char **argv, const struct cloud_tool *tool);

/*
 * cloud_fail(c, fault, fmt, ...): say why work failed.  Returns an invalid jv.
 */
jv cloud_fail(struct cloud *c, enum fault fault, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

struct cloud_call {
	const char *step; /* in the log: "submit" */
	const char *url;  /* whole */
	bool foreign;	  /* it came out of an answer */
	bool auth;	  /* send the key */
	const char *body; /* or NULL to GET */
	size_t max;	  /* bytes */
	int tries;	  /* of what may be tried again */
};

/*
 * cloud_send(c, call, reply): make a call, again after 408, 429, 5xx and when
 * there was no connection, as far as time allows.  Returns 0 when the status
 * was 2xx, else -1 and has said cloud_fail().  reply is to be released.
 */
int cloud_send(
    struct cloud *c, const struct cloud_call *call, struct http_reply *reply);

/*
 * cloud_json(c, reply): the object in a body, else cloud_fail().
 */
jv cloud_json(struct cloud *c, const struct http_reply *reply);

/* cloud_wait(c, ms): sleep.  Returns false when that is past the deadline. */
bool cloud_wait(struct cloud *c, int64_t ms);

/* cloud_progress(c, what): tell how far it is, for who watches. */
void cloud_progress(const struct cloud *c, const char *what);

/* cloud_message(body, buf, size): what an error body says; "" for nothing. */
char *cloud_message(const struct http_reply *reply, char *buf, size_t size);

#endif /* AMB_CLOUD_CLOUD_H */
