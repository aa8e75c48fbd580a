/*
 * httpname.h - what the name of a host says about it.
 */
#ifndef AMB_HTTPNAME_H
#define AMB_HTTPNAME_H

#include <stdbool.h>

/* httpname_within(host, domain): whether host is domain or below it. */
bool httpname_within(const char *host, const char *domain);

/* httpname_loopback(host): whether it is this machine: localhost, 127.x, ::1.
 */
bool httpname_loopback(const char *host);

/* httpname_listed(host, list, separators): whether a list has just this host.
 */
bool httpname_listed(
    const char *host, const char *list, const char *separators);

/*
 * httpname_proxy(scheme, host): the proxy that HTTPS_PROXY (or https_proxy,
 * http_proxy, ALL_PROXY) names; "" when there is none, NO_PROXY has the host, a
 * domain above it or *, or the host is this machine.
 */
const char *httpname_proxy(const char *scheme, const char *host);

#endif /* AMB_HTTPNAME_H */
