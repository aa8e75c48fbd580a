#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "form.h"
#include "json/msg.h"
#include "multipart.h"

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
		file_fail_storage(file);
}

static void
read_multipart(const char *type, struct file *file)
{
	char boundary[HEADER_MAX + 1];

	header_param(type, "boundary", boundary);
	if (boundary[0] == '\0')
		file_fail(
		    file, FAULT_INPUT, "the multipart body names no boundary");
	else
		multipart_read(stdin, boundary, file);
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
static bool
save(void (*read)(const char *, struct file *), const char *type,
    const char *path, struct file *file)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct stat st;
	bool ours;

	file->out = fd == -1 ? NULL : fdopen(fd, "w");
	if (file->out == NULL)
		return file_fail_storage(file);
	/* a device is not ours to remove */
	ours = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	read(type, file);
	if (file->fault == FAULT_NONE && file->size == 0)
		file_fail(file, FAULT_INPUT, "the file is empty");
	if (fclose(file->out) == EOF && file->fault == FAULT_NONE)
		file_fail_storage(file);
	if (file->fault != FAULT_NONE && ours)
		unlink(path);
	return file->fault == FAULT_NONE;
}

static bool
take(const char *type, const char *path, struct file *file)
{
	if (begins(type, "image/"))
		return save(read_image, type, path, file);
	if (begins(type, "multipart/form-data"))
		return save(read_multipart, type, path, file);
	return file_fail(file, FAULT_FORMAT,
	    "the body must be multipart/form-data or image/*");
}

jv
form_take(const char *type, const char *path, enum fault *fault)
{
	struct file file = {0};

	if (!take(type, path, &file)) {
		*fault = file.fault;
		return scene_fail(jv_object(), "form", *fault, "%s", file.why);
	}
	return msg_obj("filename",
	    file.named ? jv_string(file.name) : jv_null(), "content_type",
	    jv_string(file.type), "size", jv_number((double)file.size), NULL);
}
