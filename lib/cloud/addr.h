/*
 * addr.h - which network addresses belong to the open internet.
 *
 * A URL that a provider answered with may name any host; what it resolves to
 * is judged here when the connection is made, so that no later look-up of the
 * name can point it inward.
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
