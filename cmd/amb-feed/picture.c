#include "picture.h"
#include "base/clock.h"
#include "conf/conf.h"
#include "websocket.h"

/* The number of the frame of this moment. */
static int64_t
frame_number(void)
{
	return clock_us() * conf_int(CONF_STRIP_STREAM_FPS) / 1000000;
}

static int64_t
instant_ms(int64_t k)
{
	return k * 1000 / conf_int(CONF_STRIP_STREAM_FPS);
}

void
picture_join(struct zones *zones, struct zone *z, struct client *c)
{
	picture_send(z, false); /* the others get no other than c */
	subscribers_add(&z->pictures, c);
	websocket_send(c, z->picture);
	zones->seen = true;
}

static void
send_at(struct zone *z, int64_t t_ms, bool always)
{
	struct client *c;

	if (!zone_picture(z, t_ms) && !always)
		return;
	for (c = z->pictures.first; c != NULL; c = c->next) {
		backlog_clear(&c->backlog);
		websocket_send(c, z->picture);
	}
}

void
picture_send(struct zone *z, bool always)
{
	send_at(z, instant_ms(frame_number()), always);
}

/* The next frame of those that fade and that somebody sees. */
static bool
send_fading(struct zones *zones, int64_t t_ms)
{
	bool seen = false;
	struct zone *z;

	zones->fading = false;
	for (z = zones->first; z != NULL; z = z->next) {
		if (!z->fading)
			continue;
		if (z->pictures.first != NULL) {
			send_at(z, t_ms, false);
			seen = true;
		}
		z->fading = fade_runs(&z->frames.matrix_fade, t_ms);
		zones->fading |= z->fading;
	}
	return seen && zones->fading;
}

int64_t
picture_tick(struct zones *zones)
{
	int64_t k = frame_number();
	int fps = conf_int(CONF_STRIP_STREAM_FPS);

	if (!zones->fading)
		return -1;
	if (k != zones->k) {
		zones->k = k;
		zones->seen = send_fading(zones, instant_ms(k));
	}
	if (!zones->seen)
		return -1;
	return ((k + 1) * 1000000 + fps - 1) / fps - clock_us();
}
