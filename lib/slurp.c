#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "conf.h"
#include "slurp.h"

char *
slurp(const char *path, size_t max)
{
	FILE *f = fopen(path, "re");
	char *text = f != NULL ? malloc(max + 1) : NULL;

	if (text != NULL)
		text[fread(text, 1, max, f)] = '\0';
	if (f != NULL)
		fclose(f);
	return text;
}

char *
slurp_share(const char *name, size_t max)
{
	char path[PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", conf_str(CONF_SHARE), name);
	return slurp(path, max);
}
