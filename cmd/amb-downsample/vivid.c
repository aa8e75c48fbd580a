#include <math.h>

#include "light/light.h"
#include "vivid.h"

/* How far a channel is from grey; 1 is the edge of the gamut. */
static double
reach(double light, double grey)
{
	double d = light - grey;

	return d > 0 ? d / (LIGHT_FULL - grey) : -d / grey;
}

void
vivid(uint8_t rgb[3])
{
	struct light l = light_from(rgb);
	double y = light_luma(l) * LIGHT_FULL;
	struct light grey = {y, y, y};
	double most;

	if (y <= 0 || y >= LIGHT_FULL)
		return;
	most = fmax(fmax(reach(l.r, y), reach(l.g, y)), reach(l.b, y));
	light_rgb(light_mix(grey, l, 2 / (1 + most)), 1, rgb);
}
