/*
 * speech_output.h - words for what a plan changes of power and brightness.
 */
#ifndef AMB_PLAN_SPEECH_SPEECH_OUTPUT_H
#define AMB_PLAN_SPEECH_SPEECH_OUTPUT_H

#include "compose/plan.h"
#include "speech/speech_template.h"

/*
 * speech_output_group(in, plan): the group of templates for a plan that changes
 * power or brightness; NULL when it changes neither, or only the brightness of
 * a strip that changes in other ways too.
 */
const char *speech_output_group(
    const struct intent *in, const struct plan *plan);

/*
 * speech_output_words(in, plan, w): set w->parts, the parts that change, and
 * w->changes, what each becomes; w has the words for the light already.
 */
void speech_output_words(
    const struct intent *in, const struct plan *plan, struct speech_words *w);

#endif /* AMB_PLAN_SPEECH_SPEECH_OUTPUT_H */
