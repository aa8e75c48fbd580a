#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "words/lexfile.h"
#include "words/normalize.h"
#include "words/number_color.h"

static const struct {
	const char *text;
	int value; /* a digit, or what it multiplies by */
	bool times;
} numerals[] = {{"零", 0, false}, {"〇", 0, false}, {"一", 1, false},
    {"二", 2, false}, {"两", 2, false}, {"三", 3, false}, {"四", 4, false},
    {"五", 5, false}, {"六", 6, false}, {"七", 7, false}, {"八", 8, false},
    {"九", 9, false}, {"十", 10, true}, {"百", 100, true}, {"千", 1000, true}};

static int
numeral(const char *p)
{
	size_t i;

	for (i = 0; i < sizeof(numerals) / sizeof(numerals[0]); i++)
		if (strncmp(p, numerals[i].text, HAN_BYTES) == 0)
			return (int)i;
	return -1;
}

/* 三十五, 一百, 十; digits one by one (二七零零) as they are dictated. */
static size_t
read_numerals(const char *p, double *out)
{
	const char *start = p;
	double total = 0;
	double digits = -1;
	int i;

	while ((i = numeral(p)) != -1) {
		if (numerals[i].times) {
			total += (digits < 0 ? 1 : digits) * numerals[i].value;
			digits = -1;
		} else {
			digits =
			    (digits < 0 ? 0 : digits * 10) + numerals[i].value;
		}
		p += HAN_BYTES;
	}
	*out = total + (digits < 0 ? 0 : digits);
	return (size_t)(p - start);
}

static size_t
read_digits(const char *p, double *out)
{
	size_t n = strspn(p, "0123456789");
	char copy[32];

	if (n == 0)
		return 0;
	if (p[n] == '.' && isdigit((unsigned char)p[n + 1]))
		n += 1 + strspn(p + n + 1, "0123456789");
	if (n >= sizeof(copy))
		return 0;
	memcpy(copy, p, n);
	copy[n] = '\0';
	*out = strtod(copy, NULL);
	return n;
}

/* 三十, 三点五, 百分之三十, 三分之一. */
static size_t
read_han(const char *p, struct number_color *out)
{
	static const char of[] = "分之";
	static const char dot[] = "点";
	size_t n = read_numerals(p, &out->number);
	double part;
	size_t more;

	out->unit = -1;
	if (n == 0)
		return 0;
	if (strncmp(p + n, of, sizeof(of) - 1) == 0) {
		n += sizeof(of) - 1;
		more = read_numerals(p + n, &part);
		if (more == 0)
			more = read_digits(p + n, &part);
		out->unit = UNIT_PERCENT;
		out->number = out->number > 0 ? part / out->number * 100 : 0;
		return more == 0 ? 0 : n + more;
	}
	if (strncmp(p + n, dot, sizeof(dot) - 1) == 0 &&
	    (more = read_numerals(p + n + HAN_BYTES, &part)) == HAN_BYTES &&
	    part < 10) {
		out->number += part / 10;
		n += HAN_BYTES + more;
	}
	return n;
}

/* The unit that is written right behind a number.  Returns its length. */
static size_t
read_unit(const char *p, struct number_color *out)
{
	static const struct {
		const char *text;
		int unit;
	} units[] = {
	    {"%", UNIT_PERCENT},
	    {"k", UNIT_KELVIN},
	    {"s", UNIT_SECOND},
	};
	size_t i;

	for (i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (p[0] == units[i].text[0] && !normalize_is_word(p[1])) {
			out->unit = units[i].unit;
			return 1;
		}
	return 0;
}

static size_t
read_hex(const char *p, struct number_color *out)
{
	size_t n = strspn(p + 1, "0123456789abcdef");
	char copy[7];
	long v;
	int i;

	if (p[0] != '#' || (n != 6 && n != 3))
		return 0;
	memcpy(copy, p + 1, n);
	copy[n] = '\0';
	v = strtol(copy, NULL, 16);
	for (i = 2; i >= 0; i--) {
		out->rgb[i] = (uint8_t)(n == 6 ? v & 0xff : (v & 0xf) * 17);
		v >>= n == 6 ? 8 : 4;
	}
	out->is_color = true;
	return n + 1;
}

static size_t
read_rgb(const char *p, struct number_color *out)
{
	const char *start = p;
	char *end;
	long v;
	int i;

	if (strncmp(p, "rgb", 3) != 0)
		return 0;
	p += 3;
	p += strspn(p, " (:=");
	for (i = 0; i < 3; i++) {
		if (!isdigit((unsigned char)*p))
			return 0;
		v = strtol(p, &end, 10);
		out->rgb[i] = (uint8_t)(v > 255 ? 255 : v);
		p = end + strspn(end, i < 2 ? " ," : " )");
	}
	out->is_color = true;
	return (size_t)(p - start);
}

size_t
number_color_read(const char *text, size_t at, struct number_color *out)
{
	const char *p = text + at;
	size_t n;

	out->is_color = false;
	if ((unsigned char)p[0] >= 0xe3)
		return read_han(p, out);
	if (p[0] == '#')
		return read_hex(p, out);
	if (at > 0 && normalize_is_word(text[at - 1]))
		return 0;
	n = read_rgb(p, out);
	if (n > 0)
		return n;
	n = read_digits(p, &out->number);
	out->unit = -1;
	return n > 0 ? n + read_unit(p + n, out) : 0;
}
