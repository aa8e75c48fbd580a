/*
 * purchase.h - a picture is paid for once.
 *
 * done/ID/receipt.json says what was ordered for a scene, done/ID/bought is the
 * picture: they are put together, the receipt last, before anybody else sees
 * the picture.  A process that died between order and picture left the URL to
 * ask at.  The same order for another scene is served from the first for
 * AMB_IMAGE_CACHE_S; cloud/HASH.picture says where.
 */
#ifndef AMB_CLOUD_PURCHASE_H
#define AMB_CLOUD_PURCHASE_H

#include <stddef.h>

/*
 * purchase_read(id, order, len), purchase_read_cached(order, len): the picture
 * of an order (a text that says all that matters of it), in memory that the
 * caller frees, or NULL.
 */
char *purchase_read(const char *id, const char *order, size_t *len);
char *purchase_read_cached(const char *order, size_t *len);

/* purchase_pending_url(id, order): the URL to ask at, likewise, or NULL. */
char *purchase_pending_url(const char *id, const char *order);

/*
 * purchase_order(id, order, url): it was ordered, ask at url; a NULL url: it
 * came to nothing.  purchase_keep(id, order, data, len): here it is. Return 0,
 * or -1 with errno.
 */
int purchase_order(const char *id, const char *order, const char *url);
int purchase_keep(
    const char *id, const char *order, const void *data, size_t len);

#endif /* AMB_CLOUD_PURCHASE_H */
