/*
 * input.h - read what is shown: a file, standard input or the state.
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
 * input_read(v, path, zone): read the file or state folder path, or standard
 * input for "-".  For NULL: the state of zone when zone is not NULL, or when
 * standard input is a terminal or empty; else standard input.
 */
void input_read(struct view *v, const char *path, const char *zone);

#endif /* AMB_SHOW_INPUT_H */
