/*
 * conf.h - the one table of configuration.
 *
 * A value is read from the environment, else from the file that AMB_CONFIG
 * names (KEY=VALUE lines, as systemd's EnvironmentFile), else from
 * conf_table, which amb.conf(5) documents.  Secrets may instead be in the first
 * line of a file that KEY_FILE names.  A setting that was renamed has an alias,
 * which counts unless the new name is given, in either place.  Values are
 * checked when they are loaded, never later.
 */
#ifndef AMB_CONF_CONF_H
#define AMB_CONF_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "conf/conf_table.h"

/*
 * conf_load_or_die(spool): read and check all settings; the first act of a tool
 * after its options.  spool, when not NULL, is the -d option and wins over
 * AMB_SPOOL.  Exits 78 and names the key when a value does not parse, is out of
 * range, or an AMB_ name is unknown.
 */
void conf_load_or_die(const char *spool);

/*
 * conf_str(key), conf_int(key), conf_num(key): the value, which stays owned
 * by this module.  conf_str is never NULL; an unset secret is "".  A
 * BOOL is 1 or 0.
 */
const char *conf_str(enum conf_key key);
int conf_int(enum conf_key key);
double conf_num(enum conf_key key);

/*
 * conf_given(key): whether it is set in the environment or the file; else it
 * has its default.
 */
bool conf_given(enum conf_key key);

/*
 * conf_name(key): the name of a setting.
 * conf_is_path(key), conf_is_secret(key): whether it is a path, a secret.
 */
const char *conf_name(enum conf_key key);
bool conf_is_path(enum conf_key key);
bool conf_is_secret(enum conf_key key);

/*
 * conf_grid(key, width, height): the two sides of a WxH value.
 */
void conf_grid(enum conf_key key, int *width, int *height);

/*
 * conf_read_share(name, max): a text file below AMB_SHARE, and a NUL, in memory
 * that the caller frees; NULL with errno, EFBIG when it has more than max
 * bytes.
 */
char *conf_read_share(const char *name, size_t max);

#endif /* AMB_CONF_CONF_H */
