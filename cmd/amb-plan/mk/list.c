#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "base/diag.h"
#include "mk/list.h"

void
list_add(struct list *l, const void *record)
{
	if (l->count == l->room) {
		l->room = l->room == 0 ? 256 : l->room * 2;
		l->data = realloc(l->data, l->room * l->size);
		if (l->data == NULL)
			die_errno(EX_OSERR, "cannot make the lexicon");
	}
	memcpy(list_at(l, l->count++), record, l->size);
}

void *
list_at(const struct list *l, size_t i)
{
	return l->data + i * l->size;
}

void
list_sort_unique(struct list *l, int (*compare)(const void *a, const void *b))
{
	size_t n = 0;
	size_t i;

	if (l->count > 0)
		qsort(l->data, l->count, l->size, compare);
	for (i = 0; i < l->count; i++)
		if (n == 0 || compare(list_at(l, n - 1), list_at(l, i)) != 0)
			memmove(list_at(l, n++), list_at(l, i), l->size);
	l->count = n;
}

void
list_lines(const char *path, void (*read)(char *line, void *ctx), void *ctx)
{
	FILE *f = fopen(path, "re");
	char *line = NULL;
	size_t room = 0;

	if (f == NULL)
		die_errno(EX_NOINPUT, "cannot open '%s'", path);
	while (getline(&line, &room, f) != -1)
		read(line, ctx);
	if (ferror(f))
		die_errno(EX_IOERR, "cannot read '%s'", path);
	free(line);
	fclose(f);
}
