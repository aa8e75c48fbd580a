/*
 * scenery.h - what a picture is set in, painted cell by cell.
 *
 * Each painter is for the whole canvas.  Those of the first group fill it, or
 * its lower part; those of the second throw something over what is free.
 */
#ifndef AMB_SCENERY_H
#define AMB_SCENERY_H

#include "canvas.h"
#include "wish.h"

/* The colours of one kind of scenery. */
struct look {
	uint8_t near[3]; /* sRGB */
	uint8_t far[3];
	int amount; /* of what is thrown */
};

struct scenery {
	struct canvas *c;
	const struct wish *wish;
	const struct look *look;
	uint32_t seed;
};

/* A low sun over water, before a town or behind hills. */
void scenery_sun_sea(const struct scenery *s);
void scenery_sun_town(const struct scenery *s);
void scenery_sun_hills(const struct scenery *s);
/* Houses with lit windows. */
void scenery_town(const struct scenery *s);
/* The sky at night: bursting rockets, curtains, a band of stars, meteors. */
void scenery_fireworks(const struct scenery *s);
void scenery_aurora(const struct scenery *s);
void scenery_galaxy(const struct scenery *s);
void scenery_meteors(const struct scenery *s);
/* The lower third: water, or land. */
void scenery_water(const struct scenery *s);
void scenery_land(const struct scenery *s);

/* Single cells, near and far. */
void scenery_dots(const struct scenery *s);
/* Streaks that fall. */
void scenery_rain(const struct scenery *s);
/* A light in the middle. */
void scenery_glow(const struct scenery *s);

#endif /* AMB_SCENERY_H */
