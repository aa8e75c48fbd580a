#include <math.h>

#include "light/light.h"
#include "vivid.h"

#define FULL 65535.0 /* light of code 255 */

/* How far from grey a channel is, 1 being the edge of the gamut. */
static double
reach(double light, double grey)
{
	double d = light - grey;

	return d > 0 ? d / (FULL - grey) : -d / grey;
}

void
vivid(uint8_t rgb[3])
{
	struct light l = light_from(rgb);
	double y = 0.2126 * l.r + 0.7152 * l.g + 0.0722 * l.b;
	struct light grey = {y, y, y};
	double most;

	if (y <= 0 || y >= FULL)
		return;
	most = fmax(fmax(reach(l.r, y), reach(l.g, y)), reach(l.b, y));
	light_rgb(light_mix(grey, l, 2 / (1 + most)), 1, rgb);
}
