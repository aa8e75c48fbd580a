/*
 * paths.h - where the folders of this copy of amb are.
 *
 * Every path is found from the folder of the program, so the same binaries run
 * from a checkout and after make install.
 */
#ifndef AMB_CONF_PATHS_H
#define AMB_CONF_PATHS_H

enum path { PATH_SPOOL, PATH_SHARE, PATH_BINDIR, PATH_LIBEXEC, PATH_COUNT };

/*
 * paths_default(which): where that folder is unless a setting names another.
 * The text is valid until the next call.
 */
const char *paths_default(enum path which);

#endif /* AMB_CONF_PATHS_H */
