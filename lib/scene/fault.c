#include <sysexits.h>

#include "scene/fault.h"

/* Of an exit status that several have, the first is meant. */
static const struct {
	const char *code;
	int exit;
	bool retry;
} faults[FAULT_COUNT] = {
    [FAULT_NONE] = {"none", EX_OK, false},
    [FAULT_INPUT] = {"bad_input", EX_DATAERR, false},
    [FAULT_FORMAT] = {"unknown_format", EX_DATAERR, false},
    [FAULT_TOO_LARGE] = {"too_large", EX_DATAERR, false},
    [FAULT_NO_INPUT] = {"no_input", EX_NOINPUT, false},
    [FAULT_REFUSED] = {"refused", EX_UNAVAILABLE, false},
    [FAULT_INTERNAL] = {"internal", EX_SOFTWARE, false},
    [FAULT_STORAGE] = {"storage", EX_CANTCREAT, true},
    [FAULT_UNAVAILABLE] = {"unavailable", EX_TEMPFAIL, true},
    [FAULT_TIMEOUT] = {"timeout", EX_TEMPFAIL, true},
    [FAULT_ZONES] = {"too_many_zones", EX_DATAERR, false},
    [FAULT_SUPERSEDED] = {"superseded", EX_OK, false},
};

int
fault_exit(enum fault fault)
{
	return faults[fault].exit;
}

const char *
fault_code(enum fault fault)
{
	return faults[fault].code;
}

enum fault
fault_from_exit(int status)
{
	enum fault fault = FAULT_NONE;

	if (status == EX_IOERR)
		return FAULT_STORAGE;
	while (fault < FAULT_COUNT && faults[fault].exit != status)
		fault++;
	return fault < FAULT_COUNT ? fault : FAULT_INTERNAL;
}

bool
fault_retry(enum fault fault)
{
	return faults[fault].retry;
}
