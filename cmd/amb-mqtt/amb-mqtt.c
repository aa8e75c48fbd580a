/*
 * amb-mqtt - carry the news to an MQTT broker, and instructions back
 *
 * reads	events/, state/			the spool
 * writes	cursor/mqtt, queue/		the spool
 * speaks	MQTT				MQTT_HOST
 */
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/file.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "conf/conf.h"
#include "run.h"
#include "spool/spool.h"

static int
usage(FILE *out, int status)
{
	fprintf(out, "usage: amb-mqtt [-1hv] [-d spool]\n");
	return status;
}

/* Two would both move the cursor. */
static void
be_alone(void)
{
	int fd =
	    openat(spool_fd(), "mqtt.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1)
		die_errno(EX_CANTCREAT, "cannot open '%s'", "mqtt.lock");
	if (flock(fd, LOCK_EX | LOCK_NB) == -1)
		die_msg(EX_TEMPFAIL, "another amb-mqtt serves spool '%s'",
		    conf_str(CONF_SPOOL));
}

static void
check_file(enum conf_key key)
{
	const char *path = conf_str(key);

	if (path[0] != '\0' && access(path, R_OK) == -1)
		die_errno(
		    EX_CONFIG, "cannot read %s '%s'", conf_name(key), path);
}

static void
check_settings(void)
{
	if (!conf_int(CONF_MQTT_ENABLED))
		die_msg(EX_CONFIG, "MQTT_ENABLED is false");
	check_file(CONF_MQTT_CAFILE);
	check_file(CONF_MQTT_CERTFILE);
	check_file(CONF_MQTT_KEYFILE);
}

int
main(int argc, char *argv[])
{
	const char *dir = NULL;
	bool verbose = false;
	bool once = false;
	int opt;

	diag_init(argv[0]);
	while ((opt = getopt(argc, argv, "1d:hv")) != -1) {
		switch (opt) {
		case '1':
			once = true;
			break;
		case 'd':
			dir = optarg;
			break;
		case 'h':
			return usage(stdout, EX_OK);
		case 'v':
			verbose = true;
			break;
		default:
			return usage(stderr, EX_USAGE);
		}
	}
	if (optind != argc)
		return usage(stderr, EX_USAGE);
	conf_load_or_die(dir);
	check_settings();
	spool_open_or_die();
	be_alone();
	return run(once, verbose);
}
