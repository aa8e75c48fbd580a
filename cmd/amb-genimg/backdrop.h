/*
 * backdrop.h - what stands behind the subjects: horizon, weather.
 */
#ifndef AMB_BACKDROP_H
#define AMB_BACKDROP_H

#include <stdbool.h>

#include "canvas.h"

/*
 * backdrop(c, words, busy): find in words (a prompt and subjects, UTF-8) what
 * belongs behind them and paint it; when busy, only what leaves the middle to
 * a subject.
 */
void backdrop(struct canvas *c, const char *words, bool busy);

#endif /* AMB_BACKDROP_H */
