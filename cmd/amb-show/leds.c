#include <math.h>
#include <stdlib.h>

#include "leds.h"
#include "light/light.h"

enum {
	WIDTH = 640,   /* pixels, about */
	PITCH_MIN = 8, /* pixels from one LED to the next */
	PITCH_MAX = 64,
	DOT_MIN = 14, /* the same, of the strip */
	MARGIN = 1,   /* LEDs around the matrix */
};

#define DISC 0.42	/* its radius, of the distance between LEDs */
#define UNLIT 300.0	/* light of an LED that is off */
#define GLOW 0.045	/* of an LED's light, around it */
#define GLOW_REACH 0.70 /* how far, of the distance */
#define GLOW_CUT 2.2	/* beyond it there is none */

/* Light is added up here before it becomes sRGB codes. */
struct led_image {
	int width, height;
	struct light *px;
};

/* How much of a pixel a disc covers whose edge is d pixels away, inwards. */
static double
inside(double d)
{
	return d <= -0.5 ? 0 : d >= 0.5 ? 1 : d + 0.5;
}

/* A dome: brightest in the middle. */
static double
dome(double away, double radius)
{
	double x = away / radius;

	return 1 - 0.25 * x * x;
}

/* One LED at x, y, its neighbours pitch pixels away. */
static void
draw_led(
    struct led_image *im, double x, double y, double pitch, const uint8_t *rgb)
{
	struct light lit = light_from(rgb);
	struct light off = {UNLIT, UNLIT, UNLIT};
	double reach = pitch * GLOW_CUT;
	double radius = pitch * DISC;
	double away, disc, glow;
	int i, j;

	for (j = (int)fmax(0, y - reach); j < fmin(im->height, y + reach);
	     j++) {
		for (i = (int)fmax(0, x - reach);
		     i < fmin(im->width, x + reach); i++) {
			away = hypot(i + 0.5 - x, j + 0.5 - y);
			disc = inside(radius - away);
			glow = away / (pitch * GLOW_REACH);
			glow = GLOW * exp(-glow * glow);
			light_add(&im->px[j * im->width + i], lit,
			    disc * dome(away, radius) + (1 - disc) * glow);
			light_add(&im->px[j * im->width + i], off, disc);
		}
	}
}

static void
draw_matrix(struct led_image *im, const struct matrix *m, double pitch)
{
	int x, y;

	for (y = 0; y < m->height; y++)
		for (x = 0; x < m->width; x++)
			draw_led(im, (x + MARGIN + 0.5) * pitch,
			    (y + MARGIN + 0.5) * pitch, pitch,
			    m->rgb + (y * m->width + x) * 3);
}

/* As many LEDs as have room, spread over the width. */
static void
draw_strip(struct led_image *im, const struct view *v, double left, double y)
{
	double room = im->width - 2 * left;
	int n = v->leds < room / DOT_MIN ? v->leds : (int)(room / DOT_MIN);
	double pitch = room / n;
	int i;

	for (i = 0; i < n; i++)
		draw_led(im, left + (i + 0.5) * pitch, y,
		    fmin(pitch, left * 0.8),
		    v->strip + (2 * i + 1) * v->leds / (2 * n) * 3);
}

static int
pitch_for(int cols)
{
	int pitch = WIDTH / cols;

	return pitch < PITCH_MIN   ? PITCH_MIN
	       : pitch > PITCH_MAX ? PITCH_MAX
				   : pitch;
}

int
leds_draw(const struct view *v, struct raster *out)
{
	int cols = (v->matrix.width > 0 ? v->matrix.width : 16) + 2 * MARGIN;
	int pitch = pitch_for(cols);
	int bar = v->leds > 0 ? pitch * 2 : 0;
	int rows = v->matrix.width > 0 ? v->matrix.height + 2 * MARGIN : 1;
	struct led_image im = {cols * pitch, rows * pitch + bar, NULL};
	int rc;

	im.px = calloc((size_t)im.width * (size_t)im.height, sizeof(*im.px));
	if (im.px == NULL)
		return -1;
	if (v->matrix.width > 0)
		draw_matrix(&im, &v->matrix, pitch);
	if (v->leds > 0)
		draw_strip(&im, v, pitch, im.height - pitch * 1.5);
	rc = raster_from_light(out, im.px, im.width, im.height);
	free(im.px);
	return rc;
}
