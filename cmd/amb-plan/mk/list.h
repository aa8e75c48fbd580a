/*
 * list.h - arrays that grow, and files line by line, for mklexicon.
 *
 * What fails ends the process with a message; nothing is freed before.
 */
#ifndef AMB_PLAN_MK_LIST_H
#define AMB_PLAN_MK_LIST_H

#include <stddef.h>

struct list {
	char *data;
	size_t count;
	size_t room;
	size_t size; /* bytes of one record */
};

/*
 * list_add(l, record): append a copy.  list_at(l, i): record i, until the next
 * list_add().
 */
void list_add(struct list *l, const void *record);
void *list_at(const struct list *l, size_t i);

/* list_sort_unique(l, compare): sort it and keep one of equal records. */
void list_sort_unique(
    struct list *l, int (*compare)(const void *a, const void *b));

/*
 * list_lines(path, read, ctx): call read for each line of a file; it may change
 * the line, which ends with the newline.  Exits 66 or 74 with the path.
 */
void list_lines(
    const char *path, void (*read)(char *line, void *ctx), void *ctx);

#endif /* AMB_PLAN_MK_LIST_H */
