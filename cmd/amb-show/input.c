#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "conf/conf.h"
#include "input.h"
#include "spool/layout.h"

enum { INPUT_MAX = 16 << 20 }; /* bytes */

/* The last line that is not blank; all, when that line is no document. */
static int
view_last(struct view *v, const char *text, size_t len, char *why)
{
	const char *line;

	while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
		len--;
	line = memrchr(text, '\n', len);
	line = line == NULL ? text : line + 1;
	if (view_text(v, line, len - (size_t)(line - text), why) == 0)
		return 0;
	return line == text ? -1 : view_text(v, text, len, why);
}

static void
show_text(struct view *v, const char *text, size_t len, const char *name)
{
	char why[WHY_MAX];

	if (view_last(v, text, len, why) == -1)
		die_msg(EX_DATAERR, "cannot show '%s': %s", name, why);
}

static char *
read_all(int fd, const char *name, size_t *len)
{
	char *text = io_read_all(fd, INPUT_MAX, len);

	if (text == NULL)
		die_errno(errno == EFBIG ? EX_DATAERR : EX_IOERR,
		    "cannot read '%s'", name);
	return text;
}

void
input_folder(struct view *v, const char *path)
{
	char why[WHY_MAX];

	if (view_folder(v, path, why) == -1)
		die_msg(EX_NOINPUT, "cannot show '%s': %s", path, why);
}

static void
read_file(struct view *v, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *text;
	size_t len;

	if (fd == -1 || fstat(fd, &st) == -1)
		die_errno(EX_NOINPUT, "cannot open '%s'", path);
	if (S_ISDIR(st.st_mode)) {
		input_folder(v, path);
	} else {
		text = read_all(fd, path, &len);
		show_text(v, text, len, path);
		free(text);
	}
	close(fd);
}

char *
input_state_path(const char *zone)
{
	char name[SPOOL_NAME_MAX];
	char *path;

	layout_in(name, SPOOL_STATE, zone != NULL ? zone : "main");
	if (asprintf(&path, "%s/%s", conf_str(CONF_SPOOL), name) == -1)
		die_errno(EX_OSERR, "cannot name the state");
	return path;
}

static void
read_state(struct view *v, const char *zone)
{
	char *path = input_state_path(zone);

	input_folder(v, path);
	free(path);
}

void
input_read(struct view *v, const char *path, const char *zone)
{
	static const char name[] = "standard input";
	char *text;
	size_t len;

	if (path != NULL && strcmp(path, "-") != 0) {
		read_file(v, path);
		return;
	}
	if (path == NULL && (zone != NULL || isatty(STDIN_FILENO))) {
		read_state(v, zone);
		return;
	}
	text = read_all(STDIN_FILENO, name, &len);
	if (len == 0 && path == NULL)
		read_state(v, zone);
	else
		show_text(v, text, len, name);
	free(text);
}
