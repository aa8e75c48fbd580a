#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "cloud/answer_image.h"
#include "json/msg.h"

/* Members that hold a picture or lists of them, in the order to look. */
static const char *const places[] = {"data", "output", "output.b64_json",
    "output.urls", "images", "predictions", "candidates", "result",
    "result.images"};

/* Members of an element that hold bytes, or a URL. */
static const char *const bytes[] = {
    "b64_json", "bytesBase64", "bytesBase64Encoded", "data"};
static const char *const urls[] = {"url", "image_url", "sample"};

/* Members of an element that are, or hold, elements themselves. */
static const char *const inner[] = {
    "inlineData", "inline_data", "content.parts"};

static bool look(jv node, struct answer_image *f);

static bool
is_url(const char *text)
{
	return strncmp(text, "https://", 8) == 0 ||
	       strncmp(text, "http://", 7) == 0;
}

/* A text is a URL or base64.  Takes ownership of it. */
static bool
take_text(char *text, struct answer_image *f)
{
	long len;

	if (text == NULL)
		return false;
	if (is_url(text)) {
		f->url = text;
		return true;
	}
	len = base64_decode(text, text);
	if (len <= 0) {
		free(text);
		return false;
	}
	f->data = text;
	f->len = (size_t)len;
	return true;
}

static bool
look_list(const jv *list, struct answer_image *f)
{
	int i;

	for (i = 0; i < msg_len(list); i++)
		if (look(msg_at(list, i), f))
			return true;
	return false;
}

static bool
look_object(const jv *node, struct answer_image *f)
{
	size_t i;

	for (i = 0; i < sizeof(bytes) / sizeof(bytes[0]); i++)
		if (take_text(msg_strdup(node, bytes[i]), f))
			return true;
	for (i = 0; i < sizeof(urls) / sizeof(urls[0]); i++)
		if (take_text(msg_strdup(node, urls[i]), f))
			return true;
	for (i = 0; i < sizeof(inner) / sizeof(inner[0]); i++)
		if (look(msg_get(node, inner[i]), f))
			return true;
	return false;
}

/* Consumes node. */
static bool
look(jv node, struct answer_image *f)
{
	bool hit = false;
	jv box;

	if (jv_get_kind(node) == JV_KIND_ARRAY) {
		hit = look_list(&node, f);
	} else if (jv_get_kind(node) == JV_KIND_OBJECT) {
		hit = look_object(&node, f);
	} else if (jv_get_kind(node) == JV_KIND_STRING) {
		box = msg_set(jv_object(), "text", jv_copy(node));
		hit = take_text(msg_strdup(&box, "text"), f);
		jv_free(box);
	}
	jv_free(node);
	return hit;
}

static char *
poll_of(const jv *answer)
{
	static const char *const lists[] = {"output", "data"};
	char *poll = msg_strdup(answer, "polling_url");
	jv list;
	jv node;
	size_t i;

	for (i = 0; poll == NULL && i < 2; i++) {
		list = msg_get(answer, lists[i]);
		node = msg_len(&list) >= 0 ? msg_at(&list, 0) : jv_copy(list);
		poll = msg_strdup(&node, "polling_url");
		jv_free(node);
		jv_free(list);
	}
	return poll;
}

void
answer_image_find(const jv *answer, struct answer_image *f)
{
	size_t i;

	memset(f, 0, sizeof(*f));
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (look(msg_get(answer, places[i]), f))
			return;
	if (!look(jv_copy(*answer), f))
		f->poll = poll_of(answer);
}

void
answer_image_release(struct answer_image *f)
{
	free(f->data);
	free(f->url);
	free(f->poll);
	memset(f, 0, sizeof(*f));
}
