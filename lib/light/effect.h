/*
 * effect.h - what each LED of a strip shows at an instant.
 *
 * A pure function: the same command, instant and number of LEDs give the same
 * bytes on every machine, so that controllers and viewers that share a clock
 * show the same light without talking to each other.  Nothing jumps: not from
 * one cycle to the next, and not as the clock grows.
 *
 * No command makes more than three flashes in any one second (WCAG 2.3.1:
 * general and red), of an LED or of the strip's mean.  That is by construction:
 *
 * - what shines is blended and dimmed in linear light, in which luminance only
 *   rises or only falls between two colours;
 * - so an LED turns only where the effect does, twice a cycle (in flow and
 *   gradient also at a colour), and the strip's mean at most twice as often;
 * - so no cycle is shorter than the one listed below, whatever the speed; a
 *   longer one is kept to the microsecond.
 *
 * mode	    what it shows, and its shortest cycle
 *
 * static   the colours side by side, equal parts; still
 * breath   all LEDs from dim to full and back, 2/5 of a cycle up, 3/5 down,
 *	    then the next colour; 0.4 s, which is 2.5 flashes a second
 * chase    comets with a tail run up a dark strip, each in the next colour.  A
 *	    cycle is the way from one to the next; a short strip is a window on
 *	    a way of 8 LEDs; 0.4 s
 * gradient the first colour at the first LED blends into the last at the last,
 *	    and sways by a quarter of the way between two colours; 2 s
 * flow	    the colours, blended in a ring, stream up the strip.  A cycle is
 *	    once round; 0.5 s for each colour
 * pulse    a beat, up in 1/10 of a cycle, that dies away, then the next
 *	    colour; 0.4 s
 * wave	    a still gradient with swells of brightness running up; 0.8 s, for
 *	    the mean of shifted swells may beat twice as fast as each
 * sparkle  twinkles over a dim ground, in places and colours at random.  A
 *	    cycle is the life of one.  An LED twinkles once in 6 lives, and they
 *	    start at even intervals, so the mean of n LEDs cannot fall by more
 *	    than 1/6 + 1/n in a second; 1 s
 *
 * A gradient or flow of one colour blends it with a darker shade of itself.
 */
#ifndef AMB_LIGHT_EFFECT_H
#define AMB_LIGHT_EFFECT_H

#include <stdint.h>

#include "light/strip.h"

/*
 * effect_frame(strip, t_ms, led_count, rgb): write the frame of the instant
 * t_ms, milliseconds since 1970, to rgb[led_count * 3] as sRGB codes R,G,B from
 * the first LED on.  led_count, 1 to STRIP_LEDS_MAX, wins over that of strip.
 */
void effect_frame(
    const struct strip *strip, int64_t t_ms, int led_count, uint8_t *rgb);

#endif /* AMB_LIGHT_EFFECT_H */
