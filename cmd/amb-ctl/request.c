#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "json/msg.h"
#include "request.h"
#include "scene/ulid.h"

static jv
parse(const char *name, const char *json)
{
	char *text;
	jv msg;
	int len = asprintf(&text, "{\"%s\":%s}", name, json);

	if (len == -1)
		die_errno(EX_OSERR, "cannot read '%s'", name);
	msg = msg_parse(text, (size_t)len);
	free(text);
	if (!jv_is_valid(msg))
		die_msg(EX_DATAERR, "%s is not JSON", name);
	return msg;
}

static jv
add_text(jv arg, const char *name, const char *text)
{
	if (!utf8_valid(text, strlen(text)))
		die_msg(EX_DATAERR, "%s is not UTF-8", name);
	return msg_set(arg, name, jv_string(text));
}

static jv
add_json(jv arg, const char *name, const char *json)
{
	jv msg = parse(name, json);

	arg = msg_copy_member(arg, &msg, name);
	jv_free(msg);
	return arg;
}

static jv
add(jv arg, const struct options *options, char *operand)
{
	size_t n = strspn(operand, "abcdefghijklmnopqrstuvwxyz_");
	bool json = operand[n] == ':';
	char *value = operand + n + json;

	if (n == 0 || *value != '=')
		options_die(options, "'%s' is no member", operand);
	operand[n] = '\0';
	value++;
	return json ? add_json(arg, operand, value)
		    : add_text(arg, operand, value);
}

jv
request_read_or_die(
    const struct options *options, const char *zone, char **operands)
{
	char id[ULID_LEN + 1];
	jv arg = jv_object();

	for (; *operands != NULL; operands++)
		arg = add(arg, options, *operands);
	if (zone != NULL)
		arg = msg_set(arg, "zone", jv_string(zone));
	if (!msg_has(&arg, "id")) {
		ulid_make(clock_ms(), id);
		arg = msg_set(arg, "id", jv_string(id));
	}
	return arg;
}
