#include <string.h>

#include "json/msg.h"
#include "order.h"
#include "scene/ulid.h"

int
order_compare(const jv *doc, const char *path, const char *id, int64_t now_ms)
{
	char have[ULID_LEN + 1];

	if (msg_str(doc, path, have, sizeof(have)) == -1 || !ulid_valid(have))
		return 1;
	if (strcmp(id, have) == 0)
		return 0;
	return ulid_supersedes(have, id, now_ms) ? -1 : 1;
}
