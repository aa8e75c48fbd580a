/*
 * version.h - which amb this is: the text of the file VERSION.
 */
#ifndef AMB_BASE_VERSION_H
#define AMB_BASE_VERSION_H

extern const char amb_version[];

#endif /* AMB_BASE_VERSION_H */
