/*
 * frames.h - the frames of all strips, if they are wanted, on a shared clock.
 */
#ifndef AMB_FRAMES_H
#define AMB_FRAMES_H

/*
 * frames_send(): publish a frame of each zone's strip when one is due; one that
 * would only wait is not made.
 * Returns in how many milliseconds the next is, -1 when none is wanted.
 */
int frames_send(void);

#endif /* AMB_FRAMES_H */
