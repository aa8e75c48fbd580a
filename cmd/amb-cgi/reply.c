#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "json/msg.h"
#include "reply.h"

enum { RETRY_AFTER_S = 2 };

static const struct {
	int status;
	const char *phrase;
} phrases[] = {
    {200, "OK"},
    {400, "Bad Request"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {411, "Length Required"},
    {413, "Payload Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {422, "Unprocessable Entity"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
};

static const char *
phrase(int status)
{
	size_t i;

	for (i = 0; i < sizeof(phrases) / sizeof(phrases[0]); i++)
		if (phrases[i].status == status)
			return phrases[i].phrase;
	return "Error";
}

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

	printf("Status: %d %s\r\n", reply.status, phrase(reply.status));
	printf("Content-Type: application/json\r\n");
	printf("Content-Length: %zu\r\n", strlen(text) + 1);
	printf("Cache-Control: no-cache\r\n");
	if (reply.allow != NULL)
		printf("Allow: %s\r\n", reply.allow);
	if (reply.status == 503)
		printf("Retry-After: %d\r\n", RETRY_AFTER_S);
	printf("\r\n");
	if (!head)
		printf("%s\n", text);
	free(reply.text);
	free(body);
	return stdout_close();
}
