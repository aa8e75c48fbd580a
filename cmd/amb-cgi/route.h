/*
 * route.h - the routes of amb-cgi.
 *
 * A route is a row of one table: its methods and path, its body and parameters,
 * and the function that does the work.
 */
#ifndef AMB_CGI_ROUTE_H
#define AMB_CGI_ROUTE_H

#include "reply.h"
#include "request.h"

/*
 * route_answer(r): the reply to any request.  Reads the body and the parameters
 * that the row names into r.
 */
struct reply route_answer(struct request *r);

#endif /* AMB_CGI_ROUTE_H */
