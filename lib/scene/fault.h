/*
 * fault.h - what can go wrong with a scene: code, exit status, retry.
 *
 * A fault has the same errors[].code, exit status and errors[].retry in every
 * tool.
 */
#ifndef AMB_SCENE_FAULT_H
#define AMB_SCENE_FAULT_H

#include <stdbool.h>

enum fault {
	FAULT_NONE,
	FAULT_INPUT,	 /* bad_input: the scene or the picture is at fault */
	FAULT_FORMAT,	 /* unknown_format: a picture of no accepted format */
	FAULT_TOO_LARGE, /* too_large: more bytes or pixels than allowed */
	FAULT_NO_INPUT,	 /* no_input: a file that the scene names is missing */
	FAULT_REFUSED,	 /* refused: a service refuses; a retry does not help */
	FAULT_INTERNAL,	 /* internal: a bug of ours or of a helper */
	FAULT_STORAGE,	 /* storage: the spool cannot be written */
	FAULT_UNAVAILABLE, /* unavailable: a service may answer later */
	FAULT_TIMEOUT,	   /* timeout: a deadline passed */
	FAULT_ZONES,	   /* too_many_zones: see AMB_ZONES_MAX */
	FAULT_SUPERSEDED,  /* superseded: a newer instruction replaces it */
	FAULT_COUNT
};

/* fault_exit(fault): its exit status, of sysexits.h. */
int fault_exit(enum fault fault);

/* fault_code(fault): its name in errors[].code. */
const char *fault_code(enum fault fault);

/* fault_from_exit(status): the fault that a tool's exit status stands for. */
enum fault fault_from_exit(int status);

/* fault_retry(fault): whether the same request may succeed later. */
bool fault_retry(enum fault fault);

#endif /* AMB_SCENE_FAULT_H */
