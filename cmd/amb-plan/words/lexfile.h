/*
 * lexfile.h - the layout of lexicon.bin; see amb-lexicon(5).
 *
 * mk/ writes the file when amb is built, lexicon.c maps it.  Its numbers are in
 * the byte order of the machine that made it, in sections of fixed records;
 * texts are offsets into the last section and end with NUL.
 */
#ifndef AMB_PLAN_WORDS_LEXFILE_H
#define AMB_PLAN_WORDS_LEXFILE_H

#include <stdint.h>

#include "scene/plan.h"

#define LEX_MAGIC "AMBLEX1"

enum {
	LEX_ORDER =
	    0x01020304,	 /* has other bytes on a machine of another order */
	LEX_PALETTE = 6, /* colours of a theme */
	LEX_KEY_MAX = 96 /* bytes of a normalized word */
};

/*
 * The meanings of a word.  The scales, from bright to deep, are in the order of
 * enum scale.
 */
enum lex_slot {
	LEX_NONE,
	LEX_COLOR,
	LEX_THEME,
	LEX_EMOJI,
	LEX_PART,
	LEX_SHOW,
	LEX_ONLY,
	LEX_NOT,
	LEX_TURN,
	LEX_KEEP,
	LEX_MODE,
	LEX_SHADE,
	LEX_DEGREE,
	LEX_BRIGHT,
	LEX_SPEED,
	LEX_WARM,
	LEX_SOFT,
	LEX_VIVID,
	LEX_DEEP,
	LEX_POWER,
	LEX_QUANTITY,
	LEX_MOVE,
	LEX_UNIT,
	LEX_PERCENT,
	LEX_MARK,
	LEX_ARTICLE,
	LEX_CLAUSE,
	LEX_SAFETY,
	LEX_OTHER,
	LEX_SLOT_COUNT
};

/* How a colour is changed by the word before it: "light blue". */
enum lex_shade { SHADE_LIGHT, SHADE_PALE, SHADE_DARK, SHADE_VIVID, SHADE_SOFT };

enum lex_none {
	NONE_PLAIN,
	NONE_SKIP, /* the word behind is a name */
	NONE_ASK   /* the request follows */
};
enum lex_not {
	NOT_REQUEST,
	NOT_STATE, /* "is not", "am not" */
	NOT_BEFORE /* negates what is before it: "... is ugly" */
};
enum lex_degree {
	DEGREE_BIT,
	DEGREE_MORE,
	DEGREE_MUCH,
	DEGREE_VERY,
	DEGREE_TOO,
	DEGREE_SO,
	DEGREE_SHORT, /* not enough */
	DEGREE_MOST
};
enum lex_part {
	PART_STRIP = 1,
	PART_MATRIX = 2,
	PART_BOTH = 3,
	PART_LIGHT = 4,	 /* some light, of either part */
	PART_GROUND = 5, /* the background of the matrix */
	PART_ALL = 6	 /* both, but only for the brightness */
};
enum lex_safety {
	SAFETY_DROWSY,
	SAFETY_TIRED,
	SAFETY_DANGER,
	SAFETY_DRIVE,
	SAFETY_CAR, /* in a car, perhaps not at the wheel */
	SAFETY_BED,
	SAFETY_CHILD, /* another person is sleepy */
	SAFETY_COUNT
};
enum lex_turn {
	TURN_USE,  /* ends a "not": "but", "use" */
	TURN_INTO, /* the colour behind it replaces the one before it: 换成 */
	TURN_SWAP, /* a later "to" or "with" then replaces: "replace" */
	TURN_TO,
	TURN_FROM,  /* a gradient of both colours */
	TURN_ADD,   /* adds the colour behind it to the current ones */
	TURN_OTHER, /* any colour but the current one */
	TURN_UNDO   /* retracts what is before: "no, wait" */
};
/* A scale word's value: its sign, and one of these. */
enum lex_form {
	FORM_PLAIN = 1, /* "bright" */
	FORM_MORE,	/* "brighter" */
	FORM_MOST,	/* "brightest" */
	FORM_COMPLAINT	/* "glaring": a complaint, also after a "not" */
};
enum lex_move { MOVE_TO = 0, MOVE_STEP = 1, MOVE_DOUBLE, MOVE_END };
enum lex_quantity { QUANTITY_BRIGHT, QUANTITY_SPEED, QUANTITY_KELVIN };
enum lex_unit { UNIT_PERCENT, UNIT_SECOND, UNIT_KELVIN, UNIT_LED, UNIT_TENTH };
enum lex_mark { MARK_DIGIT, MARK_CHAR, MARK_WORD };

/* Characters that represent syllables of pinyin. */
enum { LEX_PINYIN_FIRST = 0xe000, LEX_PINYIN_LAST = 0xf8ff };

enum {		      /* flags of a sense */
	LEX_WEAK = 1, /* only when its neighbours are known */
	LEX_THING = 2 /* only where a thing is requested: "draw a ..." */
};

enum lex_section {
	LEX_SIMPLIFIED,
	LEX_PINYIN,
	LEX_FIRSTS,
	LEX_KEYS,
	LEX_SENSES,
	LEX_COLORS,
	LEX_THEMES,
	LEX_EMOJIS,
	LEX_TINTS,
	LEX_TEMPLATES,
	LEX_STRINGS,
	LEX_SECTION_COUNT
};

struct lex_header {
	char magic[8];
	uint32_t order;
	uint32_t size;	/* bytes of the file */
	uint32_t slots; /* LEX_SLOT_COUNT */
	struct {
		uint32_t offset; /* bytes */
		uint32_t count;	 /* records */
		uint32_t record; /* bytes of each */
	} section[LEX_SECTION_COUNT];
};

/*
 * By from.  In LEX_SIMPLIFIED, to is the simplified form of a traditional
 * character; in LEX_PINYIN, the character from LEX_PINYIN_FIRST on of its
 * syllable without the tone.  Keys of such characters are words by their sound.
 */
struct lex_char {
	uint32_t from;
	uint32_t to;
};

struct lex_first { /* by code: the first key that begins with it */
	uint32_t code;
	uint32_t key;
};

struct lex_key { /* by text */
	uint32_t text;
	uint32_t shorter; /* 1 + the longest key that this one begins with */
	uint32_t sense;
	uint16_t len; /* bytes */
	uint16_t senses;
};

struct lex_sense {
	uint8_t slot;
	uint8_t flags;
	int16_t value; /* an index for color, theme and emoji */
};

struct lex_color {
	uint32_t id;
	uint32_t zh;
	uint32_t en;
	uint8_t rgb[3];
	uint8_t plain; /* may name a colour that was computed */
};

struct lex_theme {
	uint32_t id;
	uint32_t zh;
	uint32_t en;
	uint32_t group; /* of templates */
	uint32_t subject[PLAN_SUBJECTS_MAX];
	uint16_t color[LEX_PALETTE];
	uint8_t ground[PLAN_GROUND_MAX][3]; /* top to bottom */
	uint8_t colors;
	uint8_t grounds;
	uint8_t mode;
	int8_t pace;	/* -2 very slow to 2 very fast */
	uint8_t bright; /* percent */
	uint8_t rank;	/* the greater leads */
	uint8_t pad[2];
};

struct lex_emoji {
	uint32_t text;
	uint32_t zh;
	uint32_t en;
	uint8_t rgb[3][3];
	uint8_t colors;
	uint8_t pad[2];
};

struct lex_tint { /* text: the emoji of base in this colour */
	uint32_t base;
	uint32_t color; /* id */
	uint32_t text;
};

struct lex_template { /* by group and language */
	uint32_t group;
	uint32_t lang;
	uint32_t text;
};

/*
 * lex_slot_name(slot): its name in word.tsv.  lex_slot_find(name): the slot of
 * that name, or -1.
 */
const char *lex_slot_name(enum lex_slot slot);
int lex_slot_find(const char *name);

#endif /* AMB_PLAN_WORDS_LEXFILE_H */
