#include <fontconfig/fontconfig.h>
#include <string.h>

#include "base/utf8.h"
#include "image/font.h"

/* They change how others are drawn and need no glyph of their own. */
static bool
needs_no_glyph(uint32_t c)
{
	return c == 0x200d || c == 0x20e3 || (c >= 0xfe00 && c <= 0xfe0f) ||
	       (c >= 0xe0020 && c <= 0xe007f);
}

static FcCharSet *
characters(const char *text)
{
	FcCharSet *set = FcCharSetCreate();
	size_t left = strlen(text);
	uint32_t c;
	int n;

	while (left > 0 && (n = utf8_next(text, left, &c)) > 0) {
		if (!needs_no_glyph(c))
			FcCharSetAddChar(set, c);
		text += n;
		left -= (size_t)n;
	}
	return set;
}

bool
font_covers(const char *family, const char *text)
{
	FcPattern *want = FcPatternCreate();
	FcObjectSet *fields = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
	FcCharSet *set = characters(text);
	FcFontSet *found;
	bool any;

	if (family != NULL)
		FcPatternAddString(want, FC_FAMILY, (const FcChar8 *)family);
	FcPatternAddCharSet(want, FC_CHARSET, set);
	found = FcFontList(NULL, want, fields);
	any = found != NULL && found->nfont > 0;
	if (found != NULL)
		FcFontSetDestroy(found);
	FcCharSetDestroy(set);
	FcObjectSetDestroy(fields);
	FcPatternDestroy(want);
	return any;
}
