#include <string.h>

#include "words/lexfile.h"

static const char *const names[LEX_SLOT_COUNT] = {
    [LEX_NONE] = "none",
    [LEX_COLOR] = "color",
    [LEX_THEME] = "theme",
    [LEX_EMOJI] = "emoji",
    [LEX_PART] = "part",
    [LEX_SHOW] = "show",
    [LEX_ONLY] = "only",
    [LEX_NOT] = "not",
    [LEX_TURN] = "turn",
    [LEX_KEEP] = "keep",
    [LEX_MODE] = "mode",
    [LEX_SHADE] = "shade",
    [LEX_DEGREE] = "degree",
    [LEX_BRIGHT] = "bright",
    [LEX_SPEED] = "speed",
    [LEX_WARM] = "warm",
    [LEX_SOFT] = "soft",
    [LEX_VIVID] = "vivid",
    [LEX_DEEP] = "deep",
    [LEX_POWER] = "power",
    [LEX_QUANTITY] = "quantity",
    [LEX_MOVE] = "move",
    [LEX_UNIT] = "unit",
    [LEX_PERCENT] = "percent",
    [LEX_MARK] = "mark",
    [LEX_ARTICLE] = "article",
    [LEX_CLAUSE] = "clause",
    [LEX_SAFETY] = "safety",
    [LEX_OTHER] = "other",
};

const char *
lex_slot_name(enum lex_slot slot)
{
	return names[slot];
}

int
lex_slot_find(const char *name)
{
	int slot;

	for (slot = 0; slot < LEX_SLOT_COUNT; slot++)
		if (strcmp(names[slot], name) == 0)
			return slot;
	return -1;
}
