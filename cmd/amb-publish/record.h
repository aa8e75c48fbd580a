/*
 * record.h - publish.lock: the one writer of state/, and how its files stand.
 *
 * The file holds "clean", or the boot of the machine and the zones whose files
 * are being written.  It is not synced, so after a power cut nothing that it
 * holds but "clean" counts.
 */
#ifndef AMB_PUBLISH_RECORD_H
#define AMB_PUBLISH_RECORD_H

#include <stdbool.h>

#include "scene/scene.h"

enum { RECORD_ZONES = 1024 };

enum record_state {
	RECORD_CLEAN,  /* all files are as the store has it, and on disk */
	RECORD_KNOWN,  /* all but those of the zones that are listed */
	RECORD_UNKNOWN /* any may be old or torn */
};

/* A list of zones, each once. */
struct record_zones {
	int n;
	char names[RECORD_ZONES][SCENE_ZONE_MAX + 1];
};

/*
 * record_take(ms): become the writer; wait for at most ms.  Returns 0, 1 when
 * another is, or -1 with errno.
 * record_release(): stop being it.
 */
int record_take(int ms);
void record_release(void);

/*
 * record_read(zones): how the files stand, which after record_take() is for
 * the writer to mend.  With RECORD_KNOWN, zones are those to be written again.
 */
enum record_state record_read(struct record_zones *zones);

/*
 * record_dirty(zones): files of these zones will not agree with the store until
 * the next record_written().  These return 0, or -1 with errno.
 */
int record_dirty(const struct record_zones *zones);
int record_written(void);

/*
 * record_use(): the same as record_written(), on disk: before the first change
 * after RECORD_CLEAN.
 * record_unknown(): all files are to be written again.
 */
int record_use(void);
int record_unknown(void);

/* record_clean(): all files are right; sync them, and note that. */
int record_clean(void);

#endif /* AMB_PUBLISH_RECORD_H */
