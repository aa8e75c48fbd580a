/*
 * font.h - which fonts this machine has, and where.
 */
#ifndef AMB_IMAGE_FONT_H
#define AMB_IMAGE_FONT_H

#include <limits.h>
#include <stdbool.h>

struct font {
	char path[PATH_MAX];
	int index; /* of the face in the file */
};

/*
 * font_find(family, text, font): set *font to one of that family, or to any,
 * a bold sans-serif first, when it is NULL, that has every character of text,
 * which is valid UTF-8.  Joiners, variation selectors and tags are not looked
 * for.  Returns whether there is one.
 */
bool font_find(const char *family, const char *text, struct font *font);

#endif /* AMB_IMAGE_FONT_H */
