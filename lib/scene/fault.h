/*
 * fault.h - what can go wrong with a scene, by name, exit status and retry.
 *
 * The same fault has the same name in errors[].code, the same exit status and
 * the same answer to "may it go better later" in every tool.
 */
#ifndef AMB_SCENE_FAULT_H
#define AMB_SCENE_FAULT_H

#include <stdbool.h>

/* What can go wrong. */
enum fault {
	FAULT_NONE,
	FAULT_INPUT,	 /* bad_input: the scene or the picture is at fault */
	FAULT_FORMAT,	 /* unknown_format: not a kind of picture taken */
	FAULT_TOO_LARGE, /* too_large: more bytes or pixels than allowed */
	FAULT_NO_INPUT,	 /* no_input: a file that the scene names is missing */
	FAULT_REFUSED,	 /* refused: a service says no for good */
	FAULT_INTERNAL,	 /* internal: our bug, or a helper's */
	FAULT_STORAGE,	 /* storage: the spool cannot be written */
	FAULT_TIMEOUT,	 /* timeout: a deadline passed */
	FAULT_UNAVAILABLE, /* unavailable: a service may answer later */
	FAULT_SUPERSEDED,  /* superseded: a newer instruction took its place */
	FAULT_COUNT
};

/* fault_exit(fault): the exit status of sysexits.h that tells it. */
int fault_exit(enum fault fault);

/* fault_code(fault): its name in errors[].code. */
const char *fault_code(enum fault fault);

/* fault_from_exit(status): the fault that a tool's exit status tells. */
enum fault fault_from_exit(int status);

/* fault_retry(fault): whether the same may succeed later. */
bool fault_retry(enum fault fault);

#endif /* AMB_SCENE_FAULT_H */
