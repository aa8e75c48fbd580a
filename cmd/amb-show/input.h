/*
 * input.h - find what is to be shown: a file, standard input or the state.
 *
 * Every function exits when there is nothing to show: 65 for bad input, 66 for
 * a missing file, 74 when it cannot be read.
 */
#ifndef AMB_SHOW_INPUT_H
#define AMB_SHOW_INPUT_H

#include "view.h"

/*
 * input_state_path(zone): the state folder of a zone, or of main for NULL; the
 * caller frees it.
 */
char *input_state_path(const char *zone);

/* input_folder(v, path): read a state folder. */
void input_folder(struct view *v, const char *path);

/*
 * input_read(v, path, zone): read the file or state folder path; standard input
 * for "-".  Without a path (NULL): what is piped in, and when that is nothing,
 * a terminal, or a zone is given (not NULL), the state of the zone.
 */
void input_read(struct view *v, const char *path, const char *zone);

#endif /* AMB_SHOW_INPUT_H */
