/*
 * paths.h - where this copy of amb lives.
 *
 * The same binaries run from a checkout and after make install: they search
 * around the folder that they are in.  Installed, tools are in bin/, helpers in
 * libexec/amb/, data is in share/amb/ and the spool is /var/spool/amb.  In a
 * checkout tools and helpers are in bin/, data is in etc/ and the spool is
 * spool/.
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
