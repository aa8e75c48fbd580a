/*
 * wire.h - the lines between amb-publish -f and those that ask it.
 *
 * A request is a line "VERB JSON" or "VERB/ZONE/ID JSON", an answer a line
 * "STATUS JSON", STATUS being an exit status; see amb-publish(1).
 */
#ifndef AMB_SPOOL_WIRE_H
#define AMB_SPOOL_WIRE_H

#include <stddef.h>

enum {
	PUBLISHER_STATUS_MAX = 8, /* bytes before the object of an answer */
	PUBLISHER_VERB_MAX = 128  /* bytes before that of a request */
};

/*
 * publisher_connect(dir, seconds): a connection to the resident amb-publish of
 * the spool whose open folder is dir, on which no read and no write waits
 * longer (EAGAIN); or -1 with errno.
 */
int publisher_connect(int dir, int seconds);

/*
 * publisher_parse(line, len, json, json_len): the status and the text of an
 * answer; -1 when it is none.
 */
int publisher_parse(
    char *line, size_t len, const char **json, size_t *json_len);

#endif /* AMB_SPOOL_WIRE_H */
