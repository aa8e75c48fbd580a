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
retain_png(struct broker *broker, const char *zone, const struct matrix *m)
{
	char path[PATH_MAX];
	const char *argv[] = {path, "-o", "-", "-", NULL};
	size_t len;
	char *in = msg_text(msg_obj("matrix", matrix_json(m), NULL), &len);
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
publish_matrix(struct broker *broker, const char *zone, const jv *state,
    const struct output *o)
{
	static struct matrix m;

	if (matrix_parse(state, "matrix", &m, NULL) == -1)
		return;
	output_matrix(o, &m);
	retain_json(broker, zone, "matrix", matrix_json(&m));
	retain_bytes(broker, zone, "matrix/raw", "application/octet-stream",
	    m.rgb, matrix_bytes(&m));
	if (!conf_int(CONF_HA_DISCOVERY))
		return;
	retain_json(
	    broker, zone, "matrix/light", homeassistant_matrix_state(o));
	retain_png(broker, zone, &m);
}

void
publish_strip(struct broker *broker, const char *zone, const jv *state,
    const struct output *o)
{
	jv command = msg_get(state, "strip.command");
	double own = 1;

	if (conf_int(CONF_HA_DISCOVERY))
		retain_json(broker, zone, "light",
		    homeassistant_strip_state(&command, o));
	msg_num(&command, "brightness", 0, 1, &own);
	command = msg_set(command, "brightness", jv_number(output_dim(o, own)));
	retain_json(broker, zone, "strip",
	    msg_obj("command", command, "updated_at_ms",
		msg_or_null(state, "strip.updated_at_ms"), NULL));
}

void
publish_control(
    struct broker *broker, const char *zone, const jv *state, const char *name)
{
	retain_json(broker, zone, name, output_json(state, name));
}

static void
discover(struct broker *broker, const char *component, const char *zone,
    const char *name, jv entity)
{
	char topic[TOPIC_MAX];

	snprintf(topic, sizeof(topic), "%s/%s/amb_%s%s/config",
	    conf_str(CONF_HA_PREFIX), component, zone, name);
	publish_json(
	    broker, (struct message){.topic = topic, .retain = true}, entity);
}

void
publish_discovery(struct broker *broker, const char *zone)
{
	discover(broker, "light", zone, "", homeassistant_strip(zone));
	discover(broker, "light", zone, "/matrix", homeassistant_matrix(zone));
	discover(broker, "image", zone, "", homeassistant_image(zone));
}
