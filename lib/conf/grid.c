#include <ctype.h>
#include <stdlib.h>

#include "conf/grid.h"

static int
side(const char *p, char **end)
{
	long n;

	if (!isdigit((unsigned char)*p))
		return -1;
	n = strtol(p, end, 10);
	return n >= 1 && n <= GRID_SIDE_MAX ? (int)n : -1;
}

int
grid_parse(const char *text, int *width, int *height)
{
	char *end;
	int w = side(text, &end);
	int h;

	if (w == -1 || *end != 'x')
		return -1;
	h = side(end + 1, &end);
	if (h == -1 || *end != '\0')
		return -1;
	*width = w;
	*height = h;
	return 0;
}
