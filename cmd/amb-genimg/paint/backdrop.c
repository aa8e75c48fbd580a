#include <ctype.h>
#include <string.h>

#include "backdrop.h"
#include "base/hash.h"
#include "scenery.h"

#define SEA "sea ocean beach coast seaside 海 沙滩 沙灘"
#define NIGHT "🌌"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

typedef void drawing(const struct scenery *s);

/* Settings, of which the first that fits is painted.  Lists are by spaces. */
static const struct {
	drawing *draw;
	const char *emoji; /* a subject that is this setting */
	const char *words; /* enough when the plan has no subject */
	bool both;	   /* the words are needed beside the emoji */
	const char *also;  /* subjects that the setting shows as well */
	struct scenery_style style;
} settings[] = {
    {scenery_sun_sea, "🌅", "🌅", false,
	"🌊 🏖️ 🏖 ☀️ 🌞 🌇 🌆 🌄",
	{{0, 44, 118}, {150, 60, 0}, 0}},
    {scenery_sun_sea, "🌇 🌆 🌄", SEA, true, "🌊 🏖️ 🏖 ☀️ 🌞",
	{{0, 44, 118}, {150, 60, 0}, 0}},
    {scenery_sun_town, "🌇 🌆", "sunset dusk 日落 夕阳 夕陽 黄昏 黃昏", false,
	"☀️ 🌞 🏙️ 🏙", {{16, 4, 26}, {150, 50, 0}, 0}},
    {scenery_sun_hills, "🌄", "sunrise dawn 日出 朝阳 黎明", false,
	"☀️ 🌞", {{10, 34, 30}, {140, 90, 0}, 0}},
    {scenery_town, "🌃 🏙️ 🏙 🌉", "city cities skyline 城市 都市",
	false, "✨", {{30, 36, 84}, {255, 206, 96}, 0}},
    {scenery_fireworks, "🎆 🎇", "firework fireworks 烟花 焰火 煙火", false, "✨",
	{{255, 250, 230}, {0, 0, 0}, 0}},
    {scenery_aurora, NIGHT, "aurora northern 极光 極光", true, "✨ ⭐",
	{{40, 255, 130}, {150, 40, 220}, 0}},
    {scenery_aurora, "-", "aurora 极光 極光", false, "✨ ⭐",
	{{40, 255, 130}, {150, 40, 220}, 0}},
    {scenery_galaxy, NIGHT, "galaxy milky nebula 银河 銀河 星云", false, "✨ ⭐",
	{{255, 250, 240}, {110, 60, 200}, 0}},
    {scenery_meteors, "🌠 ☄️ ☄", "meteor meteors 流星", false, "✨ ⭐",
	{{255, 255, 250}, {140, 170, 255}, 0}},
};

/* Scenery that words of the plan ask for. */
struct rule {
	drawing *draw;
	const char *words;
	struct scenery_style style;
};

/* The lower third, where subjects leave room for it: the first that fits. */
static const struct rule lands[] = {
    {scenery_water, SEA " wave waves lake harbor sail 湖 浪 港 🌊 ⛵",
	{{0, 60, 130}, {0, 0, 0}, 0}},
    {scenery_land, "snow snowy winter ski 雪 冬 ⛄ 🎿",
	{{120, 140, 180}, {210, 222, 250}, 0}},
    {scenery_land,
	"forest meadow grass grassland prairie field garden park 森林 草 田 "
	"花园 花園 公园 🌲 🌳 🌼",
	{{0, 50, 10}, {40, 140, 24}, 0}},
    {scenery_land, "desert dune dunes 沙漠 🏜️ 🐫",
	{{120, 66, 8}, {214, 150, 60}, 0}},
};

/* Weather: all that fit. */
static const struct rule weathers[] = {
    {scenery_dots,
	"star stars starry night galaxy space universe midnight moon moonlight "
	"星 夜 月 宇宙 太空 银河 銀河 🌙 🌃 ⭐ 🚀 🪐",
	{{210, 214, 255}, {120, 130, 210}, 16}},
    {scenery_dots, "snow snowy snowing snowfall 雪 ❄️ ⛄ 🌨️",
	{{255, 255, 255}, {150, 170, 210}, 26}},
    {scenery_rain, "rain rainy raining storm drizzle 雨 🌧️ ⛈️ ☔",
	{{90, 150, 255}, {36, 70, 150}, 20}},
    {scenery_dots, "blossom blossoms sakura 樱花 櫻花 🌸",
	{{255, 150, 190}, {200, 90, 130}, 22}},
    {scenery_dots, "autumn fall maple leaves 秋 枫 楓 落叶 🍁 🍂",
	{{240, 110, 20}, {200, 60, 10}, 20}},
    {scenery_dots, "underwater aquarium bubbles 海底 深海 水族 🐠 🫧",
	{{110, 210, 255}, {40, 110, 190}, 16}},
    {scenery_dots, "firefly fireflies 萤火虫 螢火蟲",
	{{200, 255, 70}, {90, 150, 20}, 18}},
    {scenery_dots, "birthday party confetti celebration 生日 派对 庆祝 🎉",
	{{255, 90, 160}, {90, 200, 255}, 22}},
};

static bool
is_edge(char c)
{
	return !isalnum((unsigned char)c);
}

/* Latin letters must be a whole word; Chinese is written without spaces. */
static bool
has(const char *text, const char *word, size_t len)
{
	bool wide = (word[0] & 0x80) != 0;
	const char *p;

	for (p = text; *p != '\0'; p++)
		if (strncmp(p, word, len) == 0 &&
		    (wide ||
			((p == text || is_edge(p[-1])) && is_edge(p[len]))))
			return true;
	return false;
}

/* Whether one of words is in text. */
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

static bool
is_one_of(const char *subject, const char *emoji)
{
	size_t len = strlen(subject);
	const char *p;

	for (p = emoji; (p = strstr(p, subject)) != NULL; p += len)
		if ((p == emoji || p[-1] == ' ') &&
		    (p[len] == ' ' || p[len] == '\0'))
			return true;
	return false;
}

static void
remove_subjects(struct paint_plan *p, const char *emoji)
{
	int kept = 0;
	int i;

	for (i = 0; i < p->n_subjects; i++)
		if (!is_one_of(p->subjects[i], emoji))
			memmove(p->subjects[kept++], p->subjects[i],
			    sizeof(p->subjects[i]));
	p->n_subjects = kept;
}

static bool
is_asked_for(const struct paint_plan *p, size_t setting)
{
	bool named = fits(p->words, settings[setting].words);
	int i;

	if (p->n_subjects == 0)
		return named && !settings[setting].both;
	for (i = 0; i < p->n_subjects; i++)
		if (is_one_of(p->subjects[i], settings[setting].emoji))
			return named || !settings[setting].both;
	return false;
}

static void
paint_scenery(struct canvas *c, const struct paint_plan *p, drawing *draw,
    const struct scenery_style *style)
{
	struct scenery s = {c, p, style, (uint32_t)hash_text(p->words)};

	draw(&s);
}

/* Paint those of n rules that fit, at most max.  Returns whether any did. */
static bool
paint_rules(struct canvas *c, const struct paint_plan *p,
    const struct rule *rules, size_t n, size_t max)
{
	size_t painted = 0;
	size_t i;

	for (i = 0; i < n && painted < max; i++) {
		if (!fits(p->words, rules[i].words))
			continue;
		paint_scenery(c, p, rules[i].draw, &rules[i].style);
		painted++;
	}
	return painted > 0;
}

bool
backdrop_setting(struct canvas *c, struct paint_plan *plan)
{
	size_t i;

	for (i = 0; i < COUNT(settings); i++) {
		if (!is_asked_for(plan, i))
			continue;
		remove_subjects(plan, settings[i].emoji);
		remove_subjects(plan, settings[i].also);
		paint_scenery(c, plan, settings[i].draw, &settings[i].style);
		return true;
	}
	return plan->n_subjects != 1 &&
	       paint_rules(c, plan, lands, COUNT(lands), 1);
}

void
backdrop_weather(struct canvas *c, const struct paint_plan *plan)
{
	paint_rules(c, plan, weathers, COUNT(weathers), COUNT(weathers));
}
