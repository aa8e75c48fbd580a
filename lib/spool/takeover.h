/*
 * takeover.h - fill an empty store from the files of a spool.
 *
 * From state/ZONE/scene.json, which every version keeps, and from what amb had
 * before 1.1: state/ZONE/history/, events/ and cursor/, which are then removed.
 */
#ifndef AMB_SPOOL_TAKEOVER_H
#define AMB_SPOOL_TAKEOVER_H

/*
 * takeover(): do it when the store has no zone and state/ has one.  The caller
 * is the one writer of the spool.  What cannot be read is reported and left
 * out.  Returns 0; -1 when the store cannot be written, see store_why().
 */
int takeover(void);

#endif /* AMB_SPOOL_TAKEOVER_H */
