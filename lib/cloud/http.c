#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>

#include <curl/curl.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/version.h"
#include "cloud/addr.h"
#include "cloud/hostname.h"
#include "cloud/http.h"
#include "cloud/url.h"
#include "conf/conf.h"

enum { CONNECT_MS = 2500, GROW = 16384 /* bytes */ };

static const char not_public[] = "address is not public";

struct http {
	CURL *curl;
};

/* What one exchange needs while it lasts. */
struct exchange {
	const struct http_request *request;
	struct http_reply *reply;
	struct curl_slist *headers;
	char error[CURL_ERROR_SIZE];
	size_t size;	  /* of reply->body */
	bool public_only; /* connect to public addresses alone */
	bool too_long;
	bool refused; /* an address was not public */
};

struct http *
http_new(void)
{
	struct http *h = calloc(1, sizeof(*h));

	if (h == NULL || curl_global_init(CURL_GLOBAL_ALL) != 0 ||
	    (h->curl = curl_easy_init()) == NULL)
		die_msg(EX_OSERR, "cannot start libcurl");
	return h;
}

void
http_free(struct http *h)
{
	if (h == NULL)
		return;
	curl_easy_cleanup(h->curl);
	curl_global_cleanup();
	free(h);
}

void
http_reply_release(struct http_reply *reply)
{
	free(reply->body);
	free(reply->location);
	memset(reply, 0, sizeof(*reply));
}

/* Why the rules forbid this URL, or NULL.  Sets x->public_only. */
static const char *
forbidden(struct exchange *x, const struct url *p)
{
	const struct http_request *r = x->request;
	bool named = hostname_listed(p->host, conf_str(CONF_ALLOW_HTTP));
	bool own = r->origin == NULL || url_same_origin(r->url, r->origin);

	x->public_only = !own && !named;
	if (x->public_only && !addr_text_public(p->host))
		return not_public;
	if (strcmp(p->scheme, "https") == 0)
		return NULL;
	if (strcmp(p->scheme, "http") != 0)
		return "not https";
	return named || (own && hostname_loopback(p->host)) ? NULL
							    : "not https";
}

static curl_socket_t
open_socket(void *ctx, curlsocktype purpose, struct curl_sockaddr *address)
{
	struct exchange *x = ctx;

	if (purpose == CURLSOCKTYPE_IPCXN && x->public_only &&
	    !addr_public(&address->addr)) {
		x->refused = true;
		errno = EACCES;
		return CURL_SOCKET_BAD;
	}
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
	    address->protocol);
}

static size_t
receive(char *data, size_t one, size_t n, void *ctx)
{
	struct exchange *x = ctx;
	struct http_reply *reply = x->reply;
	char *grown;

	(void)one;
	if (n > x->request->max - reply->len) {
		x->too_long = true;
		return 0;
	}
	if (reply->len + n >= x->size) {
		x->size = (reply->len + n) * 2 + GROW;
		grown = realloc(reply->body, x->size);
		if (grown == NULL)
			return 0;
		reply->body = grown;
	}
	memcpy(reply->body + reply->len, data, n);
	reply->len += n;
	reply->body[reply->len] = '\0';
	return n;
}

static void
add_header(struct exchange *x, const char *header)
{
	struct curl_slist *longer = curl_slist_append(x->headers, header);

	if (longer == NULL)
		die_errno(EX_OSERR, "cannot send a request");
	x->headers = longer;
}

static void
set_text(CURL *curl, CURLoption option, const char *text)
{
	if (text != NULL && *text != '\0')
		curl_easy_setopt(curl, option, text);
}

static void
set_limits(CURL *curl, const struct http_request *r)
{
	long left = (long)(r->end_ms - clock_elapsed_ms());

	left = left < 1 ? 1 : left;
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, left);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS,
	    left < CONNECT_MS ? left : (long)CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->max);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
	curl_easy_setopt(
	    curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	set_text(curl, CURLOPT_CAINFO, getenv("SSL_CERT_FILE"));
	set_text(curl, CURLOPT_CAPATH, getenv("SSL_CERT_DIR"));
}

/* Not by libcurl alone: the address of a proxy need not be public. */
static void
set_proxy(struct exchange *x, CURL *curl, const struct url *p)
{
	const char *proxy = hostname_proxy(p->scheme, p->host);

	curl_easy_setopt(curl, CURLOPT_PROXY, proxy);
	curl_easy_setopt(curl, CURLOPT_NOPROXY, "");
	if (*proxy != '\0')
		x->public_only = false;
}

static void
set_request(struct exchange *x, CURL *curl)
{
	const struct http_request *r = x->request;
	char agent[64]; /* libcurl copies it */

	snprintf(agent, sizeof(agent), "amb/%s", amb_version);
	curl_easy_setopt(curl, CURLOPT_URL, r->url);
	curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, agent);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, x->error);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, x);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, x);
	if (r->body != NULL) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, r->body);
		add_header(x, "Content-Type: application/json");
		add_header(x, "Accept: application/json");
		add_header(x, "Expect:");
	}
	if (r->auth != NULL)
		add_header(x, r->auth);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, x->headers);
}

static const struct {
	CURLcode code;
	enum http_result result;
} results[] = {
    {CURLE_OK, HTTP_DONE},
    {CURLE_COULDNT_RESOLVE_PROXY, HTTP_CONNECT},
    {CURLE_COULDNT_RESOLVE_HOST, HTTP_CONNECT},
    {CURLE_COULDNT_CONNECT, HTTP_CONNECT},
    {CURLE_OPERATION_TIMEDOUT, HTTP_TIMEOUT},
    {CURLE_PARTIAL_FILE, HTTP_CUT},
    {CURLE_GOT_NOTHING, HTTP_CUT},
    {CURLE_RECV_ERROR, HTTP_CUT},
    {CURLE_SEND_ERROR, HTTP_CUT},
    {CURLE_HTTP2_STREAM, HTTP_CUT},
    {CURLE_FILESIZE_EXCEEDED, HTTP_TOO_LONG},
    {CURLE_SSL_CONNECT_ERROR, HTTP_TLS},
    {CURLE_PEER_FAILED_VERIFICATION, HTTP_TLS},
    {CURLE_SSL_CERTPROBLEM, HTTP_TLS},
    {CURLE_SSL_CACERT_BADFILE, HTTP_TLS},
    {CURLE_SSL_ISSUER_ERROR, HTTP_TLS},
};

static enum http_result
result_of(const struct exchange *x, CURL *curl, CURLcode code)
{
	curl_off_t connected_us = 0;
	size_t i;

	if (x->refused)
		return HTTP_FORBIDDEN;
	if (x->too_long)
		return HTTP_TOO_LONG;
	curl_easy_getinfo(curl, CURLINFO_PRETRANSFER_TIME_T, &connected_us);
	if (code == CURLE_OPERATION_TIMEDOUT && connected_us == 0)
		return HTTP_CONNECT;
	for (i = 0; i < sizeof(results) / sizeof(results[0]); i++)
		if (results[i].code == code)
			return results[i].result;
	return HTTP_BROKEN;
}

static void
finish(struct exchange *x, CURL *curl, CURLcode code)
{
	struct http_reply *reply = x->reply;
	curl_off_t after = 0;
	char *location = NULL;
	long status = 0;

	reply->result = result_of(x, curl, code);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &after);
	curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &location);
	reply->status = (int)status;
	reply->retry_after_s = after > 0 && after < 86400 ? (int)after : -1;
	reply->location = location != NULL ? strdup(location) : NULL;
	if (reply->result == HTTP_TOO_LONG)
		why_set(reply->why, "answer longer than %zu bytes",
		    x->request->max);
	else if (reply->result == HTTP_FORBIDDEN)
		why_set(reply->why, "%s", not_public);
	else if (code != CURLE_OK)
		why_set(reply->why, "%s",
		    x->error[0] != '\0' ? x->error : curl_easy_strerror(code));
}

void
http_send(struct http *h, const struct http_request *request,
    struct http_reply *reply)
{
	struct exchange x = {.request = request, .reply = reply};
	const char *why = "not a URL";
	struct url p;

	memset(reply, 0, sizeof(*reply));
	reply->retry_after_s = -1;
	reply->body = calloc(1, 1);
	if (reply->body == NULL)
		die_errno(EX_OSERR, "cannot send a request");
	if (url_read(&p, request->url))
		why = forbidden(&x, &p);
	if (why != NULL) {
		reply->result = HTTP_FORBIDDEN;
		why_set(reply->why, "%s", why);
	} else {
		curl_easy_reset(h->curl); /* keeps the connections */
		set_limits(h->curl, request);
		set_proxy(&x, h->curl, &p);
		set_request(&x, h->curl);
		finish(&x, h->curl, curl_easy_perform(h->curl));
		curl_slist_free_all(x.headers);
	}
	url_release(&p);
}
