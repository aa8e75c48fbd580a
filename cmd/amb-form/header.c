#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/percent.h"
#include "header.h"

void
header_word(const char *value, char buf[HEADER_MAX + 1])
{
	snprintf(
	    buf, HEADER_MAX + 1, "%.*s", (int)strcspn(value, "; \t"), value);
}

/* Copy a quoted string to buf.  Returns the position after it. */
static const char *
copy_quoted(const char *p, char *buf)
{
	for (p++; *p != '\0' && *p != '"'; p++) {
		/* other backslashes stay: some clients send C:\a.png unescaped
		 */
		if (p[0] == '\\' && (p[1] == '"' || p[1] == '\\'))
			p++;
		*buf++ = *p;
	}
	*buf = '\0';
	return *p == '"' ? p + 1 : p;
}

/* Copy the value of a parameter.  Returns the position after it. */
static const char *
copy_value(const char *p, char *buf)
{
	size_t n;

	p += strspn(p, " \t");
	if (*p == '"')
		return copy_quoted(p, buf);
	n = strcspn(p, "; \t");
	memcpy(buf, p, n);
	buf[n] = '\0';
	return p + n;
}

bool
header_param(const char *value, const char *name, char buf[HEADER_MAX + 1])
{
	const char *p = value + strcspn(value, ";");
	bool found;
	size_t n;

	while (*p == ';') {
		p += 1 + strspn(p + 1, " \t");
		n = strcspn(p, "=; \t");
		found = n == strlen(name) && strncasecmp(p, name, n) == 0;
		p += n + strspn(p + n, " \t");
		if (*p == '=')
			p = copy_value(p + 1, buf);
		else
			found = false;
		if (found)
			return true;
		p += strcspn(p, ";");
	}
	buf[0] = '\0';
	return false;
}

bool
header_param_utf8(const char *value, const char *name, char buf[HEADER_MAX + 1])
{
	char star[64];
	char *text;

	snprintf(star, sizeof(star), "%s*", name);
	if (!header_param(value, star, buf))
		return false;
	text =
	    strncasecmp(buf, "utf-8'", 6) == 0 ? strchr(buf + 6, '\'') : NULL;
	/* in place, as the decoded text is never longer */
	if (text != NULL && percent_decode(text + 1, strlen(text + 1), false,
				buf, HEADER_MAX + 1) >= 0)
		return true;
	buf[0] = '\0';
	return false;
}
