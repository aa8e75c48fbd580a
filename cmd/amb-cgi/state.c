#include "handlers.h"

struct reply
handle_state(const struct request *r)
{
	const char *zone = r->part[0] != '\0' ? r->part : "main";

	return reply_error(404, "zone '%s' has no state yet", zone);
}
