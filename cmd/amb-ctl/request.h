/*
 * request.h - the members of a request, from the command line.
 */
#ifndef AMB_CTL_REQUEST_H
#define AMB_CTL_REQUEST_H

#include <jv.h>

#include "base/options.h"

enum { REQUEST_MEMBERS_MAX = 16 };

/*
 * request_read_or_die(options, zone, operands): the object of operands, which
 * end with NULL: "name=text" is a string, "name:=json" any other value; and of
 * zone, unless it is NULL.  It also has an id, so that it can be asked again.
 * Exits 64 when an operand is neither, 65 when its value is not UTF-8 or not
 * JSON.
 */
jv request_read_or_die(
    const struct options *options, const char *zone, char **operands);

#endif /* AMB_CTL_REQUEST_H */
