/*
 * group.h - several requests, one transaction.
 *
 * What they change is in the store, and in the files of state/, before any of
 * them is answered.  When it cannot be stored none of it is kept, and each is
 * done on its own.  The caller is the writer, see record.h, and the store is
 * open.
 */
#ifndef AMB_PUBLISH_GROUP_H
#define AMB_PUBLISH_GROUP_H

#include <stddef.h>

#include "json/text.h"

enum { GROUP_MAX = 1024 }; /* requests */

struct group_request {
	const char *verb; /* "publish", "strip/ZONE/ID" */
	const char *arg;  /* JSON, arg_len bytes */
	size_t arg_len;
	/* the answer */
	int status;	    /* an exit status */
	struct text answer; /* an object; the caller frees it */
};

/*
 * group_parse(line, len): the request in a line "VERB JSON", which it cuts in
 * two; without JSON it is {}.  line ends with a NUL.
 */
struct group_request group_parse(char *line, size_t len);

/*
 * group_run(requests, n): do n, at most GROUP_MAX, and fill their answers.
 * group_end(): after they were sent, and before the next.
 */
void group_run(struct group_request *requests, int n);
void group_end(void);

#endif /* AMB_PUBLISH_GROUP_H */
