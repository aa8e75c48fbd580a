/*
 * plan_limit.h - no more than so many sentences are planned at once.
 *
 * Each takes a byte of plan.lock in the spool, locked by the process that
 * plans; the kernel lets go of it when that ends, however it ends.
 */
#ifndef AMB_CGI_PLAN_LIMIT_H
#define AMB_CGI_PLAN_LIMIT_H

/*
 * plan_limit_take(n): take one of n places, until this process ends.
 * Returns 0, 1 when all are taken, or -1 with errno.
 */
int plan_limit_take(int n);

#endif /* AMB_CGI_PLAN_LIMIT_H */
