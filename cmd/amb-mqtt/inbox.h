/*
 * inbox.h - what others publish for us: instructions, and orders of Home
 * Assistant.  Both become jobs in queue/, as a submit over HTTP does.
 */
#ifndef AMB_INBOX_H
#define AMB_INBOX_H

#include <stddef.h>

/* inbox_listen(): subscribe to all of it. */
void inbox_listen(void);

/* inbox_take(topic, data, len): one message; what is wrong with it is told on
 * stderr. */
void inbox_take(const char *topic, const char *data, size_t len);

#endif /* AMB_INBOX_H */
