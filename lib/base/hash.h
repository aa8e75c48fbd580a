/*
 * hash.h - hashes of data and pseudo-random numbers, identical on every
 * machine.
 *
 * Not cryptographic: data with a given hash is easy to find.
 */
#ifndef AMB_BASE_HASH_H
#define AMB_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_FNV64_START UINT64_C(0xcbf29ce484222325)

/*
 * hash_fnv64(hash, data, len): FNV-1a: hash, HASH_FNV64_START at first,
 * continued over len bytes.
 */
uint64_t hash_fnv64(uint64_t hash, const void *data, size_t len);

/* hash_text(text): hash_fnv64() of a whole text. */
uint64_t hash_text(const char *text);

/* hash_text32(text): FNV-1a of 32 bits of a whole text. */
uint32_t hash_text32(const char *text);

/* hash_pair(a, b): 32 well mixed bits that depend on both numbers. */
uint32_t hash_pair(uint32_t a, uint32_t b);

/*
 * hash_order(i, n, seed): the position of i in a permutation of 0 to n - 1
 * that seed selects.  0 <= i < n.
 */
int hash_order(int i, int n, uint32_t seed);

#endif /* AMB_BASE_HASH_H */
