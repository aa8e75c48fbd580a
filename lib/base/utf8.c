#include <string.h>

#include "base/utf8.h"

int
utf8_next(const char *p, size_t len, uint32_t *code)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *s = (const unsigned char *)p;
	uint32_t c = s[0];
	int n;
	int i;

	if (c < 0x80) {
		*code = c;
		return 1;
	}
	n = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	if (c < 0xc2 || c > 0xf4 || (size_t)n > len)
		return 0;
	c &= 0x7fu >> n;
	for (i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3f);
	}
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return 0;
	*code = c;
	return n;
}

bool
utf8_valid(const char *p, size_t len)
{
	uint32_t code;
	int n;

	for (; len > 0; p += n, len -= (size_t)n) {
		n = utf8_next(p, len, &code);
		if (n == 0 || code == 0)
			return false;
	}
	return true;
}

size_t
utf8_length(const char *text)
{
	size_t n = 0;

	for (; *text != '\0'; text++)
		n += (*text & 0xc0) != 0x80;
	return n;
}

size_t
utf8_cut(const char *text, size_t max)
{
	size_t n = strnlen(text, max);

	while (n > 0 && (text[n] & 0xc0) == 0x80)
		n--;
	return n;
}
