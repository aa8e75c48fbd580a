#include <errno.h>
#include <string.h>

#include "conf/upload.h"
#include "file.h"

void
file_start(struct file *file, FILE *out)
{
	file->out = out;
	file->size_max = upload_file_max();
}

bool
file_fail(struct file *file, enum fault fault, const char *why)
{
	file->fault = fault;
	why_set(file->why, "%s", why);
	return false;
}

bool
file_fail_size(struct file *file)
{
	file->fault = FAULT_TOO_LARGE;
	why_set(
	    file->why, "the file is longer than %lld bytes", file->size_max);
	return false;
}

bool
file_fail_errno(struct file *file, const char *what)
{
	file->fault = FAULT_STORAGE;
	why_set(file->why, "cannot %s: %s", what, strerror(errno));
	return false;
}

static bool
put(struct file *file, const char *data, size_t len)
{
	file->size += (long long)len;
	if (file->size > file->size_max)
		return file_fail_size(file);
	return fwrite(data, 1, len, file->out) == len ||
	       file_fail_errno(file, "store the picture");
}

static int
digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits);
}

/* RFC 2045: other characters than those of the alphabet are ignored. */
static bool
put_base64(struct file *file, char c)
{
	char byte;

	file->padded |= c == '=';
	if (file->padded || digit(c) == -1)
		return true;
	file->bits = file->bits << 6 | (uint32_t)digit(c);
	file->n_bits += 6;
	if (file->n_bits < 8)
		return true;
	file->n_bits -= 8;
	byte = (char)(file->bits >> file->n_bits);
	return put(file, &byte, 1);
}

bool
file_write(struct file *file, const char *data, size_t len)
{
	size_t i;

	if (!file->base64)
		return put(file, data, len);
	for (i = 0; i < len; i++)
		if (!put_base64(file, data[i]))
			return false;
	return true;
}
