/*
 * lead.h - which of several wished themes and things the plan follows.
 */
#ifndef AMB_PLAN_COMPOSE_LEAD_H
#define AMB_PLAN_COMPOSE_LEAD_H

#include "read/intent.h"

/* lead_find(in, part): the wish that leads for PART_ bits; NULL for none. */
const struct wish_theme *lead_find(const struct intent *in, int part);

/* lead_concerns(wish, part): whether it is for part, or for no part. */
bool lead_concerns(const struct wish_theme *wish, int part);

/* lead_rank(wish): of several, the greatest leads. */
int lead_rank(const struct wish_theme *wish);

/*
 * lead_is_palette(wish): whether it is not a scene but colours ("pastels").
 */
bool lead_is_palette(const struct wish_theme *wish);

#endif /* AMB_PLAN_COMPOSE_LEAD_H */
