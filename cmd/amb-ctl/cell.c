#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "base/utf8.h"
#include "cell.h"
#include "json/msg.h"

/* Those of Unicode, which a terminal might obey. */
static bool
is_control(uint32_t code)
{
	return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

void
cell_text(struct text *t, const jv *value)
{
	char *text = msg_strdup(value, "");
	const char *p = text;
	uint32_t code;
	int n;

	for (; p != NULL && *p != '\0'; p += n) {
		n = utf8_next(p, strlen(p), &code);
		text_add(t, is_control(code) ? "?" : p,
		    is_control(code) ? 1 : (size_t)n);
	}
	free(text);
}

void
cell_words(struct text *t, const jv *value)
{
	jv word;
	int i;

	cell_text(t, value);
	for (i = 0; i < msg_len(value); i++) {
		word = msg_at(value, i);
		if (i > 0)
			text_str(t, ",");
		cell_text(t, &word);
		jv_free(word);
	}
}

void
cell_time(struct text *t, const jv *value)
{
	char text[32];
	int64_t ms = 0;
	struct tm tm;
	time_t s;

	if (msg_i64(value, "", &ms) == -1 || ms <= 0)
		return;
	s = (time_t)(ms / 1000);
	if (localtime_r(&s, &tm) != NULL &&
	    strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &tm) > 0)
		text_str(t, text);
}

/* "on: matrix, strip", when there are any, after what t has. */
static void
add_parts(struct text *t, const char *word, bool matrix, bool strip)
{
	if (!matrix && !strip)
		return;
	text_str(t, t->len > 0 ? "; " : "");
	text_str(t, word);
	text_str(t, matrix ? ": matrix" : ": strip");
	text_str(t, matrix && strip ? ", strip" : "");
}

void
cell_power(struct text *t, const jv *value)
{
	bool matrix = msg_true(value, "matrix");
	bool strip = msg_true(value, "strip");

	add_parts(t, "on", matrix, strip);
	add_parts(t, "off", !matrix, !strip);
}

void
cell_lit(struct text *t, const jv *value)
{
	bool matrix = msg_true(value, "matrix");
	bool strip = msg_true(value, "strip");

	text_str(t, matrix && strip ? "on"
		    : matrix	    ? "matrix"
		    : strip	    ? "strip"
				    : "off");
}

void
cell_json(struct text *t, const jv *value)
{
	text_json(t, jv_copy(*value));
}

int
cell_width(const char *text)
{
	uint32_t code;
	int sum = 0;
	int n, w;

	for (; *text != '\0'; text += n) {
		n = utf8_next(text, strlen(text), &code);
		w = wcwidth((wchar_t)code);
		sum += w >= 0 ? w : 1;
	}
	return sum;
}
