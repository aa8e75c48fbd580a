#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/utf8.h"
#include "base/why.h"
#include "json/msg.h"

/*
 * libjq's own limits differ between versions (256 or 10000 to read, 256 to
 * print), so ours is lower than all and is checked before the parser runs.
 */
static bool
too_deep(const char *p, size_t len)
{
	bool quoted = false;
	int depth = 0;
	size_t i;

	for (i = 0; i < len; i++) {
		if (quoted) {
			if (p[i] == '\\')
				i++;
			else if (p[i] == '"')
				quoted = false;
		} else if (p[i] == '"') {
			quoted = true;
		} else if (p[i] == '[' || p[i] == '{') {
			if (++depth > MSG_DEPTH_MAX)
				return true;
		} else if (p[i] == ']' || p[i] == '}') {
			depth--;
		}
	}
	return false;
}

static jv
nothing_after(struct jv_parser *parser, jv msg)
{
	jv extra = jv_parser_next(parser);
	bool more = jv_is_valid(extra) || jv_invalid_has_msg(jv_copy(extra));

	jv_free(extra);
	if (!more)
		return msg;
	jv_free(msg);
	return msg_bad("text after the JSON object");
}

/* A part of a text; the last one has nothing after it. */
struct part {
	const char *data;
	size_t len;
};

/* Not jv_parse_sized(): its error text quotes the whole input. */
static jv
parse_parts(const struct part *parts, int n)
{
	struct jv_parser *parser = jv_parser_new(0);
	jv msg = jv_invalid();
	int i;

	for (i = 0;
	     i < n && !jv_is_valid(msg) && !jv_invalid_has_msg(jv_copy(msg));
	     i++) {
		jv_free(msg);
		jv_parser_set_buf(
		    parser, parts[i].data, (int)parts[i].len, i < n - 1);
		msg = jv_parser_next(parser);
	}
	if (jv_get_kind(msg) == JV_KIND_OBJECT && i == n) {
		msg = nothing_after(parser, msg);
	} else if (jv_is_valid(msg) || !jv_invalid_has_msg(jv_copy(msg))) {
		jv_free(msg);
		msg = msg_bad("not a JSON object");
	}
	jv_parser_free(parser);
	return msg;
}

/* What libjq does not check as we want it.  Invalid when all is well. */
static jv
check_text(const char *buf, size_t len, int max)
{
	if (len > (size_t)max)
		return msg_bad("JSON longer than %d bytes", max);
	if (!utf8_valid(buf, len))
		return msg_bad("not UTF-8 text");
	if (too_deep(buf, len))
		return msg_bad("JSON nested deeper than %d", MSG_DEPTH_MAX);
	return jv_invalid();
}

jv
msg_parse(const char *buf, size_t len)
{
	return msg_parse_max(buf, len, MSG_MAX);
}

jv
msg_parse_max(const char *buf, size_t len, int max)
{
	const struct part part = {buf, len};
	jv bad = check_text(buf, len, max);

	if (jv_invalid_has_msg(jv_copy(bad)))
		return bad;
	jv_free(bad);
	return parse_parts(&part, 1);
}

jv
msg_parse_around(const char *buf, size_t len, size_t from, size_t to)
{
	const struct part parts[] = {
	    {buf, from}, {"0", 1}, {buf + to, len - to}};
	jv bad = check_text(buf, len, MSG_MAX);

	if (jv_invalid_has_msg(jv_copy(bad)))
		return bad;
	jv_free(bad);
	return parse_parts(parts, 3);
}

jv
msg_read(FILE *in)
{
	char *buf = malloc(MSG_MAX + 1);
	size_t len;
	int err;
	jv msg;

	if (buf == NULL)
		return msg_bad("out of memory");
	len = fread(buf, 1, MSG_MAX + 1, in);
	err = errno;
	msg = ferror(in) ? msg_bad("%s", strerror(err)) : msg_parse(buf, len);
	free(buf);
	errno = err;
	return msg;
}

char *
msg_text(jv msg, size_t *len)
{
	jv text = jv_dump_string(msg, JV_PRINT_SORTED);
	char *copy = strdup(jv_string_value(text));

	jv_free(text);
	if (copy == NULL)
		die_errno(EX_OSERR, "cannot write JSON");
	if (len != NULL)
		*len = strlen(copy);
	return copy;
}

void
msg_write(jv msg, FILE *out)
{
	/* not jv_dumpf(), which writes byte by byte */
	jv text = jv_dump_string(msg, JV_PRINT_SORTED);

	fputs(jv_string_value(text), out);
	jv_free(text);
	putc('\n', out);
}

jv
msg_bad(const char *fmt, ...)
{
	char text[WHY_MAX];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return jv_invalid_with_msg(jv_string(text));
}

char *
msg_error(jv bad, char *buf, size_t len)
{
	jv text = jv_invalid_get_msg(bad);

	snprintf(buf, len, "%s",
	    jv_get_kind(text) == JV_KIND_STRING ? jv_string_value(text)
						: "unknown error");
	jv_free(text);
	return buf;
}

jv
msg_obj(const char *key, ...)
{
	jv msg = jv_object();
	va_list ap;
	jv value;

	va_start(ap, key);
	for (; key != NULL; key = va_arg(ap, const char *)) {
		value = va_arg(ap, jv);
		if (jv_is_valid(value))
			msg = jv_object_set(msg, jv_string(key), value);
		else
			jv_free(value);
	}
	va_end(ap);
	return msg;
}
