/*
 * piece.h - a body in lines, or in pieces of those that are long.
 */
#ifndef AMB_FORM_PIECE_H
#define AMB_FORM_PIECE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum {
	PIECE_MAX = 8192,   /* bytes; a line of a header and a delimiter fit */
	PIECE_BLOCK = 65536 /* bytes read at a time */
};

/* Begins as {.in = the body}. */
struct piece {
	FILE *in;
	char text[PIECE_MAX + 1]; /* and a NUL */
	size_t len;		  /* bytes of text, 0 at the end of the body */
	bool within;		  /* it does not begin a line */

	/* piece.c only: the unread bytes are those from from to to */
	char block[PIECE_BLOCK];
	size_t from;
	size_t to;
};

/*
 * piece_next(p): read up to and with the end of a line, or PIECE_MAX bytes; a
 * CR and LF are not separated.  ferror(p->in) tells whether it failed.
 */
void piece_next(struct piece *p);

/* piece_is_last(p): whether the body ends with it; never after PIECE_MAX. */
bool piece_is_last(const struct piece *p);

/* piece_eol(p): bytes of the line end that it ends with: 0, 1 or 2. */
size_t piece_eol(const struct piece *p);

#endif /* AMB_FORM_PIECE_H */
