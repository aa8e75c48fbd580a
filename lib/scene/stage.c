#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/clock.h"
#include "base/diag.h"
#include "base/utf8.h"
#include "json/msg.h"
#include "scene/stage.h"

int
stage_worse(int a, int b)
{
	if (a == EX_OK || (a == EX_TEMPFAIL && b != EX_OK))
		return b;
	return a;
}

/*
 * Read a line, without its newline, into buf[MSG_MAX + 1].  Returns its
 * length, MSG_MAX + 1 when it was longer (the rest is skipped), -1 at the end.
 */
static long
read_line(FILE *in, char *buf)
{
	long n = 0;
	int c;

	while ((c = getc_unlocked(in)) != EOF && c != '\n') {
		if (n < MSG_MAX)
			buf[n] = (char)c;
		if (n <= MSG_MAX)
			n++;
	}
	return c == EOF && n == 0 ? -1 : n;
}

static jv
parse(const struct stage *stage, char *line, size_t len)
{
	jv scene;

	if (len > 0 && len <= MSG_MAX && line[len - 1] == '\r')
		len--;
	if (!stage->text || line[0] == '{' || len > MSG_MAX) {
		scene = msg_parse(line, len);
		return jv_is_valid(scene) ? scene_check(scene) : scene;
	}
	if (!utf8_valid(line, len))
		return msg_bad("not UTF-8 text");
	line[len] = '\0';
	return scene_check(msg_obj("instruction", jv_string(line), NULL));
}

static jv
timed(const struct stage *stage, jv scene, enum fault *fault)
{
	int64_t start_ns = clock_elapsed_ns();
	char path[64];

	scene = stage->work(scene, fault, stage->ctx);
	if (stage->timing == NULL)
		return scene;
	snprintf(path, sizeof(path), "timings.%s", stage->timing);
	return msg_set(scene, path,
	    jv_number(
		round((double)(clock_elapsed_ns() - start_ns) / 1e5) / 1e4));
}

int
stage_main(const struct stage *stage)
{
	char *line = malloc(MSG_MAX + 1);
	enum fault fault;
	int worst = EX_OK;
	char why[WHY_MAX];
	long len;
	jv scene;

	if (line == NULL)
		die_errno(EX_OSERR, "cannot read standard input");
	while ((len = read_line(stdin, line)) != -1) {
		if (len == 0)
			continue;
		scene = parse(stage, line, (size_t)len);
		if (!jv_is_valid(scene)) {
			warn_msg("bad scene: %s",
			    msg_error(scene, why, sizeof(why)));
			worst = stage_worse(worst, EX_DATAERR);
			continue;
		}
		fault = FAULT_NONE;
		msg_write(timed(stage, scene, &fault), stdout);
		/* the reader may wait for each scene */
		if (fflush(stdout) == EOF)
			break;
		worst = stage_worse(worst, fault_exit(fault));
	}
	if (ferror(stdin)) {
		warn_errno("cannot read standard input");
		worst = stage_worse(worst, EX_IOERR);
	}
	free(line);
	return stage_worse(stdout_close(), worst);
}
