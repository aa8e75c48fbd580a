/*
 * addr.h - which network addresses belong to the open internet.
 *
 * A URL from a provider's answer may name any host; the address that it
 * resolves to is checked when the connection is made, so that no later look-up
 * of the name can lead to a private network.
 */
#ifndef AMB_CLOUD_ADDR_H
#define AMB_CLOUD_ADDR_H

#include <stdbool.h>

#include <sys/socket.h>

/*
 * addr_public(sa): whether it is neither this machine, nor a private,
 * link-local, shared, multicast, documentation or reserved address, nor an
 * IPv6 form that carries one of these.
 */
bool addr_public(const struct sockaddr *sa);

/*
 * addr_text_public(host): the same of a numeric address, with or without []; a
 * name counts as public.
 */
bool addr_text_public(const char *host);

#endif /* AMB_CLOUD_ADDR_H */
