/*
 * lexfile.h - the layout of lexicon.bin; see amb-lexicon(5).
 *
 * mk/ writes it when amb is built, lexicon.c maps it.  It holds numbers of
 * the machine that made it, in sections of fixed records; texts are offsets
 * into the last section and end with NUL.
 */
#ifndef LEXFILE_H
#define LEXFILE_H

#include <stdint.h>

#define LEX_MAGIC "AMBLEX1"

enum {
	LEX_ORDER = 0x01020304, /* reads otherwise on a foreign machine */
	LEX_PALETTE = 6,	/* colours of a theme */
	LEX_GROUND = 4,		/* colours of a background, top to bottom */
	LEX_SUBJECTS = 3,
	LEX_KEY_MAX = 96 /* bytes of a folded word */
};

/*
 * What a word may mean; the names are those of word.tsv.  The scales, from
 * bright to deep, are in the order of enum scale.
 */
#define LEX_SLOTS(X)                                                           \
	X(NONE, "none")                                                        \
	X(COLOR, "color")                                                      \
	X(THEME, "theme")                                                      \
	X(EMOJI, "emoji")                                                      \
	X(PART, "part")                                                        \
	X(SHOW, "show")                                                        \
	X(ONLY, "only")                                                        \
	X(NOT, "not")                                                          \
	X(TURN, "turn")                                                        \
	X(KEEP, "keep")                                                        \
	X(MODE, "mode")                                                        \
	X(SHADE, "shade")                                                      \
	X(DEGREE, "degree")                                                    \
	X(BRIGHT, "bright")                                                    \
	X(SPEED, "speed")                                                      \
	X(WARM, "warm")                                                        \
	X(SOFT, "soft")                                                        \
	X(VIVID, "vivid")                                                      \
	X(DEEP, "deep")                                                        \
	X(POWER, "power")                                                      \
	X(QUANTITY, "quantity")                                                \
	X(MOVE, "move")                                                        \
	X(UNIT, "unit")                                                        \
	X(PERCENT, "percent")                                                  \
	X(MARK, "mark")                                                        \
	X(ARTICLE, "article")                                                  \
	X(CLAUSE, "clause")                                                    \
	X(SAFETY, "safety")                                                    \
	X(OTHER, "other")

enum lex_slot {
#define X(id, name) LEX_##id,
	LEX_SLOTS(X)
#undef X
	    LEX_SLOT_COUNT
};

/* How a colour is changed by the word before it: "light blue". */
enum lex_shade { SHADE_LIGHT, SHADE_PALE, SHADE_DARK, SHADE_VIVID, SHADE_SOFT };

/* Values of degree, part, safety, quantity and unit words. */
enum lex_none {
	NONE_PLAIN,
	NONE_SKIP, /* the word behind says nothing either: a name */
	NONE_ASK   /* what follows is what is asked for */
};
enum lex_not {
	NOT_REQUEST,
	NOT_STATE, /* "is not", "am not" */
	NOT_BEFORE /* denies what stands before it: "... is ugly" */
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
	PART_LIGHT = 4, /* some light: does not say which */
	PART_GROUND = 5 /* of the matrix, what is behind */
};
enum lex_safety {
	SAFETY_DROWSY,
	SAFETY_TIRED,
	SAFETY_DANGER,
	SAFETY_DRIVE,
	SAFETY_CAR, /* in a car, perhaps not at the wheel */
	SAFETY_BED,
	SAFETY_CHILD, /* somebody else is sleepy */
	SAFETY_COUNT
};
enum lex_turn {
	TURN_USE,  /* after a "not": this one, then: "but", "use" */
	TURN_INTO, /* the colour before it becomes the one behind: 换成 */
	TURN_SWAP, /* makes a later "to" or "with" one: "replace" */
	TURN_TO,
	TURN_FROM,  /* both colours are wanted, one into the other */
	TURN_ADD,   /* the colour behind comes to those that are */
	TURN_OTHER, /* any colour but the one that is */
	TURN_UNDO   /* what was said before is taken back: "no, wait" */
};
/* A scale word's value: its sign, and one of these. */
enum lex_form {
	FORM_PLAIN = 1, /* "bright" */
	FORM_MORE,	/* "brighter" */
	FORM_MOST,	/* "brightest" */
	FORM_CALL	/* "glaring": a complaint, also after a "not" */
};
enum lex_move { MOVE_TO = 0, MOVE_STEP = 1, MOVE_DOUBLE, MOVE_END };
enum lex_quantity { QUANTITY_BRIGHT, QUANTITY_SPEED, QUANTITY_KELVIN };
enum lex_unit { UNIT_PERCENT, UNIT_SECOND, UNIT_KELVIN, UNIT_LED, UNIT_TENTH };
enum lex_mark { MARK_DIGIT, MARK_CHAR, MARK_WORD };

/* Characters that stand for sounds. */
enum { LEX_SOUND_FIRST = 0xe000, LEX_SOUND_LAST = 0xf8ff };

enum {		      /* flags of a sense */
	LEX_WEAK = 1, /* only when its neighbours are known */
	LEX_THING = 2 /* only where a thing is asked for: "draw a ..." */
};

enum lex_section {
	LEX_FOLDS,
	LEX_SOUNDS,
	LEX_FIRSTS,
	LEX_KEYS,
	LEX_SENSES,
	LEX_COLORS,
	LEX_THEMES,
	LEX_EMOJIS,
	LEX_TINTS,
	LEX_SAYS,
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
 * By from: what a character is folded to; and, in LEX_SOUNDS, the character
 * U+E000 on that stands for how a Chinese one sounds, without its tone.  Keys
 * of such characters are words as they may be misheard.
 */
struct lex_fold {
	uint32_t from;
	uint32_t to;
};

struct lex_first { /* by code: where keys that begin so are */
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
	uint32_t say; /* group of templates */
	uint32_t subject[LEX_SUBJECTS];
	uint16_t color[LEX_PALETTE];
	uint8_t ground[LEX_GROUND][3];
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

struct lex_tint { /* base in this colour looks so */
	uint32_t base;
	uint32_t color; /* id */
	uint32_t text;
};

struct lex_say { /* by group */
	uint32_t group;
	uint32_t lang;
	uint32_t text;
};

#endif /* LEXFILE_H */
