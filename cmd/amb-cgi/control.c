#include <string.h>

#include "handlers.h"
#include "json/msg.h"
#include "tool.h"

static struct reply
control(const char *name, const struct request *r)
{
	jv arg = jv_object();
	struct reply reply;
	jv answer;

	if (strcmp(r->method, "POST") == 0)
		arg = tool_with_id(jv_copy(r->body));
	arg = msg_set(arg, "zone", msg_get(&r->args, "zone"));
	if (!tool_publish(name, arg, 422, &answer, &reply))
		return reply;
	return reply_ok(answer);
}

struct reply
handle_power(const struct request *r)
{
	return control("power", r);
}

struct reply
handle_brightness(const struct request *r)
{
	return control("brightness", r);
}
