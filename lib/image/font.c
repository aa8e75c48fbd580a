#include <fontconfig/fontconfig.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "image/font.h"

/*
 * Where distributions keep fonts.  The whole configuration of a machine is a
 * hundred files, which take ten times as long to read.
 */
static const char usual_folders[] =
    "<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<dir prefix=\"xdg\">fonts</dir><dir>~/.fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir>"
    "<cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>";

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

/* The configuration of this machine. */
static FcConfig *
machine(void)
{
	return FcInit() ? FcConfigGetCurrent() : NULL;
}

/* The fonts in the usual folders; those of the machine if it names others. */
static FcConfig *
usual(void)
{
	static FcConfig *config;

	if (getenv("FONTCONFIG_FILE") != NULL ||
	    getenv("FONTCONFIG_PATH") != NULL ||
	    getenv("FONTCONFIG_SYSROOT") != NULL)
		return machine();
	if (config == NULL) {
		config = FcConfigCreate();
		FcConfigParseAndLoadFromMemory(
		    config, (const FcChar8 *)usual_folders, FcFalse);
		FcConfigBuildFonts(config);
	}
	return config;
}

static bool
locate(const FcPattern *found, struct font *font)
{
	FcChar8 *path;

	if (FcPatternGetString(found, FC_FILE, 0, &path) != FcResultMatch ||
	    FcPatternGetInteger(found, FC_INDEX, 0, &font->index) !=
		FcResultMatch)
		return false;
	return snprintf(font->path, sizeof(font->path), "%s",
		   (const char *)path) < (int)sizeof(font->path);
}

/* A font of that family, whatever its style. */
static bool
find_family(FcConfig *config, const char *family, const FcCharSet *set,
    struct font *font)
{
	FcPattern *want = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family,
	    FC_CHARSET, FcTypeCharSet, set, (char *)NULL);
	FcObjectSet *fields = FcObjectSetBuild(FC_FILE, FC_INDEX, (char *)NULL);
	FcFontSet *found = FcFontList(config, want, fields);
	bool any =
	    found != NULL && found->nfont > 0 && locate(found->fonts[0], font);

	if (found != NULL)
		FcFontSetDestroy(found);
	FcObjectSetDestroy(fields);
	FcPatternDestroy(want);
	return any;
}

/* Of all fonts, in the order in which this machine prefers them. */
static bool
find_any(FcConfig *config, const FcCharSet *set, struct font *font)
{
	FcPattern *want = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, "Sans",
	    FC_WEIGHT, FcTypeInteger, FC_WEIGHT_BOLD, (char *)NULL);
	FcFontSet *found;
	FcCharSet *has;
	FcResult result;
	bool any = false;
	int i;

	FcConfigSubstitute(config, want, FcMatchPattern);
	FcDefaultSubstitute(want);
	found = FcFontSort(config, want, FcFalse, NULL, &result);
	for (i = 0; found != NULL && i < found->nfont && !any; i++)
		any = FcPatternGetCharSet(found->fonts[i], FC_CHARSET, 0,
			  &has) == FcResultMatch &&
		      FcCharSetIsSubset(set, has) &&
		      locate(found->fonts[i], font);
	if (found != NULL)
		FcFontSetDestroy(found);
	FcPatternDestroy(want);
	return any;
}

bool
font_find(const char *family, const char *text, struct font *font)
{
	FcCharSet *set = characters(text);
	bool found = family == NULL
			 ? find_any(machine(), set, font)
			 : find_family(usual(), family, set, font) ||
			       find_family(machine(), family, set, font);

	FcCharSetDestroy(set);
	return found;
}
