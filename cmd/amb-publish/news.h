/*
 * news.h - what is told of a scene that was published: {"type","payload"}.
 * Pure: no I/O, no clock.
 */
#ifndef AMB_NEWS_H
#define AMB_NEWS_H

#include <stdbool.h>

#include <jv.h>

/* news_matrix(state), news_strip(state): an update of that part. */
jv news_matrix(const jv *state);
jv news_strip(const jv *state);

/*
 * news_due(scene): whether all that an instruction asked for has been made or
 * has failed, so that its generate event can be told.
 */
bool news_due(const jv *scene);

/* news_generate(scene): the generate event of DESIGN: how it went, and what
 * came of it. */
jv news_generate(const jv *scene);

#endif /* AMB_NEWS_H */
