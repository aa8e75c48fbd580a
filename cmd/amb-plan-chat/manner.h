/*
 * manner.h - how an endpoint and model want to be asked.
 *
 * Endpoints differ in which parameters they know and refuse what they do not.
 * What a refusal taught is kept in the spool for each base and model, for a
 * day, so that it is paid for once.
 */
#ifndef MANNER_H
#define MANNER_H

#include <stdbool.h>

#include <jv.h>

#include "cloud/http.h"

enum { MANNER_NAME_MAX = 64 };

struct manner {
	char name[MANNER_NAME_MAX]; /* in the spool */
	int format;		    /* 0 json_schema, 1 json_object, 2 none */
	int limit;  /* 0 max_tokens, 1 max_completion_tokens, 2 none */
	int warmth; /* 0 temperature, 1 none */
	int extras; /* 0 what the model's family wants, 1 none */
	jv more;    /* those extras */
};

/*
 * manner_read(m, base, model): what is known of it, else what its family
 * likes.  manner_keep(m): remember it.
 */
void manner_read(struct manner *m, const char *base, const char *model);
void manner_keep(const struct manner *m);
void manner_release(struct manner *m);

/*
 * manner_apply(m, request, schema): request with its parameters.  Consumes
 * both.
 */
jv manner_apply(const struct manner *m, jv request, jv schema);

/*
 * manner_learn(m, reply): give up, or rename, the parameter that an error
 * answer names.  Returns whether there was one to give up.
 */
bool manner_learn(struct manner *m, const struct http_reply *reply);

#endif /* MANNER_H */
