/*
 * text.h - JSON written piece by piece.
 *
 * For documents of which a part is already text, or is faster written as text
 * than by way of a jv.  Exits on lack of memory.
 */
#ifndef AMB_JSON_TEXT_H
#define AMB_JSON_TEXT_H

#include <stddef.h>

#include <jv.h>

/* All zero is empty; data, unless NULL, ends with a NUL; text_free() it. */
struct text {
	char *data;
	size_t len; /* bytes, without the NUL */
	size_t size;
};

void text_free(struct text *t);

/* text_clear(t): make it empty; the memory is kept. */
void text_clear(struct text *t);

/* text_add(t, data, len): append bytes. */
void text_add(struct text *t, const void *data, size_t len);

/* text_str(t, s): append a string. */
void text_str(struct text *t, const char *s);

/*
 * text_room(t, len): where to write at most len bytes more; text_end(t, end):
 * up to where they were written.
 */
char *text_room(struct text *t, size_t len);
void text_end(struct text *t, char *end);

/* text_json(t, msg): append a value.  Consumes msg. */
void text_json(struct text *t, jv msg);

/*
 * text_member(t, obj, key, value): append the object with one member more,
 * whose value is text.  Consumes obj.
 */
void text_member(
    struct text *t, jv obj, const char *key, const struct text *value);

/*
 * text_merge(t, obj, more): append the object with the members of another,
 * which is text and has one at least.  Consumes obj.
 */
void text_merge(struct text *t, jv obj, const struct text *more);

#endif /* AMB_JSON_TEXT_H */
