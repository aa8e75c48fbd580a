/*
 * image_job_fetch.h - get the bytes of a picture from the URLs in an answer.
 */
#ifndef AMB_CLOUD_IMAGE_JOB_FETCH_H
#define AMB_CLOUD_IMAGE_JOB_FETCH_H

#include "cloud/answer_image.h"
#include "cloud/cloud.h"

/* What is known of an order after a call below. */
enum order_state {
	ORDER_OPEN,  /* its URLs may still be used */
	ORDER_ENDED, /* it has failed, for good */
	ORDER_RETRY  /* it has failed, but a new order may succeed */
};

/*
 * image_job_poll(c, home, image, state): ask at image->poll_url until image has
 * a picture or a URL; first after 250 ms, then with growing pauses of at
 * most FLUX_POLL_INTERVAL_S.  The key is sent to the configured
 * host and below the domain home; unless home is NULL, no other host is called.
 * Returns 0, or -1 after cloud_fail().
 */
int image_job_poll(struct cloud *c, const char *home,
    struct answer_image *image, enum order_state *state);

/*
 * image_job_download(c, image, state): get image->url, without the key, into
 * image->data; at most MAX_UPLOAD_MB.  Returns 0, or -1 after cloud_fail().
 */
int image_job_download(
    struct cloud *c, struct answer_image *image, enum order_state *state);

#endif /* AMB_CLOUD_IMAGE_JOB_FETCH_H */
