/*
 * tool.h - run a tool of the family, and answer for what it could not do.
 */
#ifndef AMB_CGI_TOOL_H
#define AMB_CGI_TOOL_H

#include <stdbool.h>

#include <jv.h>

#include "reply.h"

enum { TOOL_TIMEOUT_MS = 20000 };

struct tool {
	const char *name;    /* "amb-strip", in AMB_BINDIR */
	const char *args[5]; /* its options; ends with NULL */
	int timeout_ms;	     /* it is killed after that; 0: TOOL_TIMEOUT_MS */
	int bad_input;	     /* the HTTP status when its input is at fault */
	bool mute;	     /* it writes nothing: msg becomes null */
};

/*
 * tool_run(tool, msg, bad): run it on msg, or on our own stdin when msg is
 * null, and put what it writes in place of msg.
 * Returns true.  When the tool fails, frees msg, sets *bad and returns false.
 */
bool tool_run(const struct tool *tool, jv *msg, struct reply *bad);

#endif /* AMB_CGI_TOOL_H */
