#include <math.h>

#include "color.h"

double
color_linear(double code)
{
	double c = code / 255;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

uint8_t
color_code(double light)
{
	if (!(light > 0))
		return 0;
	if (light >= 1)
		return 255;
	if (light <= 0.0031308)
		return (uint8_t)lround(light * 12.92 * 255);
	return (uint8_t)lround((1.055 * pow(light, 1 / 2.4) - 0.055) * 255);
}

/* How far from grey a colour is, 1 being the edge of the gamut. */
static double
reach(const double *light, double grey)
{
	double most = 0;
	double d;
	int i;

	for (i = 0; i < 3; i++) {
		d = light[i] - grey;
		d = d > 0 ? d / (1 - grey) : -d / grey;
		most = fmax(most, d);
	}
	return most;
}

void
color_vivid(uint8_t *rgb)
{
	double light[3];
	double grey;
	double gain;
	int i;

	for (i = 0; i < 3; i++)
		light[i] = color_linear(rgb[i]);
	grey = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
	if (grey <= 0 || grey >= 1)
		return;
	gain = 2 / (1 + reach(light, grey));
	for (i = 0; i < 3; i++)
		rgb[i] = color_code(grey + gain * (light[i] - grey));
}
