/*
 * conf_table.h - the rows of the table that conf.h speaks of.
 */
#ifndef AMB_CONF_TABLE_H
#define AMB_CONF_TABLE_H

#include "conf.h"

enum conf_kind { TEXT, WORDS, PATH, SECRET, INT, NUM, GRID, URL, BOOL };

struct conf_entry {
	const char *name;
	enum conf_kind kind;
	const char *value; /* the default; NULL: of a PATH, what home.h finds */
	double min;
	double max;
};

extern const struct conf_entry conf_table[CONF_COUNT];

/*
 * conf_checked(entry, text): text, or "1" or "0" for a BOOL, when it is a value
 * of that row; exits 78 and says what it must be when it is not.
 */
const char *conf_checked(const struct conf_entry *entry, const char *text);

#endif /* AMB_CONF_TABLE_H */
