/*
 * source.h - what the files of a zone are made from.
 */
#ifndef AMB_PUBLISH_SOURCE_H
#define AMB_PUBLISH_SOURCE_H

#include "json/text.h"
#include "spool/row.h"

/* Matrix, command and palette, [[r,g,b],...], as text. */
struct look {
	struct text matrix;
	struct text command;
	struct text palette; /* [[0,0,0]] when off */
};

/* What the files are made from: the state, and parts of it as text. */
struct source {
	const struct zone_state *s;
	struct text doc; /* without fades */
	struct look set;
	struct look dimmed;	  /* by power, brightness or a fade */
	const struct look *shown; /* one of the two */
	struct matrix pixels;	  /* as the LEDs show them */
};

/*
 * source_follow_fades(): from now on, the files show how a fade of more than
 * FADE_LONG_MS goes on.  Who calls it writes those of STATE_FADE again from
 * time to time; else they show where it ends, from its beginning.
 */
void source_follow_fades(void);

/*
 * source_make(src, s): of the state s, which it borrows, at this moment.
 * source_free(src): what it owns.
 */
void source_make(struct source *src, const struct zone_state *s);
void source_free(struct source *src);

#endif /* AMB_PUBLISH_SOURCE_H */
