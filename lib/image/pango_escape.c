#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "image/pango_escape.h"

enum { REFERENCE_MAX = 12 }; /* bytes of "&#x10ffff;" and a NUL */

int
pango_escape(const char *text, char *buf, size_t size)
{
	size_t left = strlen(text);
	size_t used = 0;
	uint32_t c;
	int n;

	buf[0] = '\0';
	for (; left > 0; text += n, left -= (size_t)n) {
		n = utf8_next(text, left, &c);
		if (n == 0 || c < 0x20 || used + REFERENCE_MAX > size)
			return -1;
		used += (size_t)snprintf(buf + used, size - used, "&#x%x;", c);
	}
	return 0;
}
