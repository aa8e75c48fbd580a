#include <string.h>

#include "base/utf8.h"
#include "words/normalize.h"

/* Single characters that are written otherwise, by code. */
static const struct lex_char chars[] = {{0x00a0, ' '}, {0x00b4, '\''},
    {0x2010, ' '}, {0x2011, ' '}, {0x2012, ' '}, {0x2013, ' '}, {0x2014, ' '},
    {0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'}, {0x2026, '.'},
    {0x3000, ' '}, {0x3001, ','}, {0x3002, '.'}, {0x300a, '"'}, {0x300b, '"'},
    {0x300c, '"'}, {0x300d, '"'}, {0x300e, '"'}, {0x300f, '"'}, {0x3010, '"'},
    {0x3011, '"'}, {0xff5e, ' '}};

/* Latin-1 from 0xc0 without its accents; '*' is not a letter. */
static const char latin[] = "aaaaaaaceeeeiiiidnooooo*ouuuuyts"
			    "aaaaaaaceeeeiiiidnooooo*ouuuuyty";

bool
normalize_is_han(uint32_t code)
{
	return (code >= 0x3400 && code <= 0x9fff) ||
	       (code >= 0x20000 && code <= 0x3ffff) || code == 0x3007;
}

bool
normalize_is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static uint32_t
find_char(const struct lex_char *table, size_t n, uint32_t code)
{
	size_t low = 0;
	size_t mid;

	while (n > 0) {
		mid = low + n / 2;
		if (table[mid].from == code)
			return table[mid].to;
		if (table[mid].from < code) {
			low = mid + 1;
			n -= n / 2 + 1;
		} else {
			n /= 2;
		}
	}
	return code;
}

/* A character's one spelling; 0 when it is dropped. */
static uint32_t
normalize_code(uint32_t c, const struct lex_char *table, size_t n)
{
	if (c >= 0xff01 && c <= 0xff5d)
		c -= 0xfee0;
	if (c >= 'A' && c <= 'Z')
		return c + 'a' - 'A';
	if (c == '\t' || c == '\r' || c == '\n' || c == '_' || c == '-')
		return ' ';
	if (c < 0x80)
		return c < ' ' || c == 0x7f ? 0 : c;
	if (c >= 0xc0 && c <= 0xff)
		return latin[c - 0xc0] == '*' ? c : (uint32_t)latin[c - 0xc0];
	if (c == 0x200b || c == 0x200c || c == 0xfeff || c == 0xfe0e ||
	    c == 0xfe0f || (c >= 0x1f3fb && c <= 0x1f3ff))
		return 0;
	if (normalize_is_han(c))
		return find_char(table, n, c);
	return find_char(chars, sizeof(chars) / sizeof(chars[0]), c);
}

/* Encode a character as UTF-8.  Returns its length. */
static size_t
put(char *p, uint32_t c)
{
	static const uint8_t first[] = {0, 0xc0, 0xe0, 0xf0};
	size_t more = (c >= 0x80) + (c >= 0x800) + (c >= 0x10000);
	size_t i;

	for (i = more; i > 0; i--, c >>= 6)
		p[i] = (char)(0x80 | (c & 0x3f));
	p[0] = (char)(first[more] | c);
	return more + 1;
}

size_t
normalize_text(char *out, uint16_t *from, const char *src, size_t len,
    const struct lex_char *table, size_t n)
{
	uint32_t last = ' '; /* drops blanks at the start */
	bool blank = false;
	size_t used = 0;
	uint32_t code;
	size_t end;
	size_t i;
	int step;

	for (i = 0; i < len; i += (size_t)step) {
		step = utf8_next(src + i, len - i, &code);
		if (step == 0)
			break;
		code = normalize_code(code, table, n);
		if (code == ' ')
			blank = true;
		if (code == 0 || code == ' ' || code == '\'')
			continue;
		end = used;
		if (blank && last < 0x80 && code < 0x80 && used > 0)
			out[end++] = ' ';
		end += put(out + end, code);
		for (; used < end; used++)
			if (from != NULL)
				from[used] = (uint16_t)i;
		blank = false;
		last = code;
	}
	if (from != NULL)
		from[used] = (uint16_t)i;
	out[used] = '\0';
	return used;
}

void
normalize_pinyin(char *out, const char *text, size_t len,
    const struct lex_char *table, size_t n)
{
	uint32_t code;
	size_t i;
	int step;

	memcpy(out, text, len + 1);
	for (i = 0; i < len; i += (size_t)step) {
		step = utf8_next(text + i, len - i, &code);
		if (step == 0)
			break;
		if (step == HAN_BYTES)
			put(out + i, find_char(table, n, code));
	}
}
