#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "cloud/purchase.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "scene/ulid.h"
#include "spool/spool.h"

enum { PICTURE_MAX = 1 << 30 };

#define BOUGHT "bought"
#define CACHED "picture"

static char *
receipt_file(char *buf, const char *id)
{
	return layout_done(buf, id, "receipt.json");
}

static char *
cache_file(char *buf, const char *order)
{
	char hash[17];

	snprintf(hash, sizeof(hash), "%016" PRIx64, hash_text(order));
	return layout_named(buf, SPOOL_CLOUD, hash, CACHED);
}

static int
make_folder(const char *id)
{
	char name[SPOOL_NAME_MAX];

	return spool_mkdir(layout_in(name, SPOOL_DONE, id));
}

/* The receipt of this very order, or an invalid jv. */
static jv
read_receipt(const char *id, const char *order)
{
	char name[SPOOL_NAME_MAX];
	jv receipt = spool_json(receipt_file(name, id));

	if (msg_is(&receipt, "order", order))
		return receipt;
	jv_free(receipt);
	return jv_invalid();
}

char *
purchase_read(const char *id, const char *order, size_t *len)
{
	jv receipt = read_receipt(id, order);
	char name[SPOOL_NAME_MAX];
	char *data = NULL;

	if (msg_true(&receipt, "bought"))
		data =
		    spool_read(layout_done(name, id, BOUGHT), PICTURE_MAX, len);
	jv_free(receipt);
	return data;
}

char *
purchase_pending_url(const char *id, const char *order)
{
	jv receipt = read_receipt(id, order);
	char *url = msg_strdup(&receipt, "polling_url");

	jv_free(receipt);
	return url;
}

/* Whether an entry of the cache may still be used. */
static bool
is_fresh(const jv *entry)
{
	int64_t at_ms = 0;

	msg_i64(entry, "at_ms", &at_ms);
	return clock_recent(
	    at_ms, (int64_t)(conf_num(CONF_IMAGE_CACHE_S) * 1000));
}

char *
purchase_read_cached(const char *order, size_t *len)
{
	char name[SPOOL_NAME_MAX];
	jv entry = spool_json(cache_file(name, order));
	char id[ULID_LEN + 1];
	char *data = NULL;

	if (is_fresh(&entry) &&
	    msg_str(&entry, "id", id, sizeof(id)) == ULID_LEN && ulid_valid(id))
		data = purchase_read(id, order, len);
	jv_free(entry);
	return data;
}

int
purchase_order(const char *id, const char *order, const char *url)
{
	char name[SPOOL_NAME_MAX];

	if (url == NULL)
		return spool_remove(receipt_file(name, id));
	if (make_folder(id) == -1)
		return -1;
	return spool_put_json(
	    receipt_file(name, id), msg_obj("order", jv_string(order),
					"polling_url", jv_string(url), NULL));
}

/* Remove entries that are too old to be used. */
static void
prune_cache(void)
{
	char name[SPOOL_NAME_MAX];
	char **names;
	jv entry;
	int n = spool_list(SPOOL_CLOUD, &names);
	int i;

	for (i = 0; i < n; i++) {
		if (strstr(names[i], "." CACHED) == NULL)
			continue;
		entry = spool_json(layout_in(name, SPOOL_CLOUD, names[i]));
		if (!is_fresh(&entry))
			spool_remove(name);
		jv_free(entry);
	}
	spool_list_free(names, n);
}

static void
add_to_cache(const char *id, const char *order)
{
	char name[SPOOL_NAME_MAX];

	if (conf_num(CONF_IMAGE_CACHE_S) <= 0 || spool_mkdir(SPOOL_CLOUD) == -1)
		return;
	prune_cache();
	spool_put_json(
	    cache_file(name, order), msg_obj("id", jv_string(id), "at_ms",
					 jv_number((double)clock_ms()), NULL));
}

int
purchase_keep(const char *id, const char *order, const void *data, size_t len)
{
	char picture[SPOOL_NAME_MAX];
	char receipt[SPOOL_NAME_MAX];
	struct spool_file files[2] = {{picture, data, len}, {receipt, NULL, 0}};
	char *text;
	int rc;

	if (make_folder(id) == -1)
		return -1;
	layout_done(picture, id, BOUGHT);
	receipt_file(receipt, id);
	text = msg_text(
	    msg_obj("order", jv_string(order), "bought", jv_true(), NULL),
	    &files[1].len);
	files[1].data = text;
	rc = spool_write(files, 2);
	free(text);
	if (rc == 0)
		add_to_cache(id, order);
	return rc;
}
