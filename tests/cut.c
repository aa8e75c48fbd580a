/*
 * cut - what a power cut can leave of a spool
 *
 * usage: cut seed before after to older...
 *
 * before and after are copies of a spool, and so are older: between before and
 * after there was one change, and before it all was answered.  Makes to: of
 * what was written to the write-ahead log meanwhile any part, of its sectors or
 * up to any byte; when that is all, of the pages of the store any that it has
 * then; each file of state/ and each that is not synced as it was in any copy,
 * cut, emptied or removed.  Prints what it did to the log.
 */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "spool/layout.h"

enum { SECTOR = 512, PAGE = 4096, FILE_MAX = 64 << 20, PATH_SIZE = 512 };

struct bytes {
	char *data;
	size_t len;
};

static const char *to;
static char *const *copies; /* before, after, older... */
static int n_copies;

static int
any(size_t n)
{
	return n > 0 ? (int)((size_t)random() % n) : 0;
}

static char *
path(char *buf, const char *dir, const char *name)
{
	snprintf(buf, PATH_SIZE, "%s/%s", dir, name);
	return buf;
}

/* data is NULL when there is no such file. */
static struct bytes
load(const char *dir, const char *name)
{
	char buf[PATH_SIZE];
	struct bytes b = {NULL, 0};

	b.data = io_read_file(path(buf, dir, name), FILE_MAX, &b.len);
	if (b.data == NULL && errno != ENOENT && errno != ENOTDIR)
		die_errno(1, "cannot read '%s'", buf);
	return b;
}

static void
store(const char *name, const struct bytes *b)
{
	char buf[PATH_SIZE];
	FILE *f = fopen(path(buf, to, name), "w");

	if (f == NULL || (b->len > 0 && fwrite(b->data, b->len, 1, f) != 1) ||
	    fclose(f) != 0)
		die_errno(1, "cannot write '%s'", buf);
}

/* Whether a piece of the two is the same. */
static bool
same(const struct bytes *a, const struct bytes *b, size_t at, size_t len)
{
	return at + len <= a->len && at + len <= b->len &&
	       memcmp(a->data + at, b->data + at, len) == 0;
}

/* The last byte, counted from 1, in which they differ. */
static size_t
difference(const struct bytes *a, const struct bytes *b)
{
	size_t n = a->len > b->len ? a->len : b->len;

	while (n > 0 && same(a, b, n - 1, 1))
		n--;
	return n;
}

/* Put a piece of another file into it; what lies between becomes 0. */
static void
put(struct bytes *b, const struct bytes *from, size_t at, size_t len)
{
	size_t end = at + len < from->len ? at + len : from->len;

	if (at >= end)
		return;
	if (end > b->len) {
		b->data = realloc(b->data, end);
		memset(b->data + b->len, 0, end - b->len);
		b->len = end;
	}
	memcpy(b->data + at, from->data + at, end - at);
}

/* The first byte that differs. */
static size_t
agreement(const struct bytes *a, const struct bytes *b)
{
	size_t n = 0;

	while (same(a, b, n, 1))
		n++;
	return n;
}

/* Pieces of after, each with even odds. */
static void
mix(struct bytes *b, const struct bytes *after, size_t size)
{
	size_t at;

	for (at = 0; at < after->len; at += size)
		if (random() % 2 == 0)
			put(b, after, at, size);
}

/* Returns whether all of the log was written. */
static bool
cut_log(void)
{
	struct bytes b = load(copies[0], SPOOL_STORE "-wal");
	struct bytes after = load(copies[1], SPOOL_STORE "-wal");
	size_t start = agreement(&b, &after);
	size_t end = difference(&b, &after);
	size_t at = start + (size_t)any(end - start + 1);
	int how = any(4);

	if (how == 0)
		mix(&b, &after, SECTOR);
	else
		put(&b, &after, 0, how == 1 ? after.len : at);
	store(SPOOL_STORE "-wal", &b);
	printf("%s %zu of %zu to %zu\n",
	    how == 0   ? "sectors"
	    : how == 1 ? "whole"
		       : "cut",
	    at, start, end);
	how = how != 0 && same(&b, &after, 0, end) ? 1 : 0;
	free(b.data);
	free(after.data);
	return how == 1;
}

static void
cut_store(bool whole)
{
	struct bytes b = load(copies[0], SPOOL_STORE);
	struct bytes after = load(copies[1], SPOOL_STORE);

	if (whole)
		mix(&b, &after, PAGE);
	store(SPOOL_STORE, &b);
	free(b.data);
	free(after.data);
}

/* As it was in some copy, cut, empty, or none at all. */
static void
spoil(const char *name)
{
	struct bytes b = load(copies[any((size_t)n_copies)], name);

	if (b.data == NULL)
		return;
	switch (any(6)) {
	case 0:
		b.len = 0;
		break;
	case 1:
		b.len = (size_t)any(b.len + 1);
		break;
	case 2:
		free(b.data);
		return;
	default:
		break;
	}
	store(name, &b);
	free(b.data);
}

/* Of another boot, as after a power cut, and spoiled. */
static void
spoil_lock(void)
{
	struct bytes b = load(copies[any(2)], SPOOL_LOCK_PUBLISH);

	if (b.data != NULL && any(4) != 0) {
		if (b.len > 0)
			b.data[0] = b.data[0] == '0' ? '1' : '0';
		b.len = (size_t)any(b.len + 1);
		store(SPOOL_LOCK_PUBLISH, &b);
	}
	free(b.data);
}

static void
make_folder(const char *name)
{
	char buf[PATH_SIZE];

	if (mkdir(path(buf, to, name), 0755) == -1 && errno != EEXIST)
		die_errno(1, "cannot make '%s'", buf);
}

/* Each file of a folder in after. */
static void
spoil_folder(const char *folder)
{
	char buf[PATH_SIZE];
	char name[PATH_SIZE];
	struct dirent *e;
	bool gone;
	DIR *d = opendir(path(buf, copies[1], folder));

	if (d == NULL)
		return;
	gone = any(16) == 0;
	if (!gone)
		make_folder(folder);
	while (!gone && (e = readdir(d)) != NULL) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		path(name, folder, e->d_name);
		if (e->d_type == DT_DIR)
			spoil_folder(name);
		else
			spoil(name);
	}
	closedir(d);
}

int
main(int argc, char *argv[])
{
	diag_init(argv[0]);
	if (argc < 5)
		die_msg(64, "usage: cut seed before after to older...");
	srandom((unsigned)strtol(argv[1], NULL, 10));
	to = argv[4];
	argv[4] = argv[3];
	argv[3] = argv[2];
	copies = argv + 3;
	n_copies = argc - 3;
	make_folder("");
	cut_store(cut_log());
	spoil(SPOOL_STORE "-shm");
	spoil(SPOOL_NEWS);
	spoil_lock();
	spoil_folder(SPOOL_STATE);
	return stdout_close();
}
