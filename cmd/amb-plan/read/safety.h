/*
 * safety.h - sentences about danger, or about sleepiness at the wheel.
 */
#ifndef AMB_PLAN_READ_SAFETY_H
#define AMB_PLAN_READ_SAFETY_H

#include "words/match.h"

/* safety_is_alert(m): whether the sentence calls for the alert light. */
bool safety_is_alert(const struct match *m);

#endif /* AMB_PLAN_READ_SAFETY_H */
