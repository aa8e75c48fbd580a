#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "conf/conf.h"
#include "image/wand.h"

static const char setting[] = "MAGICK_CONFIGURE_PATH";

int
wand_start(const char *folder)
{
	const char *value = getenv(setting);
	char *before = value != NULL ? strdup(value) : NULL;
	char path[PATH_MAX];
	int rc = -1;

	if (value != NULL && before == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/%s", conf_str(CONF_SHARE), folder);
	if (setenv(setting, path, 1) == 0) {
		/* this reads the policy, for the whole life of the process */
		MagickWandGenesis();
		rc = before != NULL ? setenv(setting, before, 1)
				    : unsetenv(setting);
	}
	free(before);
	return rc;
}
