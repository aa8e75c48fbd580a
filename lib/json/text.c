#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "json/msg.h"
#include "json/text.h"

void
text_free(struct text *t)
{
	free(t->data);
	*t = (struct text){.len = 0};
}

void
text_clear(struct text *t)
{
	t->len = 0;
}

char *
text_room(struct text *t, size_t len)
{
	size_t size = t->size > 0 ? t->size : 256;

	while (size <= t->len + len)
		size *= 2;
	if (size != t->size) {
		t->data = realloc(t->data, size);
		if (t->data == NULL)
			die_errno(EX_OSERR, "cannot write JSON");
		t->size = size;
	}
	return t->data + t->len;
}

void
text_end(struct text *t, char *end)
{
	*end = '\0';
	t->len = (size_t)(end - t->data);
}

void
text_add(struct text *t, const void *data, size_t len)
{
	char *p = text_room(t, len);

	memcpy(p, data, len);
	text_end(t, p + len);
}

void
text_str(struct text *t, const char *s)
{
	text_add(t, s, strlen(s));
}

void
text_json(struct text *t, jv msg)
{
	size_t len;
	char *text = msg_text(msg, &len);

	text_add(t, text, len);
	free(text);
}

/* Append an object that is to get more members. */
static void
open_object(struct text *t, jv obj)
{
	text_json(t, obj);
	t->len--; /* its brace */
	if (t->data[t->len - 1] != '{')
		text_str(t, ",");
}

void
text_member(struct text *t, jv obj, const char *key, const struct text *value)
{
	open_object(t, obj);
	text_str(t, "\"");
	text_str(t, key);
	text_str(t, "\":");
	text_add(t, value->data, value->len);
	text_str(t, "}");
}

void
text_merge(struct text *t, jv obj, const struct text *more)
{
	open_object(t, obj);
	text_add(t, more->data + 1, more->len - 1);
}
