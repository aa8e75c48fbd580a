/*
 * paths.h - where this copy of amb lives.
 *
 * The same binaries run from a checkout and after make install: they look
 * around the folder that they were started from.  Installed, data is in
 * ../share/amb, helpers in ../libexec/amb and the spool is /var/spool/amb.  In
 * a checkout data is in etc/, helpers in the same folder and the spool is
 * spool/ at the top.
 */
#ifndef AMB_CONF_PATHS_H
#define AMB_CONF_PATHS_H

enum path { PATH_SPOOL, PATH_SHARE, PATH_BINDIR, PATH_LIBEXEC, PATH_COUNT };

/*
 * paths_default(which): where that folder is unless a setting says otherwise.
 * The text is valid until the next call.
 */
const char *paths_default(enum path which);

#endif /* AMB_CONF_PATHS_H */
