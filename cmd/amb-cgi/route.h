/*
 * route.h - the table of what is answered, and where.
 *
 * A route is a row: its methods and path, what it takes from the body and
 * the query, and the function that does the work.
 */
#ifndef AMB_CGI_ROUTE_H
#define AMB_CGI_ROUTE_H

#include "reply.h"
#include "request.h"

/*
 * route_answer(r): the reply to a request, whatever it is.  Reads the body and
 * the parameters that the row names into r.
 */
struct reply route_answer(struct request *r);

#endif /* AMB_CGI_ROUTE_H */
