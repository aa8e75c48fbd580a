#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "conf/conf.h"
#include "image/sniff.h"
#include "take.h"

static const char *const kinds[][2] = {
    {"PNG", "png"}, {"JPEG", "jpg"}, {"GIF", "gif"}, {"WEBP", "webp"}};

static const char *
extension(const char *kind)
{
	size_t i;

	for (i = 0; kind != NULL && i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (strcmp(kinds[i][0], kind) == 0)
			return kinds[i][1];
	return NULL;
}

/* What is wrong with the bytes of a picture; NULL and *ext when nothing is. */
static const char *
judge(const void *data, size_t len, const char **ext)
{
	*ext = extension(sniff(data, len));
	if (*ext == NULL)
		return "its picture is no PNG, JPEG, GIF or WebP";
	return sniff_truncated(data, len) ? "its picture is cut off" : NULL;
}

/* The same of an open file, which is safe on disk then. */
static const char *
judge_file(int fd, const char **ext)
{
	double max = conf_num(CONF_MAX_UPLOAD_MB) * (1 << 20);
	const char *why;
	struct stat st;
	void *data;

	if (fd == -1 || fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size == 0)
		return "no picture in AMB_IMAGE_OUT";
	if ((double)st.st_size > max)
		return "its picture is larger than MAX_UPLOAD_MB";
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return "its picture cannot be read";
	why = judge(data, (size_t)st.st_size, ext);
	munmap(data, (size_t)st.st_size);
	if (why == NULL && fsync(fd) == -1)
		return "its picture cannot be stored";
	return why;
}

const char *
take_picture(const char *made, const char *id, char name[SPOOL_NAME_MAX])
{
	const char *ext;
	const char *why;
	int fd = openat(
	    spool_fd(), made, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

	why = judge_file(fd, &ext);
	if (fd != -1)
		close(fd);
	if (why != NULL)
		return why;
	spool_name(name, "done/%s/image.%s", id, ext);
	return spool_move(made, name) == -1 ? strerror(errno) : NULL;
}
