#include <stdlib.h>
#include <string.h>

#include "light/strip.h"
#include "mk/word_values.h"
#include "words/lexfile.h"

enum { SCALE = LEX_BRIGHT }; /* for every scale, bright to deep */

/* Names of the values in word.tsv. */
static const struct {
	int slot;
	const char *name;
	int value;
} values[] = {
    {LEX_PART, "strip", PART_STRIP},
    {LEX_PART, "matrix", PART_MATRIX},
    {LEX_PART, "both", PART_BOTH},
    {LEX_PART, "light", PART_LIGHT},
    {LEX_PART, "ground", PART_GROUND},
    {LEX_PART, "all", PART_ALL},
    {LEX_TURN, "use", TURN_USE},
    {LEX_TURN, "into", TURN_INTO},
    {LEX_TURN, "swap", TURN_SWAP},
    {LEX_TURN, "to", TURN_TO},
    {LEX_TURN, "from", TURN_FROM},
    {LEX_TURN, "add", TURN_ADD},
    {LEX_TURN, "other", TURN_OTHER},
    {LEX_TURN, "undo", TURN_UNDO},
    {LEX_NOT, "request", NOT_REQUEST},
    {LEX_NOT, "state", NOT_STATE},
    {LEX_NOT, "before", NOT_BEFORE},
    {LEX_NONE, "skip", NONE_SKIP},
    {LEX_NONE, "ask", NONE_ASK},
    {LEX_SHADE, "light", SHADE_LIGHT},
    {LEX_SHADE, "pale", SHADE_PALE},
    {LEX_SHADE, "dark", SHADE_DARK},
    {LEX_SHADE, "vivid", SHADE_VIVID},
    {LEX_SHADE, "soft", SHADE_SOFT},
    {LEX_DEGREE, "bit", DEGREE_BIT},
    {LEX_DEGREE, "more", DEGREE_MORE},
    {LEX_DEGREE, "much", DEGREE_MUCH},
    {LEX_DEGREE, "very", DEGREE_VERY},
    {LEX_DEGREE, "too", DEGREE_TOO},
    {LEX_DEGREE, "so", DEGREE_SO},
    {LEX_DEGREE, "short", DEGREE_SHORT},
    {LEX_DEGREE, "most", DEGREE_MOST},
    {LEX_POWER, "on", 1},
    {LEX_POWER, "off", 0},
    {LEX_QUANTITY, "brightness", QUANTITY_BRIGHT},
    {LEX_QUANTITY, "speed", QUANTITY_SPEED},
    {LEX_QUANTITY, "kelvin", QUANTITY_KELVIN},
    {LEX_MOVE, "to", MOVE_TO},
    {LEX_MOVE, "step+", MOVE_STEP},
    {LEX_MOVE, "step-", -MOVE_STEP},
    {LEX_MOVE, "double+", MOVE_DOUBLE},
    {LEX_MOVE, "double-", -MOVE_DOUBLE},
    {LEX_MOVE, "end+", MOVE_END},
    {LEX_MOVE, "end-", -MOVE_END},
    {LEX_UNIT, "percent", UNIT_PERCENT},
    {LEX_UNIT, "second", UNIT_SECOND},
    {LEX_UNIT, "kelvin", UNIT_KELVIN},
    {LEX_UNIT, "led", UNIT_LED},
    {LEX_UNIT, "tenth", UNIT_TENTH},
    {LEX_MARK, "digit", MARK_DIGIT},
    {LEX_MARK, "char", MARK_CHAR},
    {LEX_MARK, "word", MARK_WORD},
    {LEX_SAFETY, "drowsy", SAFETY_DROWSY},
    {LEX_SAFETY, "tired", SAFETY_TIRED},
    {LEX_SAFETY, "danger", SAFETY_DANGER},
    {LEX_SAFETY, "drive", SAFETY_DRIVE},
    {LEX_SAFETY, "car", SAFETY_CAR},
    {LEX_SAFETY, "bed", SAFETY_BED},
    {LEX_SAFETY, "child", SAFETY_CHILD},
    {SCALE, "plain+", FORM_PLAIN},
    {SCALE, "plain-", -FORM_PLAIN},
    {SCALE, "more+", FORM_MORE},
    {SCALE, "more-", -FORM_MORE},
    {SCALE, "most+", FORM_MOST},
    {SCALE, "most-", -FORM_MOST},
    {SCALE, "call+", FORM_COMPLAINT},
    {SCALE, "call-", -FORM_COMPLAINT},
};

static int
named(int slot, const char *text)
{
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (values[i].slot == slot && strcmp(values[i].name, text) == 0)
			return values[i].value;
	return WORD_VALUE_BAD;
}

int
word_value(int slot, const char *text)
{
	enum strip_mode mode = strip_mode_find(text);

	if (slot == LEX_MODE)
		return mode == STRIP_MODES ? WORD_VALUE_BAD : (int)mode;
	if (slot >= LEX_BRIGHT && slot <= LEX_DEEP)
		return named(SCALE, text);
	if (slot == LEX_PERCENT)
		return (int)strtol(text, NULL, 10);
	return strcmp(text, "-") == 0 ? 0 : named(slot, text);
}
