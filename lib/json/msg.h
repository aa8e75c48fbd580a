/*
 * msg.h - JSON values of unknown kinds.
 *
 * libjq aborts the process when a value has the wrong kind, so every tool
 * reads foreign JSON only through the functions below, which check first.
 *
 * Ownership: a jv passed by value is consumed; a const jv * is borrowed.
 * A path is a member name, or several joined by dots ("plan.strip.mode"); the
 * empty path is the value itself.
 */
#ifndef AMB_JSON_MSG_H
#define AMB_JSON_MSG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include <jv.h>

enum {
	MSG_MAX = 1 << 20, /* bytes of one JSON document */
	MSG_DEPTH_MAX = 64 /* nested arrays and objects */
};

/*
 * msg_parse(buf, len): read one JSON object of at most MSG_MAX bytes of valid
 * UTF-8, nested no deeper than MSG_DEPTH_MAX, with nothing after it.
 * Returns the object, or an invalid jv that carries a message.
 */
jv msg_parse(const char *buf, size_t len);

/* msg_parse_max(buf, len, max): the same of at most max bytes. */
jv msg_parse_max(const char *buf, size_t len, int max);

/*
 * msg_parse_around(buf, len, from, to): msg_parse() with the number 0 in place
 * of the bytes from up to to.
 */
jv msg_parse_around(const char *buf, size_t len, size_t from, size_t to);

/*
 * msg_read(in): msg_parse() of all that is left of in.  Returns likewise; after
 * a read error ferror(in) is true and errno is set.
 */
jv msg_read(FILE *in);

/*
 * msg_text(msg, len): write msg as one line of JSON, no newline, members in
 * order of their names.  Consumes msg.  Returns text that the caller frees and
 * stores its length in *len, which may be NULL.  Exits on lack of memory.
 */
char *msg_text(jv msg, size_t *len);

/*
 * msg_write(msg, out): write msg and a newline to out.
 * Consumes msg.  Errors stay on the stream, for stdout_close() to find.
 */
void msg_write(jv msg, FILE *out);

/*
 * msg_bad(fmt, ...): an invalid jv that carries a message.
 */
jv msg_bad(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/*
 * msg_error(bad, buf, len): copy the message of an invalid jv to buf.
 * Consumes bad.  Returns buf.
 */
char *msg_error(jv bad, char *buf, size_t len);

/*
 * msg_obj(key, value, ..., NULL): an object of these members.
 * A member whose value is an invalid jv is left out.  Consumes the values.
 */
jv msg_obj(const char *key, ...) __attribute__((sentinel));

/*
 * msg_get(msg, path): the member at path, owned by the caller; an invalid jv
 * when it is absent or something on the way is not an object.
 */
jv msg_get(const jv *msg, const char *path);

/*
 * msg_get_kind(msg, path, kind): the same, invalid also when the kind differs.
 */
jv msg_get_kind(const jv *msg, const char *path, jv_kind kind);

/* msg_or_null(msg, path): msg_get(), but null when it is absent. */
jv msg_or_null(const jv *msg, const char *path);

/* msg_has(msg, path): whether a member is there and is not null. */
bool msg_has(const jv *msg, const char *path);

/*
 * msg_set(msg, path, value): msg with the member at path set, unless value is
 * invalid; objects on the way are made.  Consumes msg and value.
 */
jv msg_set(jv msg, const char *path, jv value);

/* msg_del(msg, key): msg without one member of its own.  Consumes msg. */
jv msg_del(jv msg, const char *key);

/*
 * msg_copy_member(msg, from, path): msg with its member at path set to a copy
 * of the same member of from; msg unchanged when from has none.  Consumes msg.
 */
jv msg_copy_member(jv msg, const jv *from, const char *path);

/*
 * msg_int(msg, path, min, max, out), msg_num(...): fetch a number (for
 * msg_int, a whole one) in [min, max].  Return 0 and set *out, or return -1
 * and leave *out alone when it is absent, of another kind or out of range.
 */
int msg_int(const jv *msg, const char *path, int min, int max, int *out);
int msg_num(
    const jv *msg, const char *path, double min, double max, double *out);

/*
 * msg_i64(msg, path, out): a whole number of at most 2^53 (ms since 1970).
 */
int msg_i64(const jv *msg, const char *path, int64_t *out);

/*
 * msg_str(msg, path, buf, size): copy a string and its NUL to buf[size].
 * Returns its length in bytes, or -1 and an empty buf when it is absent, of
 * another kind, too long, or holds a NUL.
 */
int msg_str(const jv *msg, const char *path, char *buf, size_t size);

/*
 * msg_strdup(msg, path): the same, in memory that the caller frees; NULL when
 * absent, of another kind, or holding a NUL.
 */
char *msg_strdup(const jv *msg, const char *path);

/* msg_is(msg, path, text): whether the member is exactly this string. */
bool msg_is(const jv *msg, const char *path, const char *text);

/* msg_true(msg, path): whether the member is true. */
bool msg_true(const jv *msg, const char *path);

/*
 * msg_len(array): number of elements; -1 when it is not an array.
 * msg_at(array, i): element i, owned by the caller; invalid when out of range.
 */
int msg_len(const jv *array);
jv msg_at(const jv *array, int i);

/*
 * msg_bytes(array, out, n): fetch n whole numbers 0-255.
 * Returns 0, or -1 when the array is not exactly that.
 */
int msg_bytes(const jv *array, uint8_t *out, int n);

/* msg_rgb(rgb): the JSON array [r,g,b]. */
jv msg_rgb(const uint8_t *rgb);

#endif /* AMB_JSON_MSG_H */
