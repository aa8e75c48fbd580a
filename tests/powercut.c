/*
 * powercut - end a mounted file system as a power cut does
 *
 * usage: powercut folder
 *
 * What was not written to its disk by now never is; every later call fails,
 * until it is unmounted and mounted again.  For ext4 and xfs, by root.
 */
#include <fcntl.h>
#include <stdint.h>
#include <sys/ioctl.h>

#include "base/diag.h"

#define GOING_DOWN _IOR('X', 125, uint32_t)
enum { WITHOUT_LOG = 2 };

int
main(int argc, char *argv[])
{
	const uint32_t how = WITHOUT_LOG;
	int fd;

	diag_init(argv[0]);
	if (argc != 2)
		die_msg(64, "usage: powercut folder");
	fd = open(argv[1], O_RDONLY | O_CLOEXEC);
	if (fd == -1 || ioctl(fd, GOING_DOWN, &how) == -1)
		die_errno(1, "cannot cut '%s'", argv[1]);
	return 0;
}
