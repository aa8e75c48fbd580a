#include <stdint.h>
#include <string.h>

#include "image/sniff.h"

static const struct {
	const char *name;
	const char *extension;
	size_t offset;
	const char *magic;
	size_t len;
} formats[] = {
    {"PNG", "png", 0, "\x89PNG\r\n\x1a\n", 8},
    {"JPEG", "jpg", 0, "\xff\xd8\xff", 3},
    {"GIF", "gif", 0, "GIF8", 4},
    {"WEBP", "webp", 8, "WEBP", 4},
};
enum { FORMATS = sizeof(formats) / sizeof(formats[0]) };

const char *
sniff(const void *data, size_t len)
{
	const char *p = data;
	size_t i;

	for (i = 0; i < FORMATS; i++)
		if (len >= formats[i].offset + formats[i].len &&
		    memcmp(p + formats[i].offset, formats[i].magic,
			formats[i].len) == 0)
			return formats[i].name;
	return NULL;
}

const char *
sniff_extension(const char *format)
{
	size_t i;

	for (i = 0; format != NULL && i < FORMATS; i++)
		if (strcmp(format, formats[i].name) == 0)
			return formats[i].extension;
	return NULL;
}

enum { SOI = 0xd8, EOI = 0xd9, SOS = 0xda };

/* Where the first scan begins; len when there is none. */
static size_t
first_scan(const uint8_t *p, size_t len)
{
	size_t i = 2;

	while (i + 4 <= len && p[i] == 0xff && p[i + 1] != SOS) {
		if (p[i + 1] == 0xff)
			i++;
		else
			i += 2 + (size_t)p[i + 2] * 256 + p[i + 3];
	}
	return i + 4 <= len && p[i] == 0xff ? i : len;
}

bool
sniff_truncated(const void *data, size_t len)
{
	const uint8_t *p = data;
	size_t scan;
	size_t i;

	if (len < 3 || p[0] != 0xff || p[1] != SOI)
		return false;
	/* backwards, as the end is usually the last thing in the file */
	scan = first_scan(p, len);
	for (i = len - 1; i > scan; i--)
		if (p[i] == EOI && p[i - 1] == 0xff)
			return false;
	return true;
}
