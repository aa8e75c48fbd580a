/*
 * readers.h - what each kind of word adds to the intent of a sentence.
 *
 * read_NAME(r, i): token i has this kind of meaning: change r->in by it, the
 * words around it considered, and set used of the tokens that served.  A word
 * that means something else here changes nothing.
 */
#ifndef AMB_PLAN_READ_READERS_H
#define AMB_PLAN_READ_READERS_H

#include "read/reading.h"

/* read_color.c: colours by name or as numbers. */
void read_color(struct reading *r, int i);
void read_rgb(struct reading *r, int i);

/* read_kelvin(r, i, kelvin): token i is a colour temperature. */
void read_kelvin(struct reading *r, int i, double kelvin);

/* read_number.c: numbers of brightness, speed or colour temperature. */
void read_number(struct reading *r, int i);

/* read_is_brightness(m, i): whether token i is a number for the brightness. */
bool read_is_brightness(const struct match *m, int i);

/* read_scale.c: more and less: brighter, half, twice, slowest. */
void read_scale(struct reading *r, int i);
void read_percent(struct reading *r, int i);
void read_move(struct reading *r, int i);

/*
 * read_wish.c: read_wish(r, i, scale, wish): token i asks for this change of a
 * scale.  The brightness is that of the parts that it is about, of the strip
 * when none is.
 */
void read_wish(
    struct reading *r, int i, enum scale scale, const struct wish_scale *wish);

/* read_scene.c: themes and things, modes, on and off. */
void read_theme(struct reading *r, int i);
void read_mode(struct reading *r, int i);
void read_power(struct reading *r, int i);

/* read_text.c: characters that the matrix shows. */
void read_text(struct reading *r, int i);
void read_show(struct reading *r, int i);

/* read_turn.c: replace, add, retract. */
void read_turn(struct reading *r, int i);
void read_not(struct reading *r, int i);

#endif /* AMB_PLAN_READ_READERS_H */
