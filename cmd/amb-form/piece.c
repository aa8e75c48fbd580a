#include <string.h>

#include "piece.h"

/* Whether there is an unread byte; false at the end of the body. */
static bool
fill(struct piece *p)
{
	if (p->from == p->to) {
		p->from = 0;
		p->to = fread(p->block, 1, PIECE_BLOCK, p->in);
	}
	return p->from < p->to;
}

/* Append what is unread of a line.  Returns whether its end was reached. */
static bool
append(struct piece *p)
{
	const char *from = p->block + p->from;
	size_t room = PIECE_MAX - p->len;
	size_t n = p->to - p->from < room ? p->to - p->from : room;
	const char *eol = memchr(from, '\n', n);

	if (eol != NULL)
		n = (size_t)(eol - from) + 1;
	memcpy(p->text + p->len, from, n);
	p->len += n;
	p->from += n;
	return eol != NULL;
}

void
piece_next(struct piece *p)
{
	p->within = p->len > 0 && p->text[p->len - 1] != '\n';
	p->len = 0;
	while (p->len < PIECE_MAX && fill(p) && !append(p))
		;
	if (p->len == PIECE_MAX && p->text[PIECE_MAX - 1] == '\r') {
		p->len--;
		p->from--;
	}
	p->text[p->len] = '\0';
}

bool
piece_is_last(const struct piece *p)
{
	return p->len < PIECE_MAX && p->from == p->to;
}

size_t
piece_eol(const struct piece *p)
{
	size_t n = p->len;

	if (n == 0 || p->text[n - 1] != '\n')
		return 0;
	return n > 1 && p->text[n - 2] == '\r' ? 2 : 1;
}
