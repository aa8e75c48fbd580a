/*
 * history.h - the states that a zone has had.
 */
#ifndef AMB_LOG_HISTORY_H
#define AMB_LOG_HISTORY_H

/*
 * history_print(zone, most): print {"zone","count","items"}, of which items are
 * at most so many, the newest first.  Returns 0, 65 when there is no such zone,
 * 74 when the store cannot be read.
 */
int history_print(const char *zone, int most);

#endif /* AMB_LOG_HISTORY_H */
