#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/proc.h"
#include "conf/paths.h"
#include "downsample.h"
#include "image/decoder_limit.h"
#include "image/image_png.h"
#include "image/sniff.h"

#define MAGICK "amb-downsample-magick"

static enum fault
fail(enum fault fault, char *why, const char *text)
{
	why_set(why, "%s", text);
	return fault;
}

/* The fault of a decoder that was killed by this signal. */
static enum fault
killed(int sig, char *why)
{
	return fail(FAULT_INPUT, why,
	    sig == SIGXCPU ? "decoding takes too long" : "the decoder crashed");
}

/* ---- In a copy of this process */

/* Shared by the child that decodes and its parent. */
struct decoding {
	enum fault fault; /* FAULT_FORMAT: not for image_png */
	struct matrix m;
	char why[WHY_MAX];
};

static _Noreturn void
child(
    const struct picture *how, const void *data, size_t len, struct decoding *d)
{
	/* its offset is shared: exit handlers must not move it */
	close(STDIN_FILENO);
	decoder_limit();
	if (!image_png_reads(data, len))
		d->fault = FAULT_FORMAT;
	else if (picture_matrix(how, &image_png, data, len, &d->m, d->why) ==
		 -1)
		d->fault = FAULT_INPUT;
	_exit(0);
}

static enum fault
result(const struct decoding *d, int status, struct matrix *m, char *why)
{
	if (WIFSIGNALED(status))
		return killed(WTERMSIG(status), why);
	if (d->fault != FAULT_NONE)
		return fail(d->fault, why, d->why);
	*m = d->m;
	return FAULT_NONE;
}

static enum fault
fork_child(const struct picture *how, const void *data, size_t len,
    struct matrix *m, char *why)
{
	struct decoding *d = mmap(NULL, sizeof(*d), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pid_t pid = d == MAP_FAILED ? -1 : fork();
	enum fault fault;
	int status = 0;

	if (pid == 0)
		child(how, data, len, d);
	while (pid != -1 && waitpid(pid, &status, 0) == -1 && errno == EINTR)
		;
	fault = pid == -1 ? fail(FAULT_UNAVAILABLE, why, strerror(errno))
			  : result(d, status, m, why);
	if (d != MAP_FAILED)
		munmap(d, sizeof(*d));
	return fault;
}

/* ---- In another program */

/* What amb-downsample-magick wrote: a matrix, or why there is none. */
static enum fault
answer(const struct picture *how, const struct proc *p, struct matrix *m,
    char *why)
{
	if (p->status > PROC_SIGNAL)
		return killed(p->status - PROC_SIGNAL, why);
	if (p->status != 0)
		return fail(fault_from_exit(p->status), why, p->out);
	m->width = how->cols;
	m->height = how->rows;
	if (p->out_len != matrix_bytes(m))
		return fail(FAULT_INTERNAL, why, MAGICK " wrote no matrix");
	memcpy(m->rgb, p->out, p->out_len);
	return FAULT_NONE;
}

static enum fault
run_magick(const struct picture *how, const void *data, size_t len,
    struct matrix *m, char *why)
{
	char path[PATH_MAX];
	char grid[32];
	const char *argv[] = {path, "-g", grid, "-m", fit_name(how->fit),
	    how->vivid ? "-s" : NULL, NULL};
	struct proc p = {
	    .argv = argv, .in = data, .in_len = len, .out_max = sizeof(m->rgb)};
	enum fault fault;

	snprintf(grid, sizeof(grid), "%dx%d", how->cols, how->rows);
	if (proc_tool(path, sizeof(path), paths_default(PATH_LIBEXEC),
		MAGICK) == -1 ||
	    proc_run(&p) == -1) {
		why_set(why, "cannot run " MAGICK ": %s", strerror(errno));
		return FAULT_UNAVAILABLE;
	}
	fault = answer(how, &p, m, why);
	free(p.out);
	return fault;
}

enum fault
downsample(const struct picture *how, const void *data, size_t len,
    struct matrix *m, char why[WHY_MAX])
{
	const char *format = sniff(data, len);
	enum fault fault = FAULT_FORMAT;

	if (format == NULL)
		return fail(fault, why, "not a " SNIFF_FORMATS);
	if (strcmp(format, "PNG") == 0)
		fault = fork_child(how, data, len, m, why);
	return fault == FAULT_FORMAT ? run_magick(how, data, len, m, why)
				     : fault;
}
