#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cgi.h"

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
    {507, "Insufficient Storage"},
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

const char *
cgi_env(const char *name)
{
	const char *text = getenv(name);

	return text != NULL ? text : "";
}

long long
cgi_number(const char *text)
{
	size_t n = strspn(text, "0123456789");

	if (n == 0 || n > 15 || text[n] != '\0')
		return -1;
	return strtoll(text, NULL, 10);
}

void
cgi_head(int status, size_t len, const char *allow)
{
	printf("Status: %d %s\r\n", status, phrase(status));
	printf("Content-Type: application/json\r\n");
	printf("Content-Length: %zu\r\n", len);
	printf("Cache-Control: no-cache\r\n");
	if (allow != NULL)
		printf("Allow: %s\r\n", allow);
	if (status == 503)
		printf("Retry-After: %d\r\n", RETRY_AFTER_S);
	printf("\r\n");
}
