/*
 * command.h - received messages that amb-publish carries out: power,
 * brightness, kept scenes and history.
 */
#ifndef AMB_MQTT_COMMAND_H
#define AMB_MQTT_COMMAND_H

#include <stddef.h>

#include "request.h"

struct command;

/*
 * command_next(c): the commands in turn, NULL for the first and after the last.
 * command_topic(c): the end of its topic, after PREFIX/ZONE/.
 */
const struct command *command_next(const struct command *c);
const char *command_topic(const struct command *c);

/* command_do(c, r, data, len): carry out a message, or report why not. */
void command_do(const struct command *c, const struct request *r,
    const char *data, size_t len);

#endif /* AMB_MQTT_COMMAND_H */
