/*
 * poll - read the state over HTTP as controllers do, and judge what comes
 *
 * usage: poll port seconds
 *
 * All published scenes must be of one grey from 1 to 255: an answer that has
 * two greys is torn, one of grey 0 or the first strip is a default.  Prints
 * how many answers were good; exits 1 at the first that is not.
 */
#include "base/clock.h"
#include "client.h"
#include "json/msg.h"
#include "light/matrix.h"

static void
judge(const char *path, const uint8_t *rgb, size_t n, size_t want)
{
	size_t i;

	if (n != want)
		die_msg(1, "%zu bytes in '%s'", n, path);
	for (i = 0; i < n; i++)
		if (rgb[i] != rgb[0])
			die_msg(1, "torn answer of '%s'", path);
	if (rgb[0] == 0)
		die_msg(1, "default answer of '%s'", path);
}

static void
poll_raw(FILE *f, struct answer *a)
{
	const char *path = "/api/data/matrix/raw";

	ask(f, "GET", path, "", a);
	judge(path, (const uint8_t *)a->body, a->len, 768);
}

static void
poll_json(FILE *f, struct answer *a)
{
	const char *path = "/api/data/matrix/json";
	static struct matrix m;
	jv msg;

	ask(f, "GET", path, "", a);
	msg = msg_parse(a->body, a->len);
	if (matrix_parse(&msg, "", &m, NULL) == -1)
		die_msg(1, "no matrix in '%s'", path);
	jv_free(msg);
	judge(path, m.rgb, matrix_bytes(&m), 768);
}

static void
poll_strip(FILE *f, struct answer *a)
{
	const char *path = "/api/data/strip";
	unsigned r;
	unsigned g;
	unsigned b;
	uint8_t rgb[3];

	ask(f, "GET", path, "", a);
	if (sscanf(a->body, "[[%u,%u,%u]]", &r, &g, &b) != 3)
		die_msg(1, "no strip in '%s'", path);
	rgb[0] = (uint8_t)r;
	rgb[1] = (uint8_t)g;
	rgb[2] = (uint8_t)b;
	judge(path, rgb, 3, 3);
}

int
main(int argc, char *argv[])
{
	static void (*const polls[])(FILE *, struct answer *) = {
	    poll_raw, poll_json, poll_strip};
	struct answer a = {.body = NULL};
	unsigned long n = 0;
	int64_t end;
	int port;
	FILE *f;

	diag_init(argv[0]);
	if (argc != 3)
		die_msg(64, "usage: poll port seconds");
	port = (int)strtol(argv[1], NULL, 10);
	f = fdopen(dial(port), "r+");
	end = clock_ms() + strtol(argv[2], NULL, 10) * 1000;
	for (; clock_ms() < end; n++) {
		/* the server ends a connection after so many requests */
		if (n % 900 == 899) {
			fclose(f);
			f = fdopen(dial(port), "r+");
		}
		polls[n % 3](f, &a);
	}
	fclose(f);
	free(a.body);
	printf("%lu\n", n);
	return 0;
}
