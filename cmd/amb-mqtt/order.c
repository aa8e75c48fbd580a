#include <stdbool.h>
#include <string.h>

#include "homeassistant.h"
#include "json/msg.h"
#include "light/strip.h"
#include "order.h"
#include "spool/zones.h"

static jv
read_order(const struct retained_zone *z, const char *data, size_t len)
{
	jv order = homeassistant_check(msg_parse(data, len));

	if (!jv_is_valid(order) || (z != NULL && jv_is_valid(z->command)))
		return order;
	jv_free(order);
	return msg_bad("no such zone");
}

/* Set one member of power or brightness, unless value is invalid. */
static int
set(const struct request *r, const char *verb, const char *part, jv value)
{
	return jv_is_valid(value)
		   ? request_publish(r, verb, msg_obj(part, value, NULL))
		   : 0;
}

/*
 * Change power and brightness where an order differs from the store, as each
 * change is an entry of the history.  A light goes on with its new brightness.
 */
static void
set_light(const struct request *r, const struct retained_zone *z,
    const char *part, const jv *order)
{
	bool matrix = strcmp(part, "matrix") == 0;
	jv doc = zones_state(z->name);
	struct output o = jv_is_valid(doc) ? output_read(&doc) : z->output;
	double now = matrix ? o.matrix : o.strip;
	bool on = matrix ? o.matrix_on : o.strip_on;

	jv_free(doc);
	if (set(r, "brightness", part, homeassistant_brightness(order, now)) ==
	    0)
		set(r, "power", part, homeassistant_power(order, on));
}

/* Queue what an order changes of the strip's command, if anything. */
static int
set_command(const struct request *r, struct retained_zone *z, const jv *order)
{
	jv command =
	    homeassistant_command(order, jv_copy(z->command), z->level);
	struct strip strip;
	char why[WHY_MAX];
	int rc;

	if (!jv_is_valid(command))
		return 0;
	if (strip_parse(&command, "", &strip, why) == -1) {
		jv_free(command);
		return request_refuse(r, msg_bad("%s", why));
	}
	rc = request_queue(
	    r, msg_obj("plan", msg_obj("target", jv_string("strip"), NULL),
		   "strip", msg_obj("command", jv_copy(command), NULL), NULL));
	if (rc == 0)
		retained_set_command(z, command);
	else
		jv_free(command);
	return rc;
}

static void
carry_out(const struct request *r, struct retained_zone *z, const char *part,
    const char *data, size_t len)
{
	jv order = read_order(z, data, len);

	if (!jv_is_valid(order)) {
		request_refuse(r, order);
		return;
	}
	if (strcmp(part, "matrix") == 0 || set_command(r, z, &order) == 0)
		set_light(r, z, part, &order);
	jv_free(order);
}

void
order_strip(const struct request *r, struct retained_zone *z, const char *data,
    size_t len)
{
	carry_out(r, z, "strip", data, len);
}

void
order_matrix(const struct request *r, struct retained_zone *z, const char *data,
    size_t len)
{
	carry_out(r, z, "matrix", data, len);
}
