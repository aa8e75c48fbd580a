/*
 * literal.h - numbers and colours that are written, not named.
 */
#ifndef LITERAL_H
#define LITERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct literal {
	bool is_color;
	uint8_t rgb[3];
	double number;
	int unit; /* enum lex_unit, or -1 */
};

/*
 * literal_read(text, at, out): read "#ff8800", "rgb(255, 136, 0)", "0.5",
 * "30%", "3000k", or a Chinese number such as 三十 at an offset of folded
 * text.  Returns how many bytes it has, 0 when there is none.
 */
size_t literal_read(const char *text, size_t at, struct literal *out);

#endif /* LITERAL_H */
