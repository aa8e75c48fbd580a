#include <errno.h>
#include <string.h>

#include "conf/upload.h"
#include "file.h"

enum fault
file_too_large(char why[WHY_MAX])
{
	why_set(why, "the file is longer than %lld bytes", upload_file_max());
	return FAULT_TOO_LARGE;
}

enum fault
file_storage(char why[WHY_MAX])
{
	why_set(why, "cannot store the picture: %s", strerror(errno));
	return FAULT_STORAGE;
}

static enum fault
put(struct file *file, const char *data, size_t len, char why[WHY_MAX])
{
	file->size += (long long)len;
	if (file->size > upload_file_max())
		return file_too_large(why);
	if (fwrite(data, 1, len, file->out) != len)
		return file_storage(why);
	return FAULT_NONE;
}

static int
digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *p = c == '\0' ? NULL : strchr(digits, c);

	return p == NULL ? -1 : (int)(p - digits);
}

/* RFC 2045: what is not of the alphabet is passed over. */
static enum fault
put_base64(struct file *file, const char *data, size_t len, char why[WHY_MAX])
{
	enum fault fault = FAULT_NONE;
	char byte;
	size_t i;

	for (i = 0; i < len && fault == FAULT_NONE && !file->padded; i++) {
		file->padded = data[i] == '=';
		if (digit(data[i]) == -1)
			continue;
		file->bits = file->bits << 6 | (uint32_t)digit(data[i]);
		file->n_bits += 6;
		if (file->n_bits < 8)
			continue;
		file->n_bits -= 8;
		byte = (char)(file->bits >> file->n_bits);
		fault = put(file, &byte, 1, why);
	}
	return fault;
}

enum fault
file_write(struct file *file, const char *data, size_t len, char why[WHY_MAX])
{
	if (file->base64)
		return put_base64(file, data, len, why);
	return put(file, data, len, why);
}
