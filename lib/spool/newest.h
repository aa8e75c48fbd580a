/*
 * newest.h - the greatest id that a spool has accepted, and the first that it
 * accepted after a clock that was ahead had been set right.
 *
 * With the one a clock that is set back by up to ULID_AHEAD_MS makes no id that
 * is older than what was accepted before; by more, the rule of ulid.h helps,
 * which needs the other.  Both are in one file.  It is not synced: without it
 * instructions are accepted and done all the same.
 *
 * For spool.c, and for a program that has no configuration; others call
 * spool_raise_ids() and spool_note_id().  root is the open folder of the spool.
 */
#ifndef AMB_SPOOL_NEWEST_H
#define AMB_SPOOL_NEWEST_H

/* newest_raise(root): tell ulid.h, ulid_raise() and ulid_set_right(). */
void newest_raise(int root);

/*
 * newest_note(root, id): keep a valid id when it is greater than the one that
 * is kept, or that one is from a wrong clock, which then has been set right.
 * Keeps errno; a failure means that the id is not kept.
 */
void newest_note(int root, const char *id);

#endif /* AMB_SPOOL_NEWEST_H */
