/*
 * handlers.h - what amb-cgi does, one function for each route.
 *
 * Each takes a request whose method and path fit, and returns the reply.
 */
#ifndef AMB_HANDLERS_H
#define AMB_HANDLERS_H

#include "reply.h"
#include "request.h"

/* Plan a sentence and queue the rest. */
struct reply handle_submit(const struct request *r);

/* Make an uploaded picture the matrix. */
struct reply handle_picture(const struct request *r);

/* Give the strip a command. */
struct reply handle_strip(const struct request *r);

/* Show again what a zone showed before its last change. */
struct reply handle_undo(const struct request *r);

/* What a zone has shown, the newest first. */
struct reply handle_history(const struct request *r);

/* Where a job is; r->part is its id. */
struct reply handle_job(const struct request *r);

/* Whether the service can do its work. */
struct reply handle_health(const struct request *r);

/* A state file that the server did not find; r->part is the zone or "". */
struct reply handle_state(const struct request *r);

#endif /* AMB_HANDLERS_H */
