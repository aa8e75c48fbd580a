/*
 * amb-mqtt - carry events to an MQTT broker, and instructions back
 *
 * reads	events/, state/			the spool
 * writes	cursor/mqtt, queue/		the spool
 * speaks	MQTT				MQTT_HOST
 */
#include <stdbool.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/options.h"
#include "conf/conf.h"
#include "run.h"
#include "spool/lock.h"
#include "spool/spool.h"

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
	    {'v', NULL, NULL, "report connections", &verbose, NULL}, {0}};
	const struct options options = {
	    "amb-mqtt", "[-1hvV] [-d spool]", rows, 0};

	diag_init(argv[0]);
	options_read(&options, argc, argv);
	conf_load_or_die(dir);
	check_settings();
	spool_open_or_die();
	/* two would both move the cursor */
	spool_lock_alone_or_die(SPOOL_LOCK_MQTT, "amb-mqtt");
	return run(once, verbose);
}
