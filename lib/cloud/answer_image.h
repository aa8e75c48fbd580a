/*
 * answer_image.h - where in a provider's answer the picture is.
 *
 * A gateway answers in the form of the model behind it, so one search covers
 * the forms of all providers.
 */
#ifndef AMB_CLOUD_ANSWER_IMAGE_H
#define AMB_CLOUD_ANSWER_IMAGE_H

#include <stddef.h>

#include <jv.h>

/* At most one of data, url and poll_url is set. */
struct answer_image {
	char *data; /* the bytes of the picture */
	size_t len;
	char *url;	/* where to download it */
	char *poll_url; /* where to poll until it is ready */
};

/* answer_image_find(answer, image): search.  image is to be released. */
void answer_image_find(const jv *answer, struct answer_image *image);
void answer_image_release(struct answer_image *image);

#endif /* AMB_CLOUD_ANSWER_IMAGE_H */
