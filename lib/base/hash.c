#include <string.h>

#include "base/hash.h"

uint64_t
hash_fnv64(uint64_t hash, const void *data, size_t len)
{
	const unsigned char *p = data;

	while (len-- > 0)
		hash = (hash ^ *p++) * UINT64_C(0x100000001b3);
	return hash;
}

uint64_t
hash_text(const char *text)
{
	return hash_fnv64(HASH_FNV64_START, text, strlen(text));
}

uint32_t
hash_text32(const char *text)
{
	uint32_t hash = 0x811c9dc5u;

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * 0x1000193u;
	return hash;
}

uint32_t
hash_pair(uint32_t a, uint32_t b)
{
	uint32_t h = a * 0x9e3779b1u ^ (b + 0x7f4a7c15u) * 0x85ebca6bu;

	h = (h ^ h >> 15) * 0x2c1b3c6du;
	h = (h ^ h >> 12) * 0x297a2d39u;
	return h ^ h >> 15;
}

int
hash_order(int i, int n, uint32_t seed)
{
	uint32_t x = (uint32_t)i;
	uint32_t mask = 1;
	uint32_t round;

	while (mask + 1 < (uint32_t)n)
		mask = mask * 2 + 1;
	/* each step maps 0 to mask onto itself; repeat until below n */
	do {
		for (round = 0; round < 3; round++) {
			x = (x + hash_pair(seed, round)) & mask;
			x = x * 0x2c1b3c6du & mask;
			x ^= x >> 2;
		}
	} while (x >= (uint32_t)n);
	return (int)x;
}
