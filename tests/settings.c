/*
 * settings - print every setting as NAME=value, and the chain of painters.
 */
#include <stdio.h>

#include "base/diag.h"
#include "cloud/model_route.h"
#include "conf/conf.h"

int
main(int argc, char **argv)
{
	enum conf_key key;

	(void)argc;
	diag_init(argv[0]);
	conf_load_or_die(NULL);
	for (key = 0; key < CONF_COUNT; key++)
		printf("%s=%s\n", conf_name(key), conf_str(key));
	printf("painters=%s\n", model_route_chain());
	return stdout_close();
}
