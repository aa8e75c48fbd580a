#include "subscribers.h"

void
subscribers_add(struct subscribers *list, struct client *c)
{
	c->list = list;
	c->prev = NULL;
	c->next = list->first;
	if (c->next != NULL)
		c->next->prev = c;
	list->first = c;
}

void
subscribers_remove(struct client *c)
{
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		c->list->first = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	c->list = NULL;
}
