/*
 * spool.h - the directory that the tools share; see amb-spool(5).
 *
 * Every file is made in tmp/, written, fsynced, renamed to its place, and its
 * directory fsynced: a reader sees whole files or none, and a file that was put
 * survives a power cut, unless its function says otherwise.  On failure nothing
 * is left in tmp/.
 *
 * A process has one spool, AMB_SPOOL; names are relative to it.
 */
#ifndef AMB_SPOOL_SPOOL_H
#define AMB_SPOOL_SPOOL_H

#include <stdbool.h>
#include <stddef.h>

#include <jv.h>

#include "spool/layout.h"

struct spool_file {
	const char *name; /* "queue/ID.json" */
	const void *data;
	size_t len; /* bytes */
};

/*
 * spool_open(): open AMB_SPOOL; make it and its folders when they are absent
 * (its parent must exist).  Returns 0, or -1 with errno.
 */
int spool_open(void);

/* spool_open_or_die(): the same; exits 73 and names the path. */
void spool_open_or_die(void);

/*
 * spool_note_id(id): keep the id of a job or change that was accepted: ids made
 * later are greater, also when the clock is set back a little, and when it was
 * ahead before, ulid_supersedes() knows since when it is right.
 * spool_raise_ids(): read what is kept.  spool_open() does; a process that
 * stays calls it before ulid_make() and ulid_supersedes().
 */
void spool_note_id(const char *id);
void spool_raise_ids(void);

/*
 * spool_write(files, n): put n files in their places.  When one cannot be
 * written none is changed; they are renamed one by one, in order.  Returns 0,
 * or -1 with errno.  It needs n fsyncs and one for each folder.
 */
int spool_write(const struct spool_file *files, size_t n);

/*
 * spool_put(name, data, len), spool_put_json(name, msg): put one file. Consumes
 * msg.  Return 0, or -1 with errno.
 */
int spool_put(const char *name, const void *data, size_t len);
int spool_put_json(const char *name, jv msg);

/*
 * spool_put_json_unsynced(name, msg): the same without any fsync, for what can
 * be made again: after a power cut the file may be absent, empty or torn.
 */
int spool_put_json_unsynced(const char *name, jv msg);

/*
 * spool_read(name, max, len): all of a file of at most max bytes, and a NUL
 * after them, in memory that the caller frees; or NULL with errno (EFBIG when
 * it is longer).
 */
char *spool_read(const char *name, size_t max, size_t *len);

/*
 * spool_json(name): the object in a file; an invalid jv without a message when
 * there is no such file, with one when it cannot be read.
 */
jv spool_json(const char *name);

/* spool_has(name): whether it exists. */
bool spool_has(const char *name);

/* spool_mkdir(name): make a folder; 0 also when it was there, or -1. */
int spool_mkdir(const char *name);

/* spool_move(from, to): rename and fsync the new folder.  0 or -1. */
int spool_move(const char *from, const char *to);

/* spool_sync(name): fsync the folder that holds name.  0 or -1. */
int spool_sync(const char *name);

/*
 * spool_sweep(dry): remove from tmp/ what killed processes left there: files of
 * spool_write() that no process writes, others after an hour.  When dry, only
 * count them.  Returns their number.
 */
int spool_sweep(bool dry);

/* spool_remove(name): unlink a file.  0, also when it was not there, or -1. */
int spool_remove(const char *name);

/*
 * spool_remove_tree(name): the same of a file or a folder with all in it but
 * what begins with a dot, which makes it fail.
 * spool_remove_all(name): with that, too.
 */
int spool_remove_tree(const char *name);
int spool_remove_all(const char *name);

/*
 * spool_list(dir, names): names of the files in a folder that do not begin
 * with a dot, sorted.  Returns their count and stores in *names an array for
 * spool_list_free(), or returns -1 with errno and stores NULL, which
 * spool_list_free() accepts with -1.
 */
int spool_list(const char *dir, char ***names);
void spool_list_free(char **names, int n);

/* spool_count(dir): how many there are, or -1 with errno. */
int spool_count(const char *dir);

/* spool_fd(): the directory itself, for openat() and friends. */
int spool_fd(void);

/*
 * spool_path(name): the absolute path of a name, for another program; the
 * caller frees it.  Exits on lack of memory.
 */
char *spool_path(const char *name);

#endif /* AMB_SPOOL_SPOOL_H */
