/*
 * photos.h - seven pictures with what photographs have in them: smooth skies,
 * fine texture, hard edges, small bright lights, deep shade.  Made of noise,
 * the same on every machine.
 */
#ifndef AMB_TESTS_PHOTOS_H
#define AMB_TESTS_PHOTOS_H

#include <math.h>
#include <stdint.h>

enum { PHOTOS = 7 };

/* A color at x, y, both 0 to 1, as codes 0 to 255. */
struct paint {
	double r, g, b;
};

static double
photo_hash(int x, int y)
{
	uint32_t h = (uint32_t)x * 374761393u + (uint32_t)y * 668265263u;

	h = (h ^ (h >> 13)) * 1274126177u;
	return (double)(h ^ (h >> 16)) / 4294967295.0;
}

static double
photo_noise(double x, double y)
{
	int ix = (int)floor(x), iy = (int)floor(y);
	double u = x - ix, v = y - iy;

	u = u * u * (3 - 2 * u);
	v = v * v * (3 - 2 * v);
	return (photo_hash(ix, iy) * (1 - u) + photo_hash(ix + 1, iy) * u) *
		   (1 - v) +
	       (photo_hash(ix, iy + 1) * (1 - u) +
		   photo_hash(ix + 1, iy + 1) * u) *
		   v;
}

/* Clouds, foliage, rock: noise at every scale. */
static double
photo_fractal(double x, double y, int octaves)
{
	double sum = 0, part = 0.5;
	int i;

	for (i = 0; i < octaves; i++, part /= 2, x *= 2.03, y *= 2.03)
		sum += part * photo_noise(x + 17 * i, y + 31 * i);
	return sum;
}

static struct paint
photo_mix(struct paint a, struct paint b, double t)
{
	struct paint p;

	t = t < 0 ? 0 : t > 1 ? 1 : t;
	p.r = a.r + (b.r - a.r) * t;
	p.g = a.g + (b.g - a.g) * t;
	p.b = a.b + (b.b - a.b) * t;
	return p;
}

/* A low sun over the sea, its light in glints on the waves. */
static struct paint
photo_sea(double x, double y)
{
	struct paint top = {40, 50, 110}, low = {255, 150, 60};
	struct paint deep = {15, 35, 70}, glint = {255, 225, 170};
	struct paint sun = {255, 245, 200};
	double away = hypot(x - 0.5, y - 0.5);
	double wave;

	if (y < 0.55)
		return photo_mix(photo_mix(top, low, y / 0.55), sun,
		    away < 0.08 ? 1 : 0.02 / (away * away + 0.02));
	wave = photo_noise(x * 60 / y, y * y * 240);
	return photo_mix(photo_mix(deep, low, 0.2 * wave), glint,
	    (wave - 0.55 - fabs(x - 0.5)) * 8);
}

static struct paint
photo_forest(double x, double y)
{
	struct paint shade = {8, 20, 10}, leaf = {70, 120, 40};
	struct paint light = {220, 235, 130};
	double f = photo_fractal(x * 24, y * 24, 6);
	double trunk = photo_noise(x * 14, y * 0.7);

	if (trunk > 0.72)
		return photo_mix(shade, leaf, f * 0.4);
	return photo_mix(photo_mix(shade, leaf, f * 2 - 0.3), light,
	    (f - 0.62) * 6 + (0.3 - y));
}

/* Lit windows in dark towers. */
static struct paint
photo_city(double x, double y)
{
	struct paint sky = {12, 14, 40}, glow = {120, 60, 60};
	struct paint wall = {14, 14, 18}, lamp = {255, 210, 120};
	int tower = (int)(x * 9);
	double roof = 0.25 + 0.5 * photo_hash(tower, 7);
	double u = x * 90, v = y * 90;

	if (y < roof)
		return photo_mix(sky, glow, y * 1.1);
	if (u - floor(u) < 0.55 && v - floor(v) < 0.5 &&
	    photo_hash((int)u, (int)v) > 0.6)
		return photo_mix(lamp, glow, photo_hash((int)v, (int)u));
	return wall;
}

static struct paint
photo_face(double x, double y)
{
	struct paint wall = {150, 165, 175}, skin = {224, 172, 140};
	struct paint shade = {120, 70, 55}, hair = {45, 28, 20};
	struct paint shirt = {40, 70, 140};
	double face = hypot((x - 0.5) / 0.23, (y - 0.45) / 0.3);
	double eye = fmin(hypot((x - 0.41) / 0.04, (y - 0.42) / 0.018),
	    hypot((x - 0.59) / 0.04, (y - 0.42) / 0.018));
	double mouth = hypot((x - 0.5) / 0.09, (y - 0.6) / 0.02);

	if (eye < 1 || mouth < 1)
		return photo_mix(hair, shade, mouth < 1 ? 0.9 : eye);
	if (face < 1 && y > 0.3 + 0.05 * photo_noise(x * 30, 1))
		return photo_mix(skin, shade, face * face * (x - 0.2));
	if (hypot((x - 0.5) / 0.3, (y - 0.38) / 0.34) < 1 && y < 0.7)
		return photo_mix(
		    hair, shade, photo_noise(x * 150, y * 6) * 0.5);
	if (hypot((x - 0.5) / 0.48, (y - 1.1) / 0.38) < 1)
		return shirt;
	return photo_mix(
	    wall, shade, 0.3 * x + 0.1 * photo_noise(x * 4, y * 4));
}

/* Threads of one or two pixels, light on dark. */
static struct paint
photo_cloth(double x, double y)
{
	struct paint red = {150, 20, 30}, cream = {240, 225, 195};
	struct paint navy = {20, 25, 60};
	double thread = (int)(x * 512) % 2 == (int)(y * 512) % 2 ? 0.9 : 0.1;
	struct paint check = (int)(x * 8) % 2 == (int)(y * 8) % 2 ? red : navy;

	return photo_mix(
	    check, cream, thread * (0.4 + 0.6 * photo_noise(x * 6, y * 6)));
}

static struct paint
photo_fire(double x, double y)
{
	struct paint dark = {6, 3, 4}, red = {190, 30, 8};
	struct paint yellow = {255, 190, 50}, white = {255, 250, 220};
	double heat = photo_fractal(x * 6, y * 3 + 4, 5) * 1.6 - 0.9 + y -
		      1.5 * fabs(x - 0.5) * (1.2 - y);

	if (heat < 0.3)
		return photo_mix(dark, red, heat / 0.3);
	if (heat < 0.6)
		return photo_mix(red, yellow, (heat - 0.3) / 0.3);
	return photo_mix(yellow, white, (heat - 0.6) / 0.3);
}

static struct paint
photo_snow(double x, double y)
{
	struct paint sky = {70, 130, 210}, haze = {190, 215, 240};
	struct paint snow = {250, 250, 255}, rock = {60, 60, 70};
	double ridge = 0.75 - 0.5 * photo_fractal(x * 3 + 2, 5, 6);
	double slope = photo_fractal(x * 14, y * 20, 6);

	if (y < ridge)
		return photo_mix(sky, haze, y / 0.6);
	return photo_mix(snow, rock, (slope - 0.48) * 12 - (y - ridge) * 3);
}

static struct paint (*const photos[PHOTOS])(double x, double y) = {photo_sea,
    photo_forest, photo_city, photo_face, photo_cloth, photo_fire, photo_snow};

#endif /* AMB_TESTS_PHOTOS_H */
