#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "json/msg.h"

jv
msg_get(const jv *msg, const char *path)
{
	jv v = jv_copy(*msg);
	size_t n;

	if (path[0] == '\0')
		return v;
	for (;; path += n + 1) {
		n = strcspn(path, ".");
		if (jv_get_kind(v) != JV_KIND_OBJECT) {
			jv_free(v);
			return jv_invalid();
		}
		v = jv_object_get(v, jv_string_sized(path, (int)n));
		if (path[n] == '\0')
			return v;
	}
}

jv
msg_get_kind(const jv *msg, const char *path, jv_kind kind)
{
	jv v = msg_get(msg, path);

	if (jv_get_kind(v) == kind)
		return v;
	jv_free(v);
	return jv_invalid();
}

jv
msg_or_null(const jv *msg, const char *path)
{
	jv v = msg_get(msg, path);

	if (jv_is_valid(v))
		return v;
	jv_free(v);
	return jv_null();
}

bool
msg_has(const jv *msg, const char *path)
{
	jv v = msg_get(msg, path);
	jv_kind kind = jv_get_kind(v);

	jv_free(v);
	return kind != JV_KIND_INVALID && kind != JV_KIND_NULL;
}

jv
msg_set(jv msg, const char *path, jv value)
{
	size_t n = strcspn(path, ".");
	jv inner;
	jv key;

	if (!jv_is_valid(value)) {
		jv_free(value);
		return msg;
	}
	key = jv_string_sized(path, (int)n);
	if (jv_get_kind(msg) != JV_KIND_OBJECT) {
		jv_free(msg);
		msg = jv_object();
	}
	if (path[n] == '\0')
		return jv_object_set(msg, key, value);
	inner = jv_object_get(jv_copy(msg), jv_copy(key));
	/* drop msg's own reference, so that inner is changed in place */
	msg = jv_object_set(msg, jv_copy(key), jv_null());
	return jv_object_set(msg, key, msg_set(inner, path + n + 1, value));
}

jv
msg_del(jv msg, const char *key)
{
	if (jv_get_kind(msg) != JV_KIND_OBJECT)
		return msg;
	return jv_object_delete(msg, jv_string(key));
}

jv
msg_copy_member(jv msg, const jv *from, const char *path)
{
	return msg_set(msg, path, msg_get(from, path));
}

int
msg_num(const jv *msg, const char *path, double min, double max, double *out)
{
	jv v = msg_get_kind(msg, path, JV_KIND_NUMBER);
	double d = jv_is_valid(v) ? jv_number_value(v) : NAN;

	jv_free(v);
	if (!(d >= min && d <= max)) /* also refuses NaN */
		return -1;
	*out = d;
	return 0;
}

int
msg_int(const jv *msg, const char *path, int min, int max, int *out)
{
	double d;

	if (msg_num(msg, path, min, max, &d) == -1 || d != (int)d)
		return -1;
	*out = (int)d;
	return 0;
}

int
msg_i64(const jv *msg, const char *path, int64_t *out)
{
	const double most = 9007199254740992.0;
	double d;

	if (msg_num(msg, path, -most, most, &d) == -1 || d != floor(d))
		return -1;
	*out = (int64_t)d;
	return 0;
}

char *
msg_strdup(const jv *msg, const char *path)
{
	jv v = msg_get_kind(msg, path, JV_KIND_STRING);
	char *copy = NULL;
	size_t len;

	if (jv_is_valid(v)) {
		len = (size_t)jv_string_length_bytes(jv_copy(v));
		if (strlen(jv_string_value(v)) == len)
			copy = strdup(jv_string_value(v));
	}
	jv_free(v);
	return copy;
}

int
msg_str(const jv *msg, const char *path, char *buf, size_t size)
{
	char *text = msg_strdup(msg, path);
	size_t len = text != NULL ? strlen(text) : size;

	buf[0] = '\0';
	if (len < size)
		memcpy(buf, text, len + 1);
	free(text);
	return len < size ? (int)len : -1;
}

bool
msg_is(const jv *msg, const char *path, const char *text)
{
	jv v = msg_get_kind(msg, path, JV_KIND_STRING);
	bool same = jv_is_valid(v) && strcmp(jv_string_value(v), text) == 0;

	jv_free(v);
	return same;
}

bool
msg_true(const jv *msg, const char *path)
{
	jv v = msg_get(msg, path);
	bool is = jv_get_kind(v) == JV_KIND_TRUE;

	jv_free(v);
	return is;
}

int
msg_len(const jv *array)
{
	if (jv_get_kind(*array) != JV_KIND_ARRAY)
		return -1;
	return jv_array_length(jv_copy(*array));
}

jv
msg_at(const jv *array, int i)
{
	if (i < 0 || i >= msg_len(array))
		return jv_invalid();
	return jv_array_get(jv_copy(*array), i);
}

int
msg_bytes(const jv *array, uint8_t *out, int n)
{
	double d;
	int i;
	jv v;

	if (msg_len(array) != n)
		return -1;
	for (i = 0; i < n; i++) {
		v = jv_array_get(jv_copy(*array), i);
		d = jv_get_kind(v) == JV_KIND_NUMBER ? jv_number_value(v) : -1;
		jv_free(v);
		if (!(d >= 0 && d <= 255) || d != (int)d)
			return -1;
		out[i] = (uint8_t)d;
	}
	return 0;
}

jv
msg_rgb(const uint8_t *rgb)
{
	return JV_ARRAY(
	    jv_number(rgb[0]), jv_number(rgb[1]), jv_number(rgb[2]));
}
