#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cgi.h"
#include "base/diag.h"
#include "json/msg.h"
#include "reply.h"

struct reply
reply_ok(jv body)
{
	return (struct reply){.status = 200, .body = body};
}

struct reply
reply_text(char *text)
{
	return (struct reply){.status = 200, .body = jv_null(), .text = text};
}

struct reply
reply_error(int status, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return (struct reply){
	    .status = status, .body = msg_obj("detail", jv_string(text), NULL)};
}

struct reply
reply_storage(const char *what)
{
	warn_errno("cannot %s", what);
	return reply_error(500, "cannot %s: %s", what, strerror(errno));
}

struct reply
reply_no_state(const char *zone)
{
	return reply_error(404, "zone '%s' has no state yet", zone);
}

int
reply_write(struct reply reply, bool head)
{
	char *body = msg_text(reply.body, NULL);
	const char *text = reply.text != NULL ? reply.text : body;

	cgi_head(reply.status, strlen(text) + 1, reply.allow);
	if (!head)
		printf("%s\n", text);
	free(reply.text);
	free(body);
	return stdout_close();
}
