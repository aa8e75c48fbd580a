/*
 * hostname.h - rules for host names: loopback, lists, the proxy.
 */
#ifndef AMB_CLOUD_HOSTNAME_H
#define AMB_CLOUD_HOSTNAME_H

#include <stdbool.h>

/* hostname_within(host, domain): whether host is domain or below it. */
bool hostname_within(const char *host, const char *domain);

/* hostname_loopback(host): whether it is localhost, 127.x or [::1]. */
bool hostname_loopback(const char *host);

/* hostname_listed(host, list): whether list, by spaces, has this very host. */
bool hostname_listed(const char *host, const char *list);

/*
 * hostname_proxy(scheme, host): the proxy that HTTPS_PROXY (or https_proxy,
 * http_proxy, ALL_PROXY) names; "" when there is none, NO_PROXY has the host, a
 * domain above it or *, or the host is this machine.
 */
const char *hostname_proxy(const char *scheme, const char *host);

#endif /* AMB_CLOUD_HOSTNAME_H */
