#include <fnmatch.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "cloud/model_route.h"
#include "conf/conf.h"

/* The first match counts. */
static const struct {
	const char *pattern;
	const char *helper;
} models[] = {
    {"sdwebui*", "sdwebui"},
    {"flux-*", "bfl"},
    {"FLUX*", "openai"}, /* the gateway's one-step models */
    {"gemini-*", "google"},
    {"imagen-*", "google"},
    {"*/*", "aihubmix"}, /* vendor/model */
    {"*%2[Ff]*", "aihubmix"},
    {"*", "openai"},
};

/* The settings with the key of a helper; the first that is set is used. */
static const struct {
	const char *helper;
	enum conf_key key;
} keys[] = {
    {"bfl", CONF_BFL_API_KEY},
    {"google", CONF_GEMINI_API_KEY},
    {"aihubmix", CONF_API_KEY},
    {"aihubmix", CONF_AIHUBMIX_API_KEY},
    {"openai", CONF_IMAGE_KEY},
    {"openai", CONF_API_KEY},
    {"openai", CONF_AIHUBMIX_API_KEY},
    {"sdwebui", CONF_SDWEBUI_AUTH},
    {"chat", CONF_API_KEY},
    {"chat", CONF_AIHUBMIX_API_KEY},
};

static const char *
helper_of(const char *model)
{
	size_t i = 0;

	while (fnmatch(models[i].pattern, model, 0) != 0)
		i++;
	return models[i].helper;
}

const char *
model_route_model(const char *helper)
{
	const char *model = conf_str(CONF_MATRIX_IMAGE_MODEL);

	return *model != '\0' && strcmp(helper_of(model), helper) == 0 ? model
								       : "";
}

const char *
model_route_key(const char *helper)
{
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i].helper, helper) == 0 &&
		    *conf_str(keys[i].key) != '\0')
			return conf_str(keys[i].key);
	return "";
}

/* Whether a helper has a key or, for a server of your own, needs none. */
static bool
is_usable(const char *helper)
{
	return *model_route_key(helper) != '\0' ||
	       strcmp(helper, "sdwebui") == 0 ||
	       (strcmp(helper, "openai") == 0 && conf_given(CONF_IMAGE_URL));
}

const char *
model_route_chain(void)
{
	static char chain[64];
	const char *model = conf_str(CONF_MATRIX_IMAGE_MODEL);
	const char *helper = *model != '\0' ? helper_of(model) : "bfl";

	if (strcmp(conf_str(CONF_GENIMG), "auto") != 0)
		return conf_str(CONF_GENIMG);
	if (!is_usable(helper))
		return "paint";
	snprintf(chain, sizeof(chain), "%s paint", helper);
	return chain;
}
