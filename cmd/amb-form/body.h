/*
 * body.h - a request body on its way into files; nothing here knows MIME.
 */
#ifndef AMB_BODY_H
#define AMB_BODY_H

struct body {
	long long max;	  /* bytes that are taken */
	long long len;	  /* bytes that were taken */
	long long fences; /* lines that begin with "--" */
};

/*
 * body_copy(b, fd): copy all of stdin to fd and count.
 * Returns 0, 1 when there is more than b->max, or -1 with errno.
 */
int body_copy(struct body *b, int fd);

/*
 * body_keep(b, head): copy head and all of stdin to a file that has no name.
 * Returns its descriptor, at its start; -1 with errno, which is EFBIG when
 * there is more than b->max.
 */
int body_keep(struct body *b, const char *head);

#endif /* AMB_BODY_H */
