/*
 * follow.h - wait for changes of the state of a zone.
 */
#ifndef AMB_SHOW_FOLLOW_H
#define AMB_SHOW_FOLLOW_H

/*
 * follow_open(folder): watch a state folder.  Returns a descriptor, or -1 with
 * errno.
 */
int follow_open(const char *folder);

/*
 * follow_wait(fd, ms): wait until the state has changed, or for ms
 * milliseconds; -1 is forever.  Returns 0, or -1 with errno.
 */
int follow_wait(int fd, int ms);

#endif /* AMB_SHOW_FOLLOW_H */
