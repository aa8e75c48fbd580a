/*
 * image_job_fetch.h - from the URLs in an answer to the bytes of a picture.
 */
#ifndef AMB_CLOUD_IMAGE_JOB_FETCH_H
#define AMB_CLOUD_IMAGE_JOB_FETCH_H

#include "cloud/answer_image.h"
#include "cloud/cloud.h"

/*
 * picture_poll(c, f): ask at f->poll until there is a picture or a URL, which
 * are then in f; first after a quarter of a second, then less and less often,
 * up to every FLUX_POLL_INTERVAL_S.  Returns 0, or -1 after cloud_fail().
 */
int picture_poll(struct cloud *c, struct answer_image *f);

/*
 * picture_download(c, f): get f->url, without the key, into f->data; at most
 * MAX_UPLOAD_MB.  Returns 0, or -1 after cloud_fail().
 */
int picture_download(struct cloud *c, struct answer_image *f);

#endif /* AMB_CLOUD_IMAGE_JOB_FETCH_H */
