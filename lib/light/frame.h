/*
 * frame.h - what the LEDs of a zone show at an instant: effect, power,
 * brightness and fade.
 *
 * Pure: the same state and clock give the same bytes on every machine.
 *
 * No fade makes more than three flashes in any one second, see effect.h, of
 * what was shown, its own and what is shown then together.  Either effect may
 * turn six times in a second, and a flash is two turns; so what a fade goes to
 * stands still for FRAME_STILL_MS, as it will be at their end: there is time
 * for fewer turns of both, and one of the fade.
 */
#ifndef AMB_LIGHT_FRAME_H
#define AMB_LIGHT_FRAME_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

#include "light/fade.h"
#include "light/matrix.h"
#include "light/strip.h"

enum { FRAME_STILL_MS = 500 };

/* What frames are made of. */
struct frame_source {
	struct strip strip;   /* as the LEDs show it */
	struct matrix matrix; /* likewise */
	struct fade strip_fade;
	struct fade matrix_fade;
};

/*
 * frame_read(doc, m, src): that of a state document, see amb-store(5), and its
 * pixels; m is NULL when only frames of the strip are wanted.  A strip without
 * a valid command is dark.  The caller frees *src.
 */
void frame_read(
    const jv *doc, const struct matrix *m, struct frame_source *src);

/* frame_free(src): what it owns, its fades. */
void frame_free(struct frame_source *src);

/*
 * frame_strip(src, t_ms, leds, rgb): the frame of the strip at t_ms since 1970,
 * leds * 3 bytes; leds is 1 to STRIP_LEDS_MAX.
 * frame_matrix(src, t_ms, rgb): that of the matrix, matrix_bytes().
 */
void frame_strip(
    const struct frame_source *src, int64_t t_ms, int leds, uint8_t *rgb);
void frame_matrix(const struct frame_source *src, int64_t t_ms, uint8_t *rgb);

#endif /* AMB_LIGHT_FRAME_H */
