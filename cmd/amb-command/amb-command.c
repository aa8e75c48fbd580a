/*
 * amb-command - hand a command to the resident amb-publish, unread
 *
 * reads	a request	environment and standard input, as CGI
 * writes	a response	standard output
 *
 * It links nothing but libc: half of what amb-cgi costs is to load libjq.  What
 * is not as usual, and all that fails, is left to amb-cgi, which is executed in
 * its place, with the same body and id; to ask twice with one id is safe.
 */
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/cgi.h"
#include "base/clock.h"
#include "base/diag.h"
#include "base/io.h"
#include "base/lines.h"
#include "base/options.h"
#include "scene/ulid.h"
#include "scene/zone.h"
#include "spool/newest.h"
#include "spool/wire.h"

enum {
	ANSWER_S = 2, /* that an answer is waited for; amb-cgi waits longer */
	ANSWER_MAX = 1 << 20
};

/* What is handed over, by its path; a '*' is a plain name, with no body. */
static const struct command {
	const char *path;
	const char *verb;
	bool of_body; /* the zone, when the query has none; else it is main */
	bool empty;   /* no body is an empty object */
} commands[] = {
    {"/api/app/strip/command", "strip", false, false},
    {"/api/app/power", "power", true, true},
    {"/api/app/brightness", "brightness", true, true},
    {"/api/app/undo", "undo", true, true},
    {"/api/app/redo", "redo", true, true},
    {"/api/app/scenes/*/recall", "recall", true, true},
};

/* A name as it is in a path and in JSON. */
struct name {
	const char *text; /* NULL for none */
	size_t len;
};

/* "VERB/ZONE/ID BODY" and a newline. */
struct request {
	char data[PUBLISHER_VERB_MAX + CGI_JSON_MAX + 1];
	size_t len;
	size_t body; /* where the body begins; 0 until it was read, or none */
};

/* The length of what no encoding changes. */
static size_t
plain(const char *text)
{
	return strspn(text, "abcdefghijklmnopqrstuvwxyz"
			    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~");
}

static bool
matches(const char *path, const char *uri, struct name *name)
{
	size_t before = strcspn(path, "*");
	const char *rest;

	*name = (struct name){.len = 0};
	if (strncmp(uri, path, before) != 0)
		return false;
	rest = uri + before;
	if (path[before] == '*') {
		*name = (struct name){rest, plain(rest)};
		rest += name->len;
		path++;
		if (name->len == 0)
			return false;
	}
	path += before;
	return strlen(path) == strcspn(rest, "?") &&
	       strncmp(rest, path, strlen(path)) == 0;
}

static const struct command *
find(struct name *name)
{
	const char *uri = cgi_env("REQUEST_URI");
	size_t i;

	for (i = 0; i < sizeof(commands) / sizeof(commands[0]); i++)
		if (matches(commands[i].path, uri, name))
			return &commands[i];
	return NULL;
}

/* The zone, "" for one that the body names; NULL if that is not plain. */
static const char *
find_zone(const struct command *c)
{
	const char *query = cgi_env("QUERY_STRING");
	const char *name = query + strlen("zone=");

	if (*query == '\0')
		return c->of_body ? "" : "main";
	if (strncmp(query, "zone=", strlen("zone=")) != 0)
		return NULL;
	return scene_zone_valid(name) ? name : NULL;
}

/* The length of the body, -1 when the request is not plain. */
static long long
find_length(bool empty)
{
	long long n = cgi_number(cgi_env("CONTENT_LENGTH"));

	if (strcmp(cgi_env("REQUEST_METHOD"), "POST") != 0 || n > CGI_JSON_MAX)
		return -1;
	if (n == 0 && empty)
		return 0;
	return n > 0 && strcasecmp(
			    cgi_env("CONTENT_TYPE"), "application/json") == 0
		   ? n
		   : -1;
}

/* The object that stands for no body. */
static bool
make_body(struct request *r, const struct name *name)
{
	size_t left = sizeof(r->data) - 1 - r->len;
	int n = name->text == NULL
		    ? snprintf(r->data + r->len, left, "{}")
		    : snprintf(r->data + r->len, left, "{\"name\":\"%.*s\"}",
			  (int)name->len, name->text);

	r->len += (size_t)n;
	return (size_t)n < left;
}

/* Read n bytes of the body, which must be one line. */
static bool
read_body(struct request *r, size_t n)
{
	size_t end = r->len + n;

	r->body = r->len;
	return io_fill(STDIN_FILENO, r->data, end, &r->len) == 0 &&
	       r->len == end && memchr(r->data + r->body, '\n', n) == NULL;
}

/* Ids are made as amb-cgi makes them; the id is also for amb-cgi. */
static void
make_id(int spool, char id[ULID_LEN + 1])
{
	newest_raise(spool);
	ulid_make(clock_ms(), id);
	setenv("REQUEST_ID", id, 1);
}

/* Make the request.  Returns false when it is one for amb-cgi. */
static bool
make(struct request *r, int spool)
{
	struct name name;
	const struct command *c = find(&name);
	const char *zone = c != NULL ? find_zone(c) : NULL;
	long long n = zone != NULL ? find_length(c->empty) : -1;
	char id[ULID_LEN + 1];

	if (n == -1 || (n > 0 && name.text != NULL))
		return false;
	make_id(spool, id);
	r->len = (size_t)snprintf(
	    r->data, PUBLISHER_VERB_MAX, "%s/%s/%s ", c->verb, zone, id);
	if (!(n == 0 ? make_body(r, &name) : read_body(r, (size_t)n)))
		return false;
	r->data[r->len] = '\n';
	return true;
}

/* Print the reply to an answer; false when it tells of a failure. */
static bool
reply(char *line, size_t line_len)
{
	const char *json;
	size_t len;

	if (publisher_parse(line, line_len, &json, &len) != EX_OK)
		return false;
	cgi_head(200, len + 1, NULL);
	printf("%.*s\n", (int)len, json);
	return true;
}

static bool
ask(int fd, const struct request *r)
{
	struct lines in = {.max = ANSWER_MAX};
	size_t len;
	char *line;
	bool ok = false;

	if (io_send_all(fd, r->data, r->len + 1) == -1)
		return false;
	while (lines_read(&in, fd) > 0)
		if (lines_next(&in, &line, &len)) {
			ok = reply(line, len);
			break;
		}
	lines_free(&in);
	return ok;
}

static bool
answer(struct request *r)
{
	int spool =
	    open(cgi_env("AMB_SPOOL"), O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd = spool != -1 ? publisher_connect(spool, ANSWER_S) : -1;

	return fd != -1 && make(r, spool) && ask(fd, r);
}

/* Give the body back to standard input. */
static void
give_back(const struct request *r)
{
	int fd = memfd_create("body", 0);

	if (fd == -1 ||
	    io_write_all(fd, r->data + r->body, r->len - r->body) == -1 ||
	    lseek(fd, 0, SEEK_SET) == -1 || dup2(fd, STDIN_FILENO) == -1)
		die_errno(EX_OSERR, "cannot pass on the body");
}

static _Noreturn void
run_cgi(void)
{
	char path[PATH_MAX];
	char *const argv[] = {path, NULL};

	snprintf(path, sizeof(path), "%s/amb-cgi", cgi_env("AMB_BINDIR"));
	execv(path, argv);
	die_errno(EX_OSERR, "cannot run '%s'", path);
}

int
main(int argc, char *argv[])
{
	static const struct option_row rows[] = {{0}};
	const struct options options = {"amb-command", "[-hV]", rows, 0};
	static struct request r;

	diag_init(argv[0]);
	signal(SIGPIPE, SIG_IGN);
	/* a web server may pass parts of the query as arguments */
	if (getenv("GATEWAY_INTERFACE") != NULL)
		argc = 1;
	options_read(&options, argc, argv);
	if (cgi_env("REQUEST_METHOD")[0] == '\0' ||
	    cgi_env("AMB_BINDIR")[0] == '\0')
		options_die(&options, NULL);
	if (answer(&r))
		return stdout_close();
	if (r.body != 0)
		give_back(&r);
	run_cgi();
}
