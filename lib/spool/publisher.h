/*
 * publisher.h - ask amb-publish, resident or not; see amb-publish(1).
 *
 * A request is a line "VERB JSON", an answer a line "STATUS JSON", STATUS being
 * an exit status.  To ask the same again is safe: a scene, and an undo with an
 * id, is done once.
 */
#ifndef AMB_SPOOL_PUBLISHER_H
#define AMB_SPOOL_PUBLISHER_H

#include <stddef.h>

#include <jv.h>

enum {
	PUBLISHER_ANSWER_S = 20,  /* that an answer is waited for */
	PUBLISHER_STATUS_MAX = 8, /* bytes before the object of an answer */
	PUBLISHER_VERB_MAX = 16	  /* bytes before that of a request */
};

/*
 * publisher_ask(verb, arg, answer): ask the resident amb-publish; when there is
 * none, or it ends before it has answered, run one.  Consumes arg.  Returns the
 * exit status, and sets *answer to the object that came with it; 75 when none
 * came in time, 71 when none could be run: *answer is then {"detail"}.
 */
int publisher_ask(const char *verb, jv arg, jv *answer);

/*
 * publisher_resident(verb, arg, seconds, answer): the same of the resident one
 * alone, which must answer within so many seconds; -1 when there is none, or it
 * ends before it has answered.
 */
int publisher_resident(const char *verb, jv arg, int seconds, jv *answer);

/*
 * publisher_connect(seconds): a connection to the resident amb-publish, on
 * which no read and no write waits longer (EAGAIN); or -1 with errno.
 */
int publisher_connect(int seconds);

/*
 * publisher_send(fd, data, len): send all of it there, without SIGPIPE when it
 * has ended meanwhile.  Returns 0, or -1 with errno.
 */
int publisher_send(int fd, const void *data, size_t len);

/*
 * publisher_parse(line, len, json, json_len): the status and the text of an
 * answer; -1 when it is none.
 */
int publisher_parse(
    char *line, size_t len, const char **json, size_t *json_len);

#endif /* AMB_SPOOL_PUBLISHER_H */
