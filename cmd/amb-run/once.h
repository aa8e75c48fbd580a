/*
 * once.h - the line in the foreground, for who waits for its end.
 */
#ifndef AMB_RUN_ONCE_H
#define AMB_RUN_ONCE_H

/*
 * once_run(): take each line of stdin, a scene or a text, through the line and
 * write the scene that comes of it to stdout.  Each stage runs once.
 * Returns the exit status: that of the worst stage, see stage_main().
 */
int once_run(void);

#endif /* AMB_RUN_ONCE_H */
