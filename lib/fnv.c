#include <string.h>

#include "fnv.h"

uint64_t
fnv(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *p = data;

	while (len-- > 0)
		hash = (hash ^ *p++) * UINT64_C(0x100000001b3);
	return hash;
}

uint64_t
fnv_text(const char *text)
{
	return fnv(FNV_START, text, strlen(text));
}
