/*
 * found.h - where in a provider's answer the picture is.
 *
 * Gateways answer in the shape of whatever model is behind them, so one search
 * knows them all.
 */
#ifndef AMB_FOUND_H
#define AMB_FOUND_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

/* At most one of data, url and poll is there. */
struct found {
	char *data; /* the bytes of the picture */
	size_t len;
	char *url;  /* where it is */
	char *poll; /* where to ask for it */
	bool over;  /* the job that poll was of has ended without a picture */
	bool again; /* and a new one may do better */
};

/*
 * found_in(answer, f): search.  Borrows answer; f is to be released.
 */
void found_in(const jv *answer, struct found *f);
void found_release(struct found *f);

#endif /* AMB_FOUND_H */
