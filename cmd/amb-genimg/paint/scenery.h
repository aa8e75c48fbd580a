/*
 * scenery.h - what surrounds the subjects of a picture, painted cell by cell.
 *
 * Each function paints on the whole canvas, the same for the same seed; those
 * of the night are in scenery_night.c.
 */
#ifndef AMB_GENIMG_SCENERY_H
#define AMB_GENIMG_SCENERY_H

#include "canvas.h"
#include "paint_plan.h"

/* One kind of scenery. */
struct scenery_style {
	uint8_t near[3]; /* sRGB */
	uint8_t far[3];
	int amount; /* of drops or dots; weather only */
};

struct scenery {
	struct canvas *c;
	const struct paint_plan *plan;
	const struct scenery_style *style;
	uint32_t seed;
};

/* Settings: a low sun over water, before a town or behind hills. */
void scenery_sun_sea(const struct scenery *s);
void scenery_sun_town(const struct scenery *s);
void scenery_sun_hills(const struct scenery *s);
/* Houses with lit windows. */
void scenery_town(const struct scenery *s);
/* The sky at night. */
void scenery_fireworks(const struct scenery *s);
void scenery_aurora(const struct scenery *s);
void scenery_galaxy(const struct scenery *s);
void scenery_meteors(const struct scenery *s);

/* The lower third: water, or land. */
void scenery_water(const struct scenery *s);
void scenery_land(const struct scenery *s);

/* Weather: single cells, near and far, or drops of two. */
void scenery_dots(const struct scenery *s);
void scenery_rain(const struct scenery *s);

#endif /* AMB_GENIMG_SCENERY_H */
