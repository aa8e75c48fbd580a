/*
 * kept_name.h - names of kept scenes.
 */
#ifndef AMB_PUBLISH_KEPT_NAME_H
#define AMB_PUBLISH_KEPT_NAME_H

#include "answer.h"
#include "spool/kept.h"

/*
 * kept_name(arg, name, answer): the member name of arg in the normal form NFC:
 * 1 to KEPT_NAME_MAX characters, none of them '/', a control or a line break,
 * no blank at its ends, not "." or "..".  Returns 0; else refuses and returns
 * -1.
 */
int kept_name(const jv *arg, char name[KEPT_NAME_SIZE], struct answer *answer);

#endif /* AMB_PUBLISH_KEPT_NAME_H */
