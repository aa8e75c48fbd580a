/*
 * amb-plan-chat - ask a chat model for a plan
 *
 * reads	a scene		standard input
 * writes	its plan	standard output
 */
#include <stdio.h>
#include <stdlib.h>

#include "answer.h"
#include "cloud/cloud_send.h"
#include "json/msg.h"
#include "prompt.h"
#include "server_dialect.h"

enum { CALLS_MAX = 4 };

static char *
request(const struct server_dialect *d, const char *model, const jv *messages,
    const jv *schema)
{
	jv body = msg_obj(
	    "model", jv_string(model), "messages", jv_copy(*messages), NULL);

	return msg_text(server_dialect_apply(d, body, jv_copy(*schema)), NULL);
}

/* Send; repeat it without a parameter that is refused.  Returns 0 or -1. */
static int
send_request(struct cloud *c, struct server_dialect *d, const jv *messages,
    const jv *schema, struct http_reply *reply)
{
	char url[CLOUD_URL_MAX];
	struct cloud_call call = {
	    .step = "plan", .url = url, .auth = true, .max = CLOUD_JSON_MAX};
	char *body;
	int rc;
	int n;

	snprintf(url, sizeof(url), "%s/chat/completions", c->url);
	for (n = 1;; n++) {
		body = request(d, c->model, messages, schema);
		call.body = body;
		rc = cloud_send(c, &call, reply);
		free(body);
		if (rc == 0 && n > 1)
			server_dialect_keep(d);
		if (rc == 0 || n == CALLS_MAX ||
		    !server_dialect_learn(d, reply))
			return rc;
		http_reply_release(reply);
	}
}

static jv
ask(struct cloud *c, struct server_dialect *d, const jv *messages,
    const jv *schema)
{
	struct http_reply reply;
	jv answer = jv_invalid();

	if (send_request(c, d, messages, schema, &reply) == 0)
		answer = cloud_json(c, &reply);
	http_reply_release(&reply);
	return jv_is_valid(answer) ? answer_plan(c, answer) : answer;
}

static jv
work(struct cloud *c, const jv *scene)
{
	struct server_dialect d;
	char why[WHY_MAX];
	jv plan = jv_invalid();
	jv messages;
	jv schema;
	const jv *bad;

	snprintf(c->model, sizeof(c->model), "%s", conf_str(CONF_CHAT_MODEL));
	if (!msg_has(scene, "instruction"))
		return cloud_fail(c, FAULT_INPUT, "chat: no 'instruction'");
	messages = prompt_messages(scene);
	schema = prompt_schema();
	server_dialect_read(&d, c->url, c->model);
	bad = jv_is_valid(messages) ? &schema : &messages;
	if (jv_is_valid(*bad))
		plan = ask(c, &d, &messages, &schema);
	else
		cloud_fail(c, FAULT_INTERNAL, "chat: %s",
		    msg_error(jv_copy(*bad), why, sizeof(why)));
	server_dialect_release(&d);
	jv_free(messages);
	jv_free(schema);
	return plan;
}

int
main(int argc, char *argv[])
{
	static const struct cloud_tool tool = {
	    .name = "amb-plan-chat",
	    .provider = "chat",
	    .budget = CONF_PLAN_TIMEOUT_S,
	    .url = CONF_CHAT_URL,
	    .auth = "Authorization: Bearer ",
	    .work = work,
	};

	return cloud_main(argc, argv, &tool);
}
