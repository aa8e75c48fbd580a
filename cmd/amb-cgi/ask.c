#include <string.h>

#include "handlers.h"
#include "json/msg.h"
#include "tool.h"

/* What changes nothing needs no id. */
struct reply
handle_ask(const struct request *r)
{
	bool reads =
	    strcmp(r->method, "GET") == 0 || strcmp(r->method, "HEAD") == 0;
	jv arg = jv_copy(r->args);
	struct reply reply;
	jv answer;

	if (!tool_publish(
		r->verb, reads ? arg : tool_with_id(arg), 422, &answer, &reply))
		return reply;
	return reply_ok(answer);
}
