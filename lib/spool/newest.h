/*
 * newest.h - the greatest id that a spool has accepted.
 *
 * With it a clock that is set back by up to ULID_AHEAD_MS makes no id that is
 * older than what was accepted before; by more, the rule of ulid.h helps.  The
 * file is not synced: after a power cut only that protection may be missing.
 *
 * For spool.c; others call spool_raise_ids() and spool_note_id().  root is the
 * open folder of the spool.
 */
#ifndef AMB_SPOOL_NEWEST_H
#define AMB_SPOOL_NEWEST_H

/* newest_raise(root): ulid_raise() to the id that is kept, if there is one. */
void newest_raise(int root);

/*
 * newest_note(root, id): keep a valid id when it is greater than the one that
 * is kept, or that one is from a wrong clock.  Keeps errno; a failure means
 * that the id is not kept.
 */
void newest_note(int root, const char *id);

#endif /* AMB_SPOOL_NEWEST_H */
