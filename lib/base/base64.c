#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"

char *
base64_encode(const void *data, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const uint8_t *in = data;
	char *text = malloc((len + 2) / 3 * 4 + 1);
	char *out = text;
	uint32_t bits;
	size_t left;
	int i;

	if (text == NULL)
		return NULL;
	for (; len > 0; len -= left < 3 ? left : 3, in += 3) {
		left = len;
		bits = (uint32_t)in[0] << 16;
		bits |= left > 1 ? (uint32_t)in[1] << 8 : 0;
		bits |= left > 2 ? (uint32_t)in[2] : 0;
		for (i = 0; i < 4; i++)
			*out++ = (size_t)i > left
				     ? '='
				     : digits[bits >> (18 - 6 * i) & 63];
	}
	*out = '\0';
	return text;
}

static int
digit(int c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	if (c == '/' || c == '_')
		return 63;
	return -1;
}

static const char *
after_head(const char *text)
{
	const char *comma = strchr(text, ',');

	return strncmp(text, "data:", 5) == 0 && comma != NULL ? comma + 1
							       : text;
}

long
base64_decode(const char *text, void *out)
{
	unsigned char *bytes = out;
	uint32_t bits = 0;
	size_t n = 0;
	int have = 0;
	int d;

	for (text = after_head(text); *text != '\0' && *text != '='; text++) {
		d = digit(*text);
		if (d == -1 && strchr(" \t\r\n", *text) != NULL)
			continue;
		if (d == -1)
			return -1;
		bits = bits << 6 | (uint32_t)d;
		have += 6;
		if (have >= 8) {
			have -= 8;
			bytes[n++] = (unsigned char)(bits >> have);
		}
	}
	if (text[strspn(text, "= \t\r\n")] != '\0')
		return -1;
	return have == 6 ? -1 : (long)n; /* one lone digit is no byte */
}
