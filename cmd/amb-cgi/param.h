/*
 * param.h - what a route takes from a request, checked before it is handled.
 *
 * A handler sees only values that its table allows, in r->args.
 */
#ifndef AMB_CGI_PARAM_H
#define AMB_CGI_PARAM_H

#include <stdbool.h>

#include "reply.h"
#include "request.h"

enum param_place { PARAM_QUERY, PARAM_BODY, PARAM_PATH };

enum param_kind {
	PARAM_INT,   /* a whole number, min to max */
	PARAM_BOOL,  /* true or false; in a query also 1, yes, on, ... */
	PARAM_SCENE, /* as a scene's member of that name must be */
};

struct param {
	enum param_place place;
	const char *name;
	enum param_kind kind;
	int min;
	int max;
	bool required;
	/* what counts when it is absent, as a query would have it; or NULL */
	const char *fallback;
};

/*
 * param_read(params, r, bad): set r->args to an object of the parameters, of a
 * table that ends with a name of NULL.  One that is absent, not required and
 * without a fallback is left out.  Returns false and sets *bad, 422, at the
 * first that is not what it must be.
 */
bool param_read(
    const struct param *params, struct request *r, struct reply *bad);

#endif /* AMB_CGI_PARAM_H */
