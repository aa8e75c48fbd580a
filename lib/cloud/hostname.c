#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cloud/hostname.h"

bool
hostname_within(const char *host, const char *domain)
{
	size_t h = strlen(host);
	size_t d = strlen(domain);

	return h >= d && strcasecmp(host + h - d, domain) == 0 &&
	       (h == d || host[h - d - 1] == '.');
}

bool
hostname_loopback(const char *host)
{
	return strcasecmp(host, "localhost") == 0 ||
	       strcmp(host, "[::1]") == 0 ||
	       (strncmp(host, "127.", 4) == 0 &&
		   host[strspn(host, "0123456789.")] == '\0');
}

/* Whether match accepts a word of list. */
static bool
match_any(const char *host, const char *list, const char *separators,
    bool (*match)(const char *host, const char *word))
{
	bool found = false;
	char *copy = strdup(list);
	char *rest = copy;
	char *word;

	while (rest != NULL && (word = strsep(&rest, separators)) != NULL)
		found = found || (*word != '\0' && match(host, word));
	free(copy);
	return found;
}

static bool
same(const char *host, const char *word)
{
	return strcasecmp(host, word) == 0;
}

static bool
same_or_below(const char *host, const char *word)
{
	return strcmp(word, "*") == 0 ||
	       hostname_within(host, word[0] == '.' ? word + 1 : word);
}

bool
hostname_listed(const char *host, const char *list)
{
	return match_any(host, list, " ", same);
}

/* The first of these variables that is set, or "". */
static const char *
first_set(const char *const *names)
{
	const char *value;

	for (; *names != NULL; names++) {
		value = getenv(*names);
		if (value != NULL && *value != '\0')
			return value;
	}
	return "";
}

const char *
hostname_proxy(const char *scheme, const char *host)
{
	/* not HTTP_PROXY: a CGI program's client sets that */
	static const char *const secure[] = {
	    "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", NULL};
	static const char *const plain[] = {
	    "http_proxy", "all_proxy", "ALL_PROXY", NULL};
	static const char *const none[] = {"no_proxy", "NO_PROXY", NULL};

	if (hostname_loopback(host) ||
	    match_any(host, first_set(none), ", ", same_or_below))
		return "";
	return first_set(strcmp(scheme, "https") == 0 ? secure : plain);
}
