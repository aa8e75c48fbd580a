/*
 * timers.h - the timers in the store.
 *
 * The store is open.  A timer is an object {"id","zone","instruction",
 * "due_ms"}, with "at" and "repeat" when it repeats, and "tz" unless it is of
 * the zone of the system.  Functions that return -1 leave a sentence for
 * store_why(); those that return a jv then return an invalid one.
 */
#ifndef AMB_SPOOL_TIMERS_H
#define AMB_SPOOL_TIMERS_H

#include <stdint.h>

#include <jv.h>

enum {
	TIMERS_MAX = 1000,
	TIMERS_DUE = 64,  /* at most that timers_due() returns */
	TIMERS_GONE = 100 /* that are still known after they were removed */
};

/*
 * timers_add(timer): store a new one.
 * timers_count(): how many there are.
 * timers_next(): when the next is due; INT64_MAX without any.
 */
int timers_add(const jv *timer);
int64_t timers_count(void);
int64_t timers_next(void);

/*
 * timers_due_ms(id): when it is, or was, due; 0 when it is not known.  The
 * newest TIMERS_GONE of those that were removed are.
 */
int64_t timers_due_ms(const char *id);

/*
 * timers_list(zone, after, next): the timers of a zone, or all when it is "",
 * by due_ms; those that come after the place after, "" for the beginning, as
 * far as they fit into one answer.  *next becomes null, or the place to go on.
 */
jv timers_list(const char *zone, const char *after, jv *next);

/*
 * timers_due(now_ms): the first TIMERS_DUE of those that are due, with "job"
 * when timers_assign() has set it.
 * timers_far(after_ms): likewise those that repeat and are due after that.
 * timers_find(id): likewise the one whose id, or job, that is; null when there
 * is none.
 */
jv timers_due(int64_t now_ms);
jv timers_far(int64_t after_ms);
jv timers_find(const char *id);

/*
 * timers_assign(id, due_ms, job): set the id of the job, "" for none, and when
 * it is due.
 * timers_remove(id): remove it.
 */
int timers_assign(const char *id, int64_t due_ms, const char *job);
int timers_remove(const char *id);

/*
 * timers_wake(): wake those who wait for the next timer.  Within the
 * transaction: who then asks amb-publish is answered after it.
 */
void timers_wake(void);

#endif /* AMB_SPOOL_TIMERS_H */
