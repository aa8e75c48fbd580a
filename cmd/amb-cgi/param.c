#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/cgi.h"
#include "base/percent.h"
#include "base/utf8.h"
#include "json/msg.h"
#include "param.h"
#include "scene/scene.h"
#include "spool/kept.h"

enum { TEXT_MAX = 256 }; /* bytes of a query's value, with the NUL */

static jv
bool_of_text(const char *text)
{
	static const char *const words[] = {
	    "false", "true", "0", "1", "no", "yes", "off", "on"};
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcasecmp(text, words[i]) == 0)
			return jv_bool(i % 2 == 1);
	return jv_null();
}

/* The value that a text of a query stands for; null when malformed. */
static jv
of_text(enum param_kind kind, const char *text)
{
	long long n = cgi_number(text);

	if (kind == PARAM_SCENE || kind == PARAM_VALUE)
		return jv_string(text);
	if (kind == PARAM_BOOL)
		return bool_of_text(text);
	return n < 0 ? jv_null() : jv_number((double)n);
}

/* null when it is not well encoded. */
static jv
of_path(const char *part)
{
	char text[REQUEST_PART_MAX];
	int n = percent_decode(part, strlen(part), false, text, sizeof(text));

	return n > 0 && utf8_valid(text, (size_t)n) ? jv_string(text)
						    : jv_null();
}

/* What a web server refuses in a path is no name either. */
static bool
may_be_name(const jv *args, const char *key)
{
	char *text = msg_strdup(args, key);
	bool good = text != NULL && strcmp(text, ".") != 0 &&
		    strcmp(text, "..") != 0 && strchr(text, '/') == NULL;
	const char *p;

	for (p = text; good && *p != '\0'; p++)
		good = !iscntrl((unsigned char)*p);
	free(text);
	return good;
}

/*
 * The value that was sent; invalid when absent, null when malformed.  null in
 * the body is no value, but the publisher says what it thinks of its own.
 */
static jv
find(const struct param *p, const struct request *r)
{
	char text[TEXT_MAX];
	int n;

	if (p->place == PARAM_PATH)
		return of_path(r->part);
	n = p->place != PARAM_BODY
		? request_param(r, p->name, text, sizeof(text))
		: -1;
	if (n == -1)
		return p->place != PARAM_QUERY &&
			       (p->kind == PARAM_VALUE ||
				   msg_has(&r->body, p->name))
			   ? msg_get(&r->body, p->name)
			   : jv_invalid();
	return n < 0 ? jv_null() : of_text(p->kind, text);
}

/* Check the member of args.  Returns 0, or -1 and why. */
static int
check(const struct param *p, const jv *args, char why[WHY_MAX])
{
	int n;

	switch (p->kind) {
	case PARAM_VALUE:
		return 0;
	case PARAM_NAME:
		return may_be_name(args, p->name)
			   ? 0
			   : why_set(
				 why, "'%s' must be " KEPT_NAME_WANT, p->name);
	case PARAM_SCENE:
		return scene_check_member(args, p->name, why);
	case PARAM_INT:
		if (msg_int(args, p->name, p->min, p->max, &n) == 0)
			return 0;
		return why_set(why, "'%s' must be a whole number, %d to %d",
		    p->name, p->min, p->max);
	default:
		if (msg_has(args, p->name))
			return 0;
		return why_set(why, "'%s' must be true or false", p->name);
	}
}

bool
param_read(const struct param *params, struct request *r, struct reply *bad)
{
	const struct param *p;
	char why[WHY_MAX];
	jv value;

	for (p = params; p->name != NULL; p++) {
		value = find(p, r);
		if (!jv_is_valid(value) && p->fallback != NULL)
			value = of_text(p->kind, p->fallback);
		else if (!jv_is_valid(value) && p->required)
			value = jv_null();
		if (!jv_is_valid(value))
			continue;
		r->args =
		    msg_set(r->args, p->as != NULL ? p->as : p->name, value);
		if (check(p, &r->args, why) == -1) {
			*bad = reply_error(422, "%s", why);
			return false;
		}
	}
	return true;
}
