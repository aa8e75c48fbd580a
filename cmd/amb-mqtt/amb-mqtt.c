/*
 * amb-mqtt - carry events to an MQTT broker, and instructions back
 *
 * reads	events/, state/			the spool
 * writes	cursor/mqtt, queue/		the spool
 * speaks	MQTT				MQTT_HOST
 */
#include <fcntl.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "run.h"
#include "spool/spool.h"

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
	const struct option_row rows[] = {
	    {'1', NULL, NULL, "send what is due and exit", &once, NULL},
	    {'d', NULL, "spool", "use this spool, not AMB_SPOOL", NULL, &dir},
	    {'v', NULL, NULL, "report connections", &verbose, NULL}};
	const struct options options = {"amb-mqtt", "[-1hvV] [-d spool]", rows,
	    sizeof(rows) / sizeof(rows[0]), 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	check_settings();
	spool_open_or_die();
	be_alone();
	return run(once, verbose);
}
