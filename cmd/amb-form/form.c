#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "form.h"
#include "multipart.h"
#include "json/msg.h"

enum {
	TYPE_MAX = 512, /* bytes of a Content-Type, with the NUL */
	CHUNK = 65536	/* bytes */
};

static enum fault
bad_input(const char *text, char why[WHY_MAX])
{
	why_set(why, "%s", text);
	return FAULT_INPUT;
}

/* The body is the file. */
static enum fault
read_image(const char *type, struct file *file, char why[WHY_MAX])
{
	enum fault fault = FAULT_NONE;
	char chunk[CHUNK];
	size_t n;

	header_word(type, file->type);
	while (fault == FAULT_NONE &&
	       (n = fread(chunk, 1, sizeof(chunk), stdin)) > 0)
		fault = file_write(file, chunk, n, why);
	if (fault == FAULT_NONE && ferror(stdin))
		return file_storage(why);
	return fault;
}

static enum fault
read_multipart(const char *type, struct file *file, char why[WHY_MAX])
{
	char boundary[HEADER_MAX + 1];

	if (!header_param(type, "boundary", boundary) || boundary[0] == '\0')
		return bad_input("the multipart body names no boundary", why);
	if (strlen(boundary) > MULTIPART_BOUNDARY_MAX)
		return bad_input("the boundary of the multipart body is "
				 "longer than 70 bytes",
		    why);
	return multipart_read(stdin, boundary, file, why);
}

/* The types that are read. */
static const struct reader {
	const char *prefix;
	enum fault (*read)(
	    const char *type, struct file *file, char why[WHY_MAX]);
} readers[] = {
    {"image/", read_image},
    {"multipart/form-data", read_multipart},
};

static bool
printable(const char *text)
{
	for (; *text != '\0'; text++)
		if (*text < ' ' || *text > '~')
			return false;
	return true;
}

static const struct reader *
find_reader(const char *type)
{
	const char *prefix;
	size_t i;

	if (strlen(type) >= TYPE_MAX || !printable(type))
		return NULL;
	for (i = 0; i < sizeof(readers) / sizeof(readers[0]); i++) {
		prefix = readers[i].prefix;
		if (strncasecmp(type, prefix, strlen(prefix)) == 0)
			return &readers[i];
	}
	return NULL;
}

/* Read the body and write its file to path, or leave nothing there. */
static enum fault
save(const struct reader *reader, const char *type, const char *path,
    struct file *file, char why[WHY_MAX])
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	enum fault fault;
	struct stat st;
	bool ours;

	file->out = fd == -1 ? NULL : fdopen(fd, "w");
	if (file->out == NULL)
		return file_storage(why);
	/* a device is not ours to remove */
	ours = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
	fault = reader->read(type, file, why);
	if (fault == FAULT_NONE && file->size == 0)
		fault = bad_input("the file is empty", why);
	if (fclose(file->out) == EOF && fault == FAULT_NONE)
		fault = file_storage(why);
	if (fault != FAULT_NONE && ours)
		unlink(path);
	return fault;
}

jv
form_take(const char *type, const char *path, enum fault *fault)
{
	const struct reader *reader = find_reader(type);
	struct file file = {0};
	char why[WHY_MAX];

	if (reader != NULL) {
		*fault = save(reader, type, path, &file, why);
	} else {
		*fault = FAULT_FORMAT;
		why_set(why, "the body must be multipart/form-data or image/*");
	}
	if (*fault != FAULT_NONE)
		return scene_fail(jv_object(), "form", *fault, "%s", why);
	return msg_obj("filename",
	    file.named ? jv_string(file.name) : jv_null(), "content_type",
	    jv_string(file.type), "size", jv_number((double)file.size), NULL);
}
