#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/proc.h"
#include "conf/conf.h"
#include "homeassistant.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "publish.h"

enum {
	PNG_MAX = 4 << 20, /* bytes */
	PNG_MS = 10000	   /* to draw it */
};

void
publish_json(struct broker *broker, struct message m, jv body)
{
	char *text = msg_text(body, &m.len);

	m.data = text;
	m.type = "application/json";
	broker_send(broker, &m);
	free(text);
}

static void
retain_json(struct broker *broker, const char *zone, const char *name, jv body)
{
	char topic[TOPIC_MAX];

	publish_json(broker,
	    (struct message){
		.topic = topic_zone(topic, zone, name), .retain = true},
	    body);
}

static void
retain_bytes(struct broker *broker, const char *zone, const char *name,
    const char *type, const void *data, size_t len)
{
	char topic[TOPIC_MAX];
	const struct message m = {.topic = topic_zone(topic, zone, name),
	    .data = data,
	    .len = len,
	    .type = type,
	    .retain = true};

	broker_send(broker, &m);
}

/* The matrix as a picture, drawn by amb-show. */
static void
retain_png(struct broker *broker, const char *zone, const jv *state)
{
	char path[PATH_MAX];
	const char *argv[] = {path, "-o", "-", "-", NULL};
	size_t len;
	char *in = msg_text(jv_copy(*state), &len);
	struct proc p = {.argv = argv,
	    .in = in,
	    .in_len = len,
	    .out_max = PNG_MAX,
	    .end_ms = clock_elapsed_ms() + PNG_MS};

	if (proc_tool(path, sizeof(path), conf_str(CONF_BINDIR), "amb-show") ==
		-1 ||
	    proc_run(&p) == -1) {
		warn_errno("cannot run '%s'", "amb-show");
		free(in);
		return;
	}
	free(in);
	if (p.status == EX_OK)
		retain_bytes(
		    broker, zone, "matrix/png", "image/png", p.out, p.out_len);
	else
		warn_msg("'%s' ended with status %d", "amb-show", p.status);
	free(p.out);
}

void
publish_matrix(struct broker *broker, const char *zone, const jv *state)
{
	static struct matrix m;

	if (matrix_parse(state, "matrix", &m, NULL) == -1)
		return;
	retain_json(broker, zone, "matrix", matrix_json(&m));
	retain_bytes(broker, zone, "matrix/raw", "application/octet-stream",
	    m.rgb, matrix_bytes(&m));
	if (conf_int(CONF_HA_DISCOVERY))
		retain_png(broker, zone, state);
}

void
publish_strip(struct broker *broker, const char *zone, const jv *state)
{
	jv command = msg_get(state, "strip.command");

	retain_json(broker, zone, "strip",
	    msg_obj("command", jv_copy(command), "updated_at_ms",
		msg_or_null(state, "strip.updated_at_ms"), NULL));
	if (conf_int(CONF_HA_DISCOVERY))
		retain_json(
		    broker, zone, "light", homeassistant_state(&command));
	jv_free(command);
}

static void
discover(
    struct broker *broker, const char *zone, const char *component, jv entity)
{
	char topic[TOPIC_MAX];

	snprintf(topic, sizeof(topic), "%s/%s/amb_%s/config",
	    conf_str(CONF_HA_PREFIX), component, zone);
	publish_json(
	    broker, (struct message){.topic = topic, .retain = true}, entity);
}

void
publish_discovery(struct broker *broker, const char *zone)
{
	discover(broker, zone, "light", homeassistant_light(zone));
	discover(broker, zone, "image", homeassistant_image(zone));
}
