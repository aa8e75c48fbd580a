/*
 * param.h - the parameters of a request, checked before it is handled.
 *
 * A handler sees only values that its table allows, in r->args.
 */
#ifndef AMB_CGI_PARAM_H
#define AMB_CGI_PARAM_H

#include <stdbool.h>

#include "reply.h"
#include "request.h"

enum param_place {
	PARAM_QUERY,
	PARAM_BODY,
	PARAM_ANY, /* of the query, else of the body */
	PARAM_PATH
};

enum param_kind {
	PARAM_INT,   /* of a query: a whole number, min to max */
	PARAM_BOOL,  /* of a query: true or false, also 1, yes, on, ... */
	PARAM_SCENE, /* valid as a scene's member of that name */
	PARAM_VALUE, /* any, which amb-publish checks */
	PARAM_NAME,  /* of a kept scene; amb-publish checks more of it */
};

struct param {
	enum param_place place;
	const char *name;
	enum param_kind kind;
	int min;
	int max;
	bool required;
	const char *fallback; /* used when it is absent, or NULL */
	const char *as;	      /* its name in args, when that is another one */
};

/*
 * param_read(params, r, bad): set r->args to an object of the parameters, of a
 * table that ends with a name of NULL.  One that is absent, not required and
 * without a fallback is left out.  Returns false and sets *bad, 422, at the
 * first that is invalid.
 */
bool param_read(
    const struct param *params, struct request *r, struct reply *bad);

#endif /* AMB_CGI_PARAM_H */
