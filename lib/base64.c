#include <stdint.h>
#include <stdlib.h>

#include "base64.h"

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
