/*
 * handlers.h - the work of amb-cgi, one function for each route.
 *
 * Each gets a request whose method, path, body and parameters are valid for its
 * row of the table in route.c, and returns the reply.
 */
#ifndef AMB_CGI_HANDLERS_H
#define AMB_CGI_HANDLERS_H

#include "reply.h"
#include "request.h"

/* Plan a sentence and queue the rest. */
struct reply handle_submit(const struct request *r);

/* Show an uploaded picture on the matrix. */
struct reply handle_upload(const struct request *r);

/* Send the strip a command. */
struct reply handle_strip(const struct request *r);

/* Ask amb-publish, with r->verb and the parameters. */
struct reply handle_ask(const struct request *r);

/* The states that a zone has had, the newest first. */
struct reply handle_history(const struct request *r);

/* The timers of a zone or of all, and remove one. */
struct reply handle_timers(const struct request *r);
struct reply handle_cancel(const struct request *r);

/* The state of a job. */
struct reply handle_job(const struct request *r);

/* Whether the service works. */
struct reply handle_health(const struct request *r);

#endif /* AMB_CGI_HANDLERS_H */
