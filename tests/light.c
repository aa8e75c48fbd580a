/*
 * light - digests of the light of scenes, to be kept and compared
 *
 * reads	scenes of amb-plan | amb-strip		standard input
 * writes	three digests a scene			standard output
 *
 * The digests are of the plan, of strip.command and of its frames; "-" stands
 * for what a scene does not have.  Nothing else of a scene enters.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

#include "base/diag.h"
#include "base/hash.h"
#include "json/msg.h"
#include "light/effect.h"

enum { LEDS = 60 };

/* Milliseconds since 1970; no two are a whole number of cycles apart. */
static const int64_t instants[] = {-86399877, 0, 1, 37, 211, 489, 1013, 2741,
    7919, 31337, 104729, 1299709, 86400123, 999999937, 31556952019,
    951782400457, 1764000000123, 1764000000739, 1764000004211, 4102444799999};

static void
print_digest(jv value)
{
	char *text;

	if (!jv_is_valid(value)) {
		jv_free(value);
		printf("-");
		return;
	}
	text = msg_text(value, NULL);
	printf("%016" PRIx64, hash_text(text));
	free(text);
}

static void
print_frames(const jv *command)
{
	uint8_t rgb[LEDS * 3];
	uint64_t hash = HASH_FNV64_START;
	char why[WHY_MAX];
	struct strip strip;
	size_t i;

	if (!jv_is_valid(*command)) {
		printf("-");
		return;
	}
	if (strip_parse(command, "", &strip, why) == -1)
		die_msg(EX_DATAERR, "bad command: %s", why);
	for (i = 0; i < sizeof(instants) / sizeof(instants[0]); i++) {
		effect_frame(&strip, instants[i], LEDS, rgb);
		hash = hash_fnv64(hash, rgb, sizeof(rgb));
	}
	printf("%016" PRIx64, hash);
}

static void
print_scene(const jv *scene)
{
	jv command = msg_get(scene, "strip.command");

	print_digest(msg_get(scene, "plan"));
	printf("\t");
	print_digest(jv_copy(command));
	printf("\t");
	print_frames(&command);
	printf("\n");
	jv_free(command);
}

int
main(int argc, char *argv[])
{
	char *line = NULL;
	size_t size = 0;
	char why[WHY_MAX];
	ssize_t len;
	jv scene;

	(void)argc;
	diag_init(argv[0]);
	while ((len = getline(&line, &size, stdin)) != -1) {
		scene = msg_parse(line, (size_t)len);
		if (!jv_is_valid(scene))
			die_msg(EX_DATAERR, "bad scene: %s",
			    msg_error(scene, why, sizeof(why)));
		print_scene(&scene);
		jv_free(scene);
	}
	free(line);
	return stdout_close();
}
