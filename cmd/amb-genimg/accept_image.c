#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "accept_image.h"
#include "conf/conf.h"
#include "image/sniff.h"
#include "spool/spool.h"

static int
check_bytes(const void *data, size_t len, const char **ext, char *why)
{
	*ext = sniff_extension(sniff(data, len));
	if (*ext == NULL)
		return why_set(why, "its picture is no " SNIFF_FORMATS);
	if (sniff_truncated(data, len))
		return why_set(why, "its picture is truncated");
	return 0;
}

/* The file is safe on disk when this returns 0. */
static int
check_file(int fd, const char **ext, char *why)
{
	double max = conf_num(CONF_MAX_UPLOAD_MB) * (1 << 20);
	struct stat st;
	void *data;
	int rc;

	if (fd == -1 || fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size == 0)
		return why_set(why, "no picture in AMB_IMAGE_OUT");
	if ((double)st.st_size > max)
		return why_set(why, "its picture is larger than MAX_UPLOAD_MB");
	data = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (data == MAP_FAILED)
		return why_set(why, "its picture cannot be read");
	rc = check_bytes(data, (size_t)st.st_size, ext, why);
	munmap(data, (size_t)st.st_size);
	if (rc == 0 && fsync(fd) == -1)
		return why_set(why, "its picture cannot be stored");
	return rc;
}

int
accept_image(const char *made, const char *id, char name[SPOOL_NAME_MAX],
    char why[WHY_MAX])
{
	int fd = openat(
	    spool_fd(), made, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	const char *ext = NULL;
	char file[16];
	int rc = check_file(fd, &ext, why);

	if (fd != -1)
		close(fd);
	if (rc == -1)
		return -1;
	snprintf(file, sizeof(file), "image.%s", ext);
	layout_done(name, id, file);
	if (spool_move(made, name) == -1)
		return why_set(
		    why, "its picture cannot be stored: %s", strerror(errno));
	return 0;
}
