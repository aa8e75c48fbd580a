#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include "base/why.h"

int
why_set(char why[WHY_MAX], const char *fmt, ...)
{
	va_list ap;

	if (why == NULL)
		return -1;
	va_start(ap, fmt);
	vsnprintf(why, WHY_MAX, fmt, ap);
	va_end(ap);
	return -1;
}
