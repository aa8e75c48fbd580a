#include <errno.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/why.h"
#include "json/msg.h"
#include "request.h"
#include "scene/scene.h"
#include "scene/ulid.h"
#include "spool/publisher.h"
#include "spool/queue.h"
#include "spool/spool.h"

int
request_refuse(const struct request *r, jv bad)
{
	char why[WHY_MAX];

	warn_msg(
	    "refused '%s': %s", r->topic, msg_error(bad, why, sizeof(why)));
	return -1;
}

int
request_queue(const struct request *r, jv scene)
{
	spool_raise_ids();
	if (jv_is_valid(scene))
		scene = scene_check(msg_set(scene, "zone", jv_string(r->zone)));
	if (!jv_is_valid(scene))
		return request_refuse(r, scene);
	if (queue_put(scene) == 0)
		return 0;
	if (errno == EAGAIN)
		warn_msg("refused '%s': too many jobs are waiting", r->topic);
	else
		warn_errno("cannot queue '%s'", r->topic);
	return -1;
}

int
request_publish(const struct request *r, const char *verb, jv arg)
{
	char id[ULID_LEN + 1];
	char why[WHY_MAX];
	jv answer = jv_invalid();
	int status;

	spool_raise_ids();
	ulid_make(clock_ms(), id);
	arg = msg_set(arg, "zone", jv_string(r->zone));
	status =
	    publisher_ask(verb, msg_set(arg, "id", jv_string(id)), &answer);
	msg_str(&answer, "detail", why, sizeof(why));
	jv_free(answer);
	if (status == EX_OK)
		return 0;
	if (status != EX_TEMPFAIL)
		return request_refuse(r, msg_bad("%s", why));
	warn_msg("'%s' may not be done: %s", r->topic, why);
	return -1;
}
