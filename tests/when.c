/*
 * when - read lines "TZ NOW JSON", NOW as seconds since 1970, and print when
 * that is due, as UTC, and the sentence that says so; or why it is refused.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/diag.h"
#include "json/msg.h"
#include "scene/when_say.h"

static void
print(const char *tz, int64_t now_ms, const jv *msg)
{
	char say[WHEN_SAY_MAX];
	char due[32];
	char why[WHY_MAX];
	struct when w;
	struct tm tm;
	time_t t;

	if (when_read(msg, tz, now_ms, &w, why) == -1) {
		printf("%s\n", why);
		return;
	}
	t = (time_t)(w.due_ms / 1000);
	gmtime_r(&t, &tm);
	strftime(due, sizeof(due), "%Y-%m-%dT%H:%M:%SZ", &tm);
	when_say(msg, &w, tz, now_ms, say);
	printf("%s|%s\n", due, say);
}

int
main(int argc, char *argv[])
{
	char line[16384];
	char tz[128];
	long long now_s;
	int n;
	jv msg;

	(void)argc;
	diag_init(argv[0]);
	while (fgets(line, sizeof(line), stdin) != NULL) {
		if (sscanf(line, "%127s %lld %n", tz, &now_s, &n) != 2)
			die_msg(64, "bad line '%s'", line);
		msg = msg_parse(line + n, strlen(line + n));
		print(strcmp(tz, "-") == 0 ? "" : tz, now_s * 1000, &msg);
		jv_free(msg);
	}
	return stdout_close();
}
