/*
 * normalize_reply.h - bring the reply of a model into the form of a plan.
 *
 * Models without a schema rename, nest and abbreviate members: "#FF8C3C",
 * "80%",
 * {"r":..}, a plan inside "plan".  Only the members of amb-scene(5) are kept;
 * their values are not checked here.
 */
#ifndef AMB_PLAN_CHAT_NORMALIZE_REPLY_H
#define AMB_PLAN_CHAT_NORMALIZE_REPLY_H

#include <jv.h>

/* normalize_reply(reply): the plan in it.  Consumes reply, an object. */
jv normalize_reply(jv reply);

#endif /* AMB_PLAN_CHAT_NORMALIZE_REPLY_H */
