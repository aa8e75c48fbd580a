/*
 * retained.h - the state of every zone, which the broker retains for clients
 * that connect later.
 *
 * Only the newest state is published: an event marks its zone as changed, so
 * a backlog of events does not publish old states.
 */
#ifndef AMB_MQTT_RETAINED_H
#define AMB_MQTT_RETAINED_H

#include <stdbool.h>

#include <jv.h>

#include "broker.h"
#include "light/frame.h"
#include "light/output.h"
#include "scene/scene.h"

enum { RETAINED_VERSION_MAX = 96 };

struct retained_zone {
	struct retained_zone *next;
	char name[SCENE_ZONE_MAX + 1];
	jv command;   /* of its strip, published or queued; invalid: none */
	double level; /* its last brightness that was not 0, in (0, 1] */
	struct output output;	    /* published */
	struct frame_source frames; /* of its strip, for the stream */
	bool has_frames;
	/* of retained.c */
	bool marked; /* the state may have changed */
	/* versions that the broker has */
	char matrix[RETAINED_VERSION_MAX];
	char strip[RETAINED_VERSION_MAX];
	char power[RETAINED_VERSION_MAX];
	char brightness[RETAINED_VERSION_MAX];
};

/* All zones; all zero is none. */
struct retained {
	struct retained_zone *first;
};

/*
 * retained_restart(r, broker): mark all zones, as the connection is new or Home
 * Assistant has started.  Exits 71 on lack of memory, as retained_observe()
 * does.
 */
void retained_restart(struct retained *r, struct broker *broker);

/* retained_observe(r, event): mark the zone of an event.  Borrows it. */
void retained_observe(struct retained *r, const jv *event);

/* retained_send(r, broker): publish the changed parts of the marked zones. */
void retained_send(struct retained *r, struct broker *broker);

/* retained_find(r, name): the zone of that name, or NULL. */
struct retained_zone *retained_find(const struct retained *r, const char *name);

/*
 * retained_set_command(z, command): set the command of its strip, which may be
 * queued and not yet in its state, so that later orders change it.  Consumes
 * command.
 */
void retained_set_command(struct retained_zone *z, jv command);

void retained_free(struct retained *r);

#endif /* AMB_MQTT_RETAINED_H */
