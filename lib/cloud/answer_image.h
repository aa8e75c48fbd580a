/*
 * answer_image.h - where in a provider's answer the picture is.
 *
 * Gateways answer in the shape of whatever model is behind them, so one search
 * knows them all.
 */
#ifndef AMB_CLOUD_ANSWER_IMAGE_H
#define AMB_CLOUD_ANSWER_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

/* At most one of data, url and poll is there. */
struct answer_image {
	char *data; /* the bytes of the picture */
	size_t len;
	char *url;  /* where it is */
	char *poll; /* where to ask for it */
	bool over;  /* the job that poll was of has ended without a picture */
	bool again; /* and a new one may do better */
};

/*
 * answer_image_find(answer, f): search.  Borrows answer; f is to be released.
 */
void answer_image_find(const jv *answer, struct answer_image *f);
void answer_image_release(struct answer_image *f);

#endif /* AMB_CLOUD_ANSWER_IMAGE_H */
