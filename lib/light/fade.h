/*
 * fade.h - the way from one picture to the next.
 *
 * A part of a state document, matrix or strip, may have a member fade,
 * {"start_ms","end_ms","from"}: what was shown at start_ms, bytes in base64,
 * becomes by end_ms what the part is now; see amb-store(5).  A frame depends on
 * nothing but that and the clock, so it is the same on every machine.
 *
 * Each pixel goes straight from one colour to the other in linear light, at an
 * even pace for the eye: the square root of luminance, which is about what is
 * seen, grows or falls steadily.  At a steady pace of light, the first tenth of
 * a sunrise would bring a third of it.
 */
#ifndef AMB_LIGHT_FADE_H
#define AMB_LIGHT_FADE_H

#include <stdbool.h>
#include <stdint.h>

#include <jv.h>

enum {
	FADE_S_MAX = 3600,  /* seconds */
	FADE_LONG_MS = 5000 /* a longer one is seen by those who poll files */
};

/* All zero is none. */
struct fade {
	int64_t start_ms; /* milliseconds since 1970 */
	int64_t end_ms;
	uint8_t *from; /* n pixels R,G,B; NULL for no fade */
	int n;
};

/*
 * fade_read(doc, path, f): the fade at path of a state document, "matrix.fade"
 * or "strip.fade"; none when it has none or a malformed one.  The caller frees
 * it.  fade_free(f): leave none.
 */
void fade_read(const jv *doc, const char *path, struct fade *f);
void fade_free(struct fade *f);

/* fade_json(f): the member of the document. */
jv fade_json(const struct fade *f);

/*
 * fade_drop(doc, part): doc without the fade of its part "matrix" or "strip".
 * Consumes doc.  fade_drop_all(doc): likewise of both.
 */
jv fade_drop(jv doc, const char *part);
jv fade_drop_all(jv doc);

/*
 * fade_runs(f, now_ms): whether there is one that has not ended; it may be yet
 * to begin, when the clock was set back.
 * fade_is_long(f): whether it takes more than FADE_LONG_MS.
 */
bool fade_runs(const struct fade *f, int64_t now_ms);
bool fade_is_long(const struct fade *f);

/* fade_part(f, now_ms): how much of its time is over, 0 to 1. */
double fade_part(const struct fade *f, int64_t now_ms);

/*
 * fade_mix(from, to, part, rgb): a pixel on its way from the one to the other,
 * which are sRGB codes; exactly from when part is 0, to when it is 1.  rgb may
 * be to.
 */
void fade_mix(
    const uint8_t from[3], const uint8_t to[3], double part, uint8_t rgb[3]);

/*
 * fade_still(f, now_ms, n, rgb): blend the n pixels of rgb, which are those it
 * fades to, each at its own pace.  If it has another number, each begins as the
 * nearest of it.
 * fade_moving(f, now_ms, to, n, rgb): the same of pixels that move: all at one
 * pace, from the mean to the colour to, as one that followed each of them would
 * make them turn more often.
 */
void fade_still(const struct fade *f, int64_t now_ms, int n, uint8_t *rgb);
void fade_moving(const struct fade *f, int64_t now_ms, const uint8_t to[3],
    int n, uint8_t *rgb);

/* fade_mean(f, rgb): the mean of what it fades from, of its light. */
void fade_mean(const struct fade *f, uint8_t rgb[3]);

#endif /* AMB_LIGHT_FADE_H */
