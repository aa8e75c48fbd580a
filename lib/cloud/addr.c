#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "cloud/addr.h"

static const struct block {
	uint8_t net[4];
	int bits;
} private4[] = {
    {{0, 0, 0, 0}, 8},
    {{10, 0, 0, 0}, 8},
    {{100, 64, 0, 0}, 10},
    {{127, 0, 0, 0}, 8},
    {{169, 254, 0, 0}, 16},
    {{172, 16, 0, 0}, 12},
    {{192, 0, 0, 0}, 24},
    {{192, 0, 2, 0}, 24},
    {{192, 88, 99, 0}, 24},
    {{192, 168, 0, 0}, 16},
    {{198, 18, 0, 0}, 15},
    {{198, 51, 100, 0}, 24},
    {{203, 0, 113, 0}, 24},
    {{224, 0, 0, 0}, 3},
};

/* The parts of 2000::/3 that are not public; outside of it no address is. */
static const struct block private6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 32}, /* Teredo: carries an IPv4 address */
    {{0x20, 0x01, 0x00, 0x10}, 28}, /* ORCHID */
    {{0x20, 0x01, 0x00, 0x20}, 28},
    {{0x20, 0x01, 0x0d, 0xb8}, 32}, /* documentation */
    {{0x20, 0x02, 0x00, 0x00}, 16}, /* 6to4: carries an IPv4 address */
    {{0x3f, 0xff, 0x00, 0x00}, 20}, /* documentation */
};

static bool
within(const uint8_t *addr, const uint8_t *net, int bits)
{
	int whole = bits / 8;
	int mask = 0xff00 >> bits % 8 & 0xff;

	return memcmp(addr, net, (size_t)whole) == 0 &&
	       (mask == 0 || ((addr[whole] ^ net[whole]) & mask) == 0);
}

static bool
within_any(const uint8_t *addr, const struct block *blocks, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (within(addr, blocks[i].net, blocks[i].bits))
			return true;
	return false;
}

static bool
public4(const uint8_t *addr)
{
	return !within_any(
	    addr, private4, sizeof(private4) / sizeof(private4[0]));
}

static bool
public6(const uint8_t *addr)
{
	static const uint8_t mapped[12] = {[10] = 0xff, [11] = 0xff};
	static const uint8_t nat64[12] = {0x00, 0x64, 0xff, 0x9b};
	static const uint8_t global[1] = {0x20};

	if (memcmp(addr, mapped, sizeof(mapped)) == 0 ||
	    memcmp(addr, nat64, sizeof(nat64)) == 0)
		return public4(addr + 12);
	return within(addr, global, 3) &&
	       !within_any(
		   addr, private6, sizeof(private6) / sizeof(private6[0]));
}

bool
addr_public(const struct sockaddr *sa)
{
	struct sockaddr_in6 in6;
	struct sockaddr_in in;

	if (sa->sa_family == AF_INET) {
		memcpy(&in, sa, sizeof(in));
		return public4((const uint8_t *)&in.sin_addr);
	}
	if (sa->sa_family == AF_INET6) {
		memcpy(&in6, sa, sizeof(in6));
		return public6((const uint8_t *)&in6.sin6_addr);
	}
	return false;
}

bool
addr_text_public(const char *host)
{
	char text[INET6_ADDRSTRLEN + 8];
	uint8_t addr[16];
	size_t n;

	if (host[0] == '[')
		host++;
	n = strcspn(host, "]%");
	if (n >= sizeof(text))
		return true;
	snprintf(text, sizeof(text), "%.*s", (int)n, host);
	if (inet_pton(AF_INET, text, addr) == 1)
		return public4(addr);
	if (inet_pton(AF_INET6, text, addr) == 1)
		return public6(addr);
	return true;
}
