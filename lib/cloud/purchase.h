/*
 * purchase.h - a picture is paid for once.
 *
 * done/ID/receipt.json has the order of a scene, done/ID/bought is the picture:
 * they are written together, the receipt last, before the picture is used.
 * Until then the receipt has the URL to poll, for a process that resumes the
 * order.  For AMB_IMAGE_CACHE_S the same order of another scene gets the same
 * picture; cloud/HASH.picture has the id of the scene that bought it.
 */
#ifndef AMB_CLOUD_PURCHASE_H
#define AMB_CLOUD_PURCHASE_H

#include <stddef.h>

/*
 * purchase_read(id, order, len), purchase_read_cached(order, len): the picture
 * that was bought for a scene, or for any.  order is a text: equal orders buy
 * equal pictures.  In memory that the caller frees, or NULL.
 */
char *purchase_read(const char *id, const char *order, size_t *len);
char *purchase_read_cached(const char *order, size_t *len);

/* purchase_pending_url(id, order): the URL to poll, likewise, or NULL. */
char *purchase_pending_url(const char *id, const char *order);

/*
 * purchase_order(id, order, url): store the order and the URL to poll; NULL:
 * remove them.  purchase_keep(id, order, data, len): store the picture.
 * Return 0, or -1 with errno.
 */
int purchase_order(const char *id, const char *order, const char *url);
int purchase_keep(
    const char *id, const char *order, const void *data, size_t len);

#endif /* AMB_CLOUD_PURCHASE_H */
