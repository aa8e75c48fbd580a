#include <string.h>

#include "base/percent.h"

static int
hex(char c)
{
	static const char digits[] = "0123456789abcdef0123456789ABCDEF";
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits) % 16;
}

int
percent_decode(const char *text, size_t len, bool plus, char *buf, size_t size)
{
	const char *end = text + len;
	size_t n = 0;
	int c;

	for (; text < end; text++) {
		c = plus && *text == '+' ? ' ' : *text;
		if (c == '%') {
			if (end - text < 3 || hex(text[1]) == -1 ||
			    hex(text[2]) == -1)
				return -1;
			c = hex(text[1]) * 16 + hex(text[2]);
			text += 2;
		}
		if (c == '\0' || n + 1 >= size)
			return -1;
		buf[n++] = (char)c;
	}
	buf[n] = '\0';
	return (int)n;
}
