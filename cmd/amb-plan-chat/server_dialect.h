/*
 * server_dialect.h - which parameters an endpoint accepts for a model.
 *
 * Endpoints refuse parameters that they do not support.  What a refusal shows
 * is stored in the spool for each endpoint and model, for a day, so that it
 * costs one call.
 */
#ifndef AMB_PLAN_CHAT_SERVER_DIALECT_H
#define AMB_PLAN_CHAT_SERVER_DIALECT_H

#include <stdbool.h>

#include <jv.h>

#include "cloud/http.h"

enum { DIALECT_NAME_MAX = 64 }; /* bytes */

enum dialect_parameter {
	DIALECT_FORMAT,	     /* 0 json_schema, 1 json_object, 2 none */
	DIALECT_LIMIT,	     /* 0 max_tokens, 1 max_completion_tokens, 2 none */
	DIALECT_TEMPERATURE, /* 0 sent, 1 not */
	DIALECT_EXTRAS,	     /* 0 sent, 1 not */
	DIALECT_PARAMETERS
};

struct server_dialect {
	char name[DIALECT_NAME_MAX]; /* of its file in the spool */
	int form[DIALECT_PARAMETERS];
	jv extras; /* more members of a request for this model */
};

/*
 * server_dialect_read(d, url, model): what is stored for this endpoint, else
 * what the model's family accepts.  d is to be released.
 * server_dialect_keep(d): store it.
 */
void server_dialect_read(
    struct server_dialect *d, const char *url, const char *model);
void server_dialect_keep(const struct server_dialect *d);
void server_dialect_release(struct server_dialect *d);

/*
 * server_dialect_apply(d, request, schema): request with its parameters.
 * Consumes both.
 */
jv server_dialect_apply(const struct server_dialect *d, jv request, jv schema);

/*
 * server_dialect_learn(d, reply): rename or omit the parameter that an error
 * reply names.  Returns whether there was one, so that a new request differs.
 */
bool server_dialect_learn(
    struct server_dialect *d, const struct http_reply *reply);

#endif /* AMB_PLAN_CHAT_SERVER_DIALECT_H */
