/*
 * order.h - orders of Home Assistant to the lights of a zone.
 *
 * Power and brightness are changed by amb-publish at once; colour and effect
 * make a job in queue/, like a request to amb-cgi.
 */
#ifndef AMB_MQTT_ORDER_H
#define AMB_MQTT_ORDER_H

#include <stddef.h>

#include "request.h"
#include "retained.h"

/*
 * order_strip(r, z, data, len), order_matrix(...): carry out an order, or
 * report why not.  z is the zone, or NULL when there is none.
 */
void order_strip(const struct request *r, struct retained_zone *z,
    const char *data, size_t len);
void order_matrix(const struct request *r, struct retained_zone *z,
    const char *data, size_t len);

#endif /* AMB_MQTT_ORDER_H */
