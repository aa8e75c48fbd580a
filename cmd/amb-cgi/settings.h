/*
 * settings.h - amb.conf and the environment, for lighttpd.
 */
#ifndef AMB_CGI_SETTINGS_H
#define AMB_CGI_SETTINGS_H

/*
 * settings_print(): the variables that lighttpd.conf builds on, in its own
 * syntax, on stdout.  Secrets are not among them.  Exits 78 when a value
 * cannot be written in that syntax.
 */
void settings_print(void);

#endif /* AMB_CGI_SETTINGS_H */
