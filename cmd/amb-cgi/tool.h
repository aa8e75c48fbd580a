/*
 * tool.h - run another tool of amb; the reply to its failure.
 */
#ifndef AMB_CGI_TOOL_H
#define AMB_CGI_TOOL_H

#include <stdbool.h>

#include <jv.h>

#include "reply.h"

enum { TOOL_TIMEOUT_MS = 20000 };

struct tool {
	const char *name;    /* "amb-strip", in AMB_BINDIR */
	const char *args[6]; /* its options; ends with NULL */
	int timeout_ms;	     /* until it is killed; 0: TOOL_TIMEOUT_MS */
	int bad_input;	     /* the HTTP status for exit status 65 */
	bool mute;	     /* it writes nothing: msg becomes null */
};

/*
 * tool_run(tool, msg, bad): run it with msg on its stdin, or with our own stdin
 * when msg is null, and replace msg by the object that it writes.
 * Returns true.  When the tool fails, frees msg, sets *bad and returns false.
 */
bool tool_run(const struct tool *tool, jv *msg, struct reply *bad);

/*
 * tool_with_id(msg): msg with the id of this request: that of REQUEST_ID,
 * by which amb-command has asked before, or a new one.  Consumes msg.
 */
jv tool_with_id(jv msg);

/*
 * tool_publish(verb, arg, bad_input, answer, bad): ask amb-publish, see
 * spool/publisher.h, which goes on when this process is killed.  Consumes arg.
 * Likewise.
 */
bool tool_publish(
    const char *verb, jv arg, int bad_input, jv *answer, struct reply *bad);

#endif /* AMB_CGI_TOOL_H */
