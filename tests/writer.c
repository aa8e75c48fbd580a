/*
 * writer - change a zone again and again, and log what was answered
 *
 * usage: writer [-p port] [-u percent] [-x file] zone seed first count log
 *
 * Sets the matrix, the strip or both of the zone to the one colour whose code
 * is the number of the change, from first on, or undoes: by amb-publish,
 * resident or not, as amb-run does; with -p over HTTP, where a third are
 * sentences for the zone ZONE-say, -u percent of the clients hang up at a
 * random moment, and none undoes: who hung up may be served after the next.  An
 * answer that comes when file exists counts for nothing.  Ends after count
 * changes or at SIGTERM.
 *
 * Appends to log a line "ZONE WHAT NUMBER ?" before a change and "... ok" when
 * its answer says that it was done.  WHAT is m, s, b (both) or u; a sentence is
 * a line "ZONE j ID ok".  See replay.c.  Prints how many hung up.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/diag.h"
#include "conf/conf.h"
#include "hangup.h"
#include "json/msg.h"
#include "light/matrix.h"
#include "scene/ulid.h"
#include "spool/publisher.h"
#include "spool/spool.h"

static struct {
	const char *zone;
	FILE *log;
	int port;	  /* 0: none */
	int hang_up;	  /* percent */
	const char *over; /* the file of -x, or NULL */
	int hung_up;	  /* how often */
	bool unsure;	  /* whether an undo before was done is not known */
} w;

static volatile sig_atomic_t stop;

static void
on_term(int signal)
{
	(void)signal;
	stop = 1;
}

static bool
is_over(void)
{
	return w.over != NULL && access(w.over, F_OK) == 0;
}

static void
put(char what, int n, const char *how)
{
	if (fprintf(w.log, "%s %c %d %s\n", w.zone, what, n, how) < 0 ||
	    fflush(w.log) != 0)
		die_errno(1, "cannot log");
}

static jv
color(int n)
{
	const uint8_t rgb[] = {
	    (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};

	return msg_rgb(rgb);
}

static jv
command(int n)
{
	jv c = msg_obj("rgb", color(n), NULL);

	return msg_obj("mode", jv_string("static"), "colors", JV_ARRAY(c),
	    "brightness", jv_number(1), "speed", jv_number(4), "led_count",
	    jv_number(60), NULL);
}

static jv
matrix(int n)
{
	static struct matrix m;
	size_t i;

	conf_grid(CONF_MATRIX, &m.width, &m.height);
	for (i = 0; i < matrix_bytes(&m); i++)
		m.rgb[i] = (uint8_t)(n >> (16 - i % 3 * 8));
	return matrix_json(&m);
}

static jv
scene(char what, int n, const char *id)
{
	const char *target = what == 'b'   ? "both"
			     : what == 's' ? "strip"
					   : "matrix";
	jv s = msg_obj("id", jv_string(id), "zone", jv_string(w.zone),
	    "instruction", jv_string("n"), "plan",
	    msg_obj("target", jv_string(target), NULL), NULL);

	if (what != 's')
		s = msg_set(s, "matrix", matrix(n));
	if (what != 'm')
		s = msg_set(s, "strip.command", command(n));
	return s;
}

/* By amb-publish.  Returns whether the answer says that it was done. */
static bool
publish(char what, int n)
{
	char id[ULID_LEN + 1];
	jv answer = jv_null();
	bool done;

	ulid_make(clock_ms(), id);
	if (what == 'u')
		done = publisher_ask("undo",
			   msg_obj("zone", jv_string(w.zone), "id",
			       jv_string(id), NULL),
			   &answer) == 0;
	else
		done = publisher_ask("publish", scene(what, n, id), &answer) ==
			   0 &&
		       (what == 's' || msg_true(&answer, "published.matrix")) &&
		       (what == 'm' || msg_true(&answer, "published.strip"));
	jv_free(answer);
	return done;
}

/* Returns the body of the answer, or NULL. */
static const char *
post(const char *path, const char *type, const void *body, size_t len)
{
	bool hang_up = random() % 100 < w.hang_up;

	w.hung_up += hang_up;
	return web_post(w.port, path, type, body, len, hang_up);
}

static bool
post_json(const char *path, jv body)
{
	size_t len;
	char *text = msg_text(body, &len);
	bool done = post(path, "application/json", text, len) != NULL;

	free(text);
	return done;
}

/* A GIF of one pixel. */
static bool
upload(const char *path, int n)
{
	static const char head[] =
	    "--XX\r\nContent-Disposition: form-data; name=\"file\"; "
	    "filename=\"a.gif\"\r\n\r\nGIF89a\1\0\1\0\x80\0\0";
	static const char tail[] = "\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
				   "\r\n--XX--\r\n";
	const char rgb[] = {(char)(n >> 16), (char)(n >> 8), (char)n};
	char body[256];
	size_t len = sizeof(head) - 1;

	memcpy(body, head, len);
	memcpy(body + len, rgb, 3);
	memcpy(body + len + 3, tail, sizeof(tail) - 1);
	len += 3 + sizeof(tail) - 1;
	return post(path, "multipart/form-data; boundary=XX", body, len) !=
	       NULL;
}

static bool
change_web(char what, int n)
{
	const char *name =
	    what == 's' ? "app/strip/command" : "matrix/downsample";
	char path[160];

	snprintf(path, sizeof(path), "/api/%s?zone=%s", name, w.zone);
	return what == 's' ? post_json(path, command(n)) : upload(path, n);
}

static void
say(void)
{
	static const char *const texts[] = {"红色", "a green tree", "蓝色的鱼"};
	char zone[80];
	char id[ULID_LEN + 1];
	const char *body;
	char *text;
	jv answer;
	size_t len;

	snprintf(zone, sizeof(zone), "%s-say", w.zone);
	text = msg_text(msg_obj("instruction", jv_string(texts[random() % 3]),
			    "zone", jv_string(zone), NULL),
	    &len);
	body = post("/api/voice/submit", "application/json", text, len);
	free(text);
	if (body == NULL)
		return;
	answer = msg_parse(body, strlen(body));
	if (msg_str(&answer, "id", id, sizeof(id)) == -1)
		die_msg(1, "an answer without an id: '%.200s'", body);
	jv_free(answer);
	if (!is_over())
		fprintf(w.log, "%s j %s ok\n", w.zone, id);
	fflush(w.log);
}

/* What comes after an undo of which nothing is known has a number. */
static void
change(int n)
{
	const char *kinds = w.port != 0 ? "ssmmjj" : "ssmmbu";
	char what = kinds[random() % 6];
	bool done;

	if (what == 'j') {
		say();
		return;
	}
	if (what == 'u' && w.unsure)
		what = 's';
	put(what, n, "?");
	done = w.port != 0 ? change_web(what, n) : publish(what, n);
	done = done && !is_over();
	if (done)
		put(what, n, "ok");
	w.unsure = what == 'u' && !done;
}

static void
usage(void)
{
	die_msg(64, "usage: writer [-p port] [-u percent] [-x file] zone "
		    "seed first count log");
}

static void
options(int argc, char *argv[])
{
	int opt;

	while ((opt = getopt(argc, argv, "p:u:x:")) != -1)
		if (opt == 'p')
			w.port = (int)strtol(optarg, NULL, 10);
		else if (opt == 'u')
			w.hang_up = (int)strtol(optarg, NULL, 10);
		else if (opt == 'x')
			w.over = optarg;
		else
			usage();
	if (argc - optind != 5)
		usage();
}

int
main(int argc, char *argv[])
{
	long n;
	long end;

	diag_init(argv[0]);
	options(argc, argv);
	argv += optind;
	w.zone = argv[0];
	w.unsure = true;
	srandom((unsigned)strtol(argv[1], NULL, 10));
	n = strtol(argv[2], NULL, 10);
	end = n + strtol(argv[3], NULL, 10);
	w.log = fopen(argv[4], "a");
	if (w.log == NULL)
		die_errno(1, "cannot open '%s'", argv[4]);
	conf_load_or_die(NULL);
	spool_open_or_die();
	signal(SIGTERM, on_term);
	signal(SIGPIPE, SIG_IGN);
	for (; n < end && stop == 0; n++)
		change((int)n);
	printf("%d hung up\n", w.hung_up);
	return stdout_close();
}
