#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "body.h"
#include "conf/conf.h"
#include "form.h"
#include "multipart.h"
#include "json/msg.h"

enum {
	TYPE_MAX = 512,	       /* bytes of a Content-Type */
	FENCES_MAX = 64,       /* lines that begin with "--", */
	FENCE_EVERY = 1 << 22, /* and as many as chance brings, 4 times over */
	ENVELOPE_MAX = 65536   /* bytes of a body beside the file */
};

static jv
fail(enum fault *fault, enum fault what, const char *text)
{
	*fault = what;
	return scene_fail(jv_object(), "form", what, "%s", text);
}

static jv
fail_storage(enum fault *fault)
{
	*fault = FAULT_STORAGE;
	return scene_fail(jv_object(), "form", *fault,
	    "cannot store the picture: %s", strerror(errno));
}

static long long
file_max(void)
{
	return (long long)(conf_num(CONF_MAX_UPLOAD_MB) * (1 << 20));
}

static jv
fail_size(enum fault *fault)
{
	*fault = FAULT_TOO_LARGE;
	return scene_fail(jv_object(), "form", *fault,
	    "the file is longer than %lld bytes", file_max());
}

/* What is told of a file of so many bytes. */
static jv
told(const char *name, const char *type, long long size, enum fault *fault)
{
	if (size == -1)
		return fail_storage(fault);
	if (size == 0)
		return fail(fault, FAULT_INPUT, "the file is empty");
	if (size > file_max())
		return fail_size(fault);
	return msg_obj("filename", name != NULL ? jv_string(name) : jv_null(),
	    "content_type", jv_string(type), "size", jv_number((double)size),
	    NULL);
}

/* Copy stdin, which is the file.  Returns how many bytes, -1 with errno. */
static long long
copy_image(int out)
{
	struct body b = {.max = file_max()};

	return body_copy(&b, out) == -1 ? -1 : b.len;
}

/* Write the file to path: the one in m, or all of stdin when m is NULL. */
static jv
save(const struct multipart *m, const char *type, const char *path,
    enum fault *fault)
{
	int out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct stat st;
	long long size;
	bool ours;
	jv result;

	if (out == -1)
		return fail_storage(fault);
	/* a device is not ours to remove */
	ours = fstat(out, &st) == 0 && S_ISREG(st.st_mode);
	size = m != NULL ? multipart_write(m, out) : copy_image(out);
	result = told(m != NULL ? multipart_name(m) : NULL, type, size, fault);
	if (close(out) == -1 && *fault == FAULT_NONE) {
		jv_free(result);
		result = fail_storage(fault);
	}
	if (*fault != FAULT_NONE && ours)
		unlink(path);
	return result;
}

static jv
take_image(const char *type, const char *path, enum fault *fault)
{
	char name[TYPE_MAX];

	snprintf(name, sizeof(name), "%.*s", (int)strcspn(type, "; \t"), type);
	return save(NULL, name, path, fault);
}

/* The parser is not to go on: say why, and end. */
static _Noreturn void
give_up(const char *why)
{
	enum fault fault;
	int rc;

	msg_write(fail(&fault, FAULT_INPUT, why), stdout);
	rc = stdout_close();
	exit(rc != EX_OK ? rc : fault_exit(fault));
}

static jv
take_multipart(const char *type, const char *path, enum fault *fault)
{
	struct body b = {.max = file_max() + ENVELOPE_MAX};
	char head[TYPE_MAX + 64];
	struct multipart *m;
	jv result;
	int kept;

	snprintf(head, sizeof(head), "Content-Type: %s\r\n\r\n", type);
	kept = body_keep(&b, head);
	if (kept == -1)
		return errno == EFBIG ? fail_size(fault) : fail_storage(fault);
	if (b.fences > FENCES_MAX + b.len / FENCE_EVERY)
		give_up("too many parts in the body");
	m = multipart_open(kept, give_up);
	if (multipart_wrong(m) != NULL)
		result = fail(fault, FAULT_INPUT, multipart_wrong(m));
	else
		result = save(m, multipart_type(m), path, fault);
	multipart_free(m);
	close(kept);
	return result;
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

jv
form_take(const char *type, const char *path, enum fault *fault)
{
	if (begins(type, "image/"))
		return take_image(type, path, fault);
	if (begins(type, "multipart/form-data"))
		return take_multipart(type, path, fault);
	return fail(fault, FAULT_FORMAT,
	    "the body must be multipart/form-data or image/*");
}
