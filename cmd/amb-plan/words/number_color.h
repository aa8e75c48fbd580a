/*
 * number_color.h - numbers, and colours as numbers.
 */
#ifndef AMB_PLAN_WORDS_NUMBER_COLOR_H
#define AMB_PLAN_WORDS_NUMBER_COLOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct number_color {
	bool is_color;
	uint8_t rgb[3];
	double number;
	int unit; /* enum lex_unit, or -1 */
};

/*
 * number_color_read(text, at, out): read "#ff8800", "rgb(255, 136, 0)", "0.5",
 * "30%", "3000k", or a Chinese number such as 三十 at an offset of normalized
 * text.  Returns how many bytes it has, 0 when there is none.
 */
size_t number_color_read(const char *text, size_t at, struct number_color *out);

#endif /* AMB_PLAN_WORDS_NUMBER_COLOR_H */
