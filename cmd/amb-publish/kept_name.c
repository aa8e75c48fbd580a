#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "json/msg.h"
#include "kept_name.h"

enum { NON_JOINER = 0x200c, JOINER = 0x200d };

static bool
is_blank(uint32_t c)
{
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS;
}

/* The joiners are a part of words and of emoji. */
static bool
is_bad(uint32_t c)
{
	if (c == '/')
		return true;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return true;
	case UTF8PROC_CATEGORY_CF:
		return c != NON_JOINER && c != JOINER;
	default:
		return false;
	}
}

/* text is valid UTF-8. */
static bool
is_name(const char *text)
{
	uint32_t first = ' ';
	uint32_t c = ' ';
	int n;

	if (strcmp(text, ".") == 0 || strcmp(text, "..") == 0 ||
	    utf8_length(text) > KEPT_NAME_MAX)
		return false;
	utf8_next(text, strlen(text), &first);
	for (; *text != '\0'; text += n) {
		n = utf8_next(text, strlen(text), &c);
		if (n == 0 || is_bad(c))
			return false;
	}
	return !is_blank(first) && !is_blank(c);
}

/* The member in its normal form, which the caller frees; or NULL. */
static char *
normal(const jv *arg)
{
	char *text = msg_strdup(arg, "name");
	char *name = NULL;

	if (text != NULL)
		name = (char *)utf8proc_NFC((const utf8proc_uint8_t *)text);
	free(text);
	return name;
}

int
kept_name(const jv *arg, char name[KEPT_NAME_SIZE], struct answer *answer)
{
	char *text = normal(arg);
	bool good = text != NULL && is_name(text);

	if (good)
		memcpy(name, text, strlen(text) + 1);
	else
		answer_refuse(
		    answer, EX_DATAERR, "'name' must be " KEPT_NAME_WANT);
	free(text);
	return good ? 0 : -1;
}
