/*
 * home.h - where this copy of amb lives.
 *
 * The same binaries run from a checkout and after make install: they look
 * around the folder that they were started from.  Installed, data is in
 * ../share/amb, helpers in ../libexec/amb and the spool is /var/spool/amb.  In
 * a checkout data is in etc/, helpers in the same folder and the spool is
 * spool/ at the top.
 */
#ifndef AMB_HOME_H
#define AMB_HOME_H

/*
 * home_path(name): the default of AMB_SPOOL, AMB_SHARE, AMB_BINDIR or
 * AMB_LIBEXEC.  The text is valid until the next call.
 */
const char *home_path(const char *name);

#endif /* AMB_HOME_H */
