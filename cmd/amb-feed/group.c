#include <stddef.h>

#include "group.h"

void
group_add(struct group *g, struct client *c)
{
	c->group = g;
	c->prev = NULL;
	c->next = g->first;
	if (c->next != NULL)
		c->next->prev = c;
	g->first = c;
	g->n++;
}

void
group_remove(struct client *c)
{
	if (c->prev != NULL)
		c->prev->next = c->next;
	else
		c->group->first = c->next;
	if (c->next != NULL)
		c->next->prev = c->prev;
	c->group->n--;
	c->group = NULL;
}
