#include <string.h>

#include "sniff.h"

static const struct {
	const char *name;
	size_t offset;
	const char *magic;
	size_t len;
} formats[] = {
    {"PNG", 0, "\x89PNG\r\n\x1a\n", 8},
    {"JPEG", 0, "\xff\xd8\xff", 3},
    {"GIF", 0, "GIF8", 4},
    {"WEBP", 8, "WEBP", 4},
};

const char *
sniff(const void *data, size_t len)
{
	const char *p = data;
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (len >= formats[i].offset + formats[i].len &&
		    memcmp(p + formats[i].offset, formats[i].magic,
			formats[i].len) == 0)
			return formats[i].name;
	return NULL;
}
