/*
 * group.h - the clients that are sent the same.
 */
#ifndef AMB_GROUP_H
#define AMB_GROUP_H

#include "feed.h"

/* group_add(g, c), group_remove(c): a client is in one group at most. */
void group_add(struct group *g, struct client *c);
void group_remove(struct client *c);

#endif /* AMB_GROUP_H */
