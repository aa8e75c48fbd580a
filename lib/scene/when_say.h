/*
 * when_say.h - a sentence that says when a timer is due.
 */
#ifndef AMB_SCENE_WHEN_SAY_H
#define AMB_SCENE_WHEN_SAY_H

#include "scene/when.h"

/*
 * when_say(msg, w, tz, now_ms, buf): write it, below 60 characters, for what
 * when_read() read; in Chinese when the instruction of msg has a Han character,
 * else in English.
 */
void when_say(const jv *msg, const struct when *w, const char *tz,
    int64_t now_ms, char buf[WHEN_SAY_MAX]);

#endif /* AMB_SCENE_WHEN_SAY_H */
