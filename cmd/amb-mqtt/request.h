/*
 * request.h - what a received message asks for, handed on.
 *
 * A change takes the time that amb-publish needs; meanwhile nothing is sent.
 */
#ifndef AMB_MQTT_REQUEST_H
#define AMB_MQTT_REQUEST_H

#include <jv.h>

/* Where a message came from. */
struct request {
	const char *topic; /* all of it */
	const char *zone;
};

/*
 * Each function below reports a refusal as one line on stderr, and returns 0,
 * or -1 when it was refused.
 *
 * request_refuse(r, bad): the message of bad, which is consumed.
 * request_queue(r, scene): as a job for amb-run, of the zone; an invalid scene
 * is refused with its message.  Consumes scene.
 * request_publish(r, verb, arg): by amb-publish at once, with the zone and a
 * new id as members more.  Consumes arg.
 */
int request_refuse(const struct request *r, jv bad);
int request_queue(const struct request *r, jv scene);
int request_publish(const struct request *r, const char *verb, jv arg);

#endif /* AMB_MQTT_REQUEST_H */
