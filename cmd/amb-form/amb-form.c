/*
 * amb-form - extract the one file from an uploaded body
 *
 * reads	a request body			standard input
 * writes	the file			the path of -o
 *		its description, one object	standard output
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "json/msg.h"
#include "multipart.h"
#include "scene/scene.h"

enum {
	TYPE_MAX = 512, /* bytes of a Content-Type, with the NUL */
	CHUNK = 65536	/* bytes */
};

/* The body is the file. */
static void
read_image(const char *type, struct file *file)
{
	char chunk[CHUNK];
	size_t n;

	header_word(type, file->type);
	while ((n = fread(chunk, 1, sizeof(chunk), stdin)) > 0)
		if (!file_write(file, chunk, n))
			return;
	if (ferror(stdin))
		file_fail_errno(file, "read the body");
}

static void
read_multipart(const char *type, struct file *file)
{
	char boundary[HEADER_MAX + 1];

	if (header_param(type, "boundary", boundary) && boundary[0] != '\0')
		multipart_read(stdin, boundary, file);
	else
		file_fail(
		    file, FAULT_INPUT, "the multipart body names no boundary");
}

/* Whether type is a printable line that begins with prefix. */
static bool
begins(const char *type, const char *prefix)
{
	const char *p;

	for (p = type; *p != '\0'; p++)
		if (*p < ' ' || *p > '~')
			return false;
	return p - type < TYPE_MAX &&
	       strncasecmp(type, prefix, strlen(prefix)) == 0;
}

/* Read the body and write its file to path, or leave nothing there. */
static void
save(void (*read)(const char *, struct file *), const char *type,
    const char *path, struct file *file)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	static char buffer[CHUNK];
	struct stat st;
	bool regular;

	file_start(file, fd == -1 ? NULL : fdopen(fd, "w"));
	if (file->out == NULL) {
		file_fail_errno(file, "store the picture");
		return;
	}
	setvbuf(file->out, buffer, _IOFBF, sizeof(buffer));
	regular = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	read(type, file);
	if (file->fault == FAULT_NONE && file->size == 0)
		file_fail(file, FAULT_INPUT, "the file is empty");
	if (fclose(file->out) == EOF && file->fault == FAULT_NONE)
		file_fail_errno(file, "store the picture");
	if (file->fault != FAULT_NONE && regular) /* never remove a device */
		unlink(path);
}

/* Returns {"filename","content_type","size"}, or {"errors"} with file->fault
 * set. */
static jv
extract(const char *type, const char *path, struct file *file)
{
	if (begins(type, "image/"))
		save(read_image, type, path, file);
	else if (begins(type, "multipart/form-data"))
		save(read_multipart, type, path, file);
	else
		file_fail(file, FAULT_FORMAT,
		    "the body must be multipart/form-data or image/*");
	if (file->fault != FAULT_NONE)
		return scene_fail(
		    jv_object(), "form", file->fault, "%s", file->why);
	return msg_obj("filename",
	    file->named ? jv_string(file->name) : jv_null(), "content_type",
	    jv_string(file->type), "size", jv_number((double)file->size), NULL);
}

int
main(int argc, char *argv[])
{
	static struct file file;
	const char *type = getenv("CONTENT_TYPE");
	const char *path = NULL;
	const struct option_row rows[] = {
	    {'o', NULL, "file", "write the file of the body here", NULL, &path},
	    {'t', NULL, "type",
		"the Content-Type of the body, instead of CONTENT_TYPE", NULL,
		&type},
	    {0}};
	const struct options options = {
	    "amb-form", "[-hV] [-t type] -o file", rows, 0};
	int rc;

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	if (path == NULL)
		options_die(&options, "-o is missing");
	if (type == NULL)
		options_die(&options, "neither -t nor CONTENT_TYPE is given");
	conf_load_or_die(NULL);
	msg_write(extract(type, path, &file), stdout);
	rc = stdout_close();
	if (rc == EX_OK)
		rc = ferror(stdin) ? EX_IOERR : fault_exit(file.fault);
	return rc;
}
