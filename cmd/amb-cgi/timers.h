/*
 * timers.h - sentences that are for later.
 */
#ifndef AMB_CGI_TIMERS_H
#define AMB_CGI_TIMERS_H

#include "reply.h"
#include "request.h"

/*
 * timers_submit(r): the reply to a submit whose body has at, in_s or repeat,
 * see scene/when.h: a timer is stored, nothing is planned.
 */
struct reply timers_submit(const struct request *r);

#endif /* AMB_CGI_TIMERS_H */
