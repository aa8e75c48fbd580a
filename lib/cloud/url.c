#include <string.h>
#include <strings.h>

#include <curl/urlapi.h>

#include "cloud/hostname.h"
#include "cloud/url.h"

static char *
part(CURLU *u, CURLUPart what)
{
	char *text = NULL;

	if (curl_url_get(u, what, &text, CURLU_DEFAULT_PORT) != CURLUE_OK)
		return NULL;
	return text;
}

void
url_release(struct url *u)
{
	curl_free(u->scheme);
	curl_free(u->host);
	curl_free(u->port);
}

bool
url_read(struct url *u, const char *text)
{
	CURLU *parsed = curl_url();

	memset(u, 0, sizeof(*u));
	if (parsed != NULL && curl_url_set(parsed, CURLUPART_URL, text,
				  CURLU_DISALLOW_USER) == CURLUE_OK) {
		u->scheme = part(parsed, CURLUPART_SCHEME);
		u->host = part(parsed, CURLUPART_HOST);
		u->port = part(parsed, CURLUPART_PORT);
	}
	curl_url_cleanup(parsed);
	return u->scheme != NULL && u->host != NULL && u->port != NULL;
}

bool
url_same_origin(const char *a, const char *b)
{
	struct url ua;
	struct url ub;
	bool ok = url_read(&ua, a);
	bool same =
	    url_read(&ub, b) && ok && strcmp(ua.scheme, ub.scheme) == 0 &&
	    strcasecmp(ua.host, ub.host) == 0 && strcmp(ua.port, ub.port) == 0;

	url_release(&ua);
	url_release(&ub);
	return same;
}

bool
url_within(const char *text, const char *domain)
{
	struct url u;
	bool is = url_read(&u, text) && strcmp(u.scheme, "https") == 0 &&
		  hostname_within(u.host, domain);

	url_release(&u);
	return is;
}
