#include <string.h>

#include "backdrop.h"
#include "dice.h"
#include "fnv.h"

enum { NIGHT_STARS = 9, FLAKES = 22, DROPS = 14, HORIZON = 11 };

struct look {
	uint8_t near[3]; /* sRGB */
	uint8_t far[3];
};

static struct light
of(const uint8_t rgb[3])
{
	return light_from(rgb);
}

/* Sea, meadow, sand, snow: the lower third. */
static void
horizon(struct canvas *c, const struct look *look, uint32_t seed)
{
	(void)seed;
	canvas_rows(c, HORIZON, CANVAS_CELLS, of(look->far), of(look->near));
}

/* Cells thrown over the rows from the top, count of them. */
static void
scatter(struct canvas *c, int count, int rows, uint32_t seed,
    const struct look *look)
{
	int n = CANVAS_CELLS * rows;
	int at;
	int i;

	for (i = 0; i < count; i++) {
		at = dice_place(i, n, seed);
		canvas_cell(c, at % CANVAS_CELLS, at / CANVAS_CELLS,
		    of(i % 3 == 0 ? look->far : look->near));
	}
}

static void
stars(struct canvas *c, const struct look *look, uint32_t seed)
{
	scatter(c, NIGHT_STARS, HORIZON, seed, look);
}

static void
snow(struct canvas *c, const struct look *look, uint32_t seed)
{
	scatter(c, FLAKES, CANVAS_CELLS, seed, look);
}

/* Streaks of two cells that lean with the wind. */
static void
rain(struct canvas *c, const struct look *look, uint32_t seed)
{
	int n = CANVAS_CELLS * CANVAS_CELLS;
	int at;
	int i;

	for (i = 0; i < DROPS; i++) {
		at = dice_place(i, n, seed);
		canvas_cell(
		    c, at % CANVAS_CELLS, at / CANVAS_CELLS, of(look->far));
		canvas_cell(c, at % CANVAS_CELLS, at / CANVAS_CELLS + 1,
		    of(look->near));
	}
}

static void
glow(struct canvas *c, const struct look *look, uint32_t seed)
{
	const struct box all = {0, 0, CANVAS_SIDE, CANVAS_SIDE};

	(void)seed;
	canvas_glow(c, all, of(look->near));
}

/* In the order they are painted; the first that fits of each kind. */
static const struct {
	void (*paint)(struct canvas *, const struct look *, uint32_t);
	const char *words; /* by spaces */
	struct look look;
	bool behind; /* also when a subject has the middle */
} backdrops[] = {
    {horizon,
	"sea ocean beach coast seaside wave harbor sail lake 海 湖 沙滩 沙灘 "
	"浪 港 🌊 🏖 ⛵",
	{{0, 20, 70}, {0, 110, 160}}, true},
    {horizon,
	"forest meadow grass field garden park spring 森林 草 田 花园 花園 "
	"公园 "
	"春 🌲 🌳 🌴",
	{{0, 50, 10}, {30, 120, 20}}, true},
    {horizon, "desert dune 沙漠 🏜 🐫", {{120, 70, 10}, {210, 150, 60}},
	true},
    {horizon, "snow winter ski christmas 雪 冬 滑雪 圣诞 聖誕 ⛄ 🎿",
	{{150, 170, 200}, {220, 230, 255}}, true},
    {glow,
	"sunset sunrise sun fire candle lamp warm glow 日落 日出 夕阳 夕陽 "
	"太阳 太陽 火 烛 燭 灯 燈 🔥 🕯",
	{{90, 35, 0}, {0, 0, 0}}, true},
    {stars,
	"star stars starry night galaxy space universe midnight 星 夜 宇宙 "
	"银河 "
	"銀河 🌙 🌃 🌌 ✨",
	{{255, 255, 230}, {140, 160, 255}}, true},
    {snow, "snow snowy snowing snowfall 雪 ❄ 🌨",
	{{255, 255, 255}, {150, 170, 210}}, true},
    {rain, "rain rainy storm drizzle shower 雨 🌧 ⛈ ☔",
	{{90, 150, 255}, {40, 80, 160}}, true},
};

/* Chinese and emoji stand in a text without spaces. */
static bool
wide(const char *word)
{
	return ((unsigned char)word[0] & 0x80) != 0;
}

static bool
has(const char *text, const char *word, size_t len)
{
	const char *p;

	for (p = text; *p != '\0'; p++)
		if (strncmp(p, word, len) == 0 &&
		    (wide(word) || p == text || p[-1] == ' ') &&
		    (wide(word) || strchr(" ,.!?", p[len]) != NULL))
			return true;
	return false;
}

static bool
fits(const char *text, const char *words)
{
	size_t n;

	for (; *words != '\0'; words += n) {
		words += strspn(words, " ");
		n = strcspn(words, " ");
		if (n > 0 && has(text, words, n))
			return true;
	}
	return false;
}

void
backdrop(struct canvas *c, const char *words, bool busy)
{
	const size_t n = sizeof(backdrops) / sizeof(backdrops[0]);
	uint32_t seed = (uint32_t)fnv_text(words);
	bool ground = false;
	size_t i;

	for (i = 0; i < n; i++) {
		if (!fits(words, backdrops[i].words) ||
		    (busy && !backdrops[i].behind) ||
		    (ground && backdrops[i].paint == horizon))
			continue;
		ground = ground || backdrops[i].paint == horizon;
		backdrops[i].paint(c, &backdrops[i].look, seed);
	}
}
