#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "cloud/answer_image.h"
#include "json/msg.h"

/* Members that hold a picture or lists of them, in the order of the search. */
static const char *const places[] = {"data", "output", "output.b64_json",
    "output.urls", "images", "predictions", "candidates", "result",
    "result.images"};

/* Members of an element that hold a picture: as base64, or its URL. */
static const char *const texts[] = {"b64_json", "bytesBase64",
    "bytesBase64Encoded", "data", "url", "image_url", "sample"};

/* Members of an element that are, or hold, elements themselves. */
static const char *const inner[] = {
    "inlineData", "inline_data", "content.parts"};

static bool find_in(jv node, struct answer_image *image);

static bool
is_url(const char *text)
{
	return strncmp(text, "https://", 8) == 0 ||
	       strncmp(text, "http://", 7) == 0;
}

/* Accept a text that is a URL or base64.  Takes ownership of it. */
static bool
accept_text(char *text, struct answer_image *image)
{
	long len;

	if (text == NULL)
		return false;
	if (is_url(text)) {
		image->url = text;
		return true;
	}
	len = base64_decode(text, text);
	if (len <= 0) {
		free(text);
		return false;
	}
	image->data = text;
	image->len = (size_t)len;
	return true;
}

static bool
find_in_list(const jv *list, struct answer_image *image)
{
	int i;

	for (i = 0; i < msg_len(list); i++)
		if (find_in(msg_at(list, i), image))
			return true;
	return false;
}

static bool
find_in_object(const jv *node, struct answer_image *image)
{
	size_t i;

	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (accept_text(msg_strdup(node, texts[i]), image))
			return true;
	for (i = 0; i < sizeof(inner) / sizeof(inner[0]); i++)
		if (find_in(msg_get(node, inner[i]), image))
			return true;
	return false;
}

/* Consumes node. */
static bool
find_in(jv node, struct answer_image *image)
{
	bool found;

	if (jv_get_kind(node) == JV_KIND_ARRAY)
		found = find_in_list(&node, image);
	else if (jv_get_kind(node) == JV_KIND_OBJECT)
		found = find_in_object(&node, image);
	else
		found = accept_text(msg_strdup(&node, ""), image);
	jv_free(node);
	return found;
}

static char *
find_poll_url(const jv *answer)
{
	static const char *const lists[] = {"output", "data"};
	char *url = msg_strdup(answer, "polling_url");
	jv list;
	jv node;
	size_t i;

	for (i = 0; url == NULL && i < 2; i++) {
		list = msg_get(answer, lists[i]);
		node = msg_len(&list) >= 0 ? msg_at(&list, 0) : jv_copy(list);
		url = msg_strdup(&node, "polling_url");
		jv_free(node);
		jv_free(list);
	}
	return url;
}

void
answer_image_find(const jv *answer, struct answer_image *image)
{
	size_t i;

	memset(image, 0, sizeof(*image));
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (find_in(msg_get(answer, places[i]), image))
			return;
	if (!find_in(jv_copy(*answer), image))
		image->poll_url = find_poll_url(answer);
}

void
answer_image_release(struct answer_image *image)
{
	free(image->data);
	free(image->url);
	free(image->poll_url);
	memset(image, 0, sizeof(*image));
}
