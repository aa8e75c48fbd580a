#include <math.h>

#include "read/clause.h"
#include "read/readers.h"

enum { BACK_MAX = 5, AHEAD_MAX = 3 }; /* words around a number that count */

/* What a number means, by its unit or the words around it. */
struct count {
	double value;
	int unit;     /* enum lex_unit, or -1 */
	int quantity; /* enum lex_quantity, or -1 */
	int move;     /* > 0 up by, < 0 down by, 0 to */
};

static int
sign(int value)
{
	return (value > 0) - (value < 0);
}

/* The words before the number; the nearest of each kind counts. */
static void
read_before(const struct match *m, int i, struct count *c)
{
	int first = clause_first(m, i);
	bool moved = false;
	int k;

	for (k = i - 1; k >= first && k >= i - BACK_MAX; k--) {
		if (c->quantity == -1 && match_has(m, k, LEX_QUANTITY) != NULL)
			c->quantity = match_value(m, k, LEX_QUANTITY);
		if (match_has(m, k, LEX_MOVE) != NULL && !moved) {
			c->move = sign(match_value(m, k, LEX_MOVE));
			moved = true;
		}
		if (match_value(m, k, LEX_TURN) == TURN_ADD && !moved) {
			c->move = 1;
			moved = true;
		}
		if (match_has(m, k, LEX_BRIGHT) != NULL && !moved) {
			c->move = sign(match_value(m, k, LEX_BRIGHT));
			c->quantity = QUANTITY_BRIGHT;
			moved = true;
		}
	}
}

/* "20 % brighter". */
static void
read_after(const struct match *m, int i, struct count *c)
{
	bool bright = match_has(m, i + 1, LEX_BRIGHT) != NULL;
	int form = match_value(m, i + 1, bright ? LEX_BRIGHT : LEX_SPEED);

	if (form != FORM_MORE && form != -FORM_MORE)
		return;
	c->move = sign(form);
	c->quantity = bright ? QUANTITY_BRIGHT : QUANTITY_SPEED;
}

static struct count
count_of(const struct match *m, int i)
{
	const struct number_color *n = &m->token[i].written;
	struct count c = {n->number, n->unit, -1, 0};
	int k;

	if (c.unit == -1 && match_has(m, i + 1, LEX_UNIT) != NULL)
		c.unit = match_value(m, i + 1, LEX_UNIT);
	read_before(m, i, &c);
	read_after(m, i, &c);
	for (k = i + 1; k <= i + AHEAD_MAX && c.quantity == -1; k++)
		if (match_has(m, k, LEX_QUANTITY) != NULL)
			c.quantity = match_value(m, k, LEX_QUANTITY);
	return c;
}

static void
set_bright(struct reading *r, int i, const struct count *c)
{
	struct wish_scale wish = {.factor = 1};
	double part = c->value;

	if (c->unit == UNIT_TENTH)
		part /= 10;
	else if (c->unit == UNIT_PERCENT || c->value > 1)
		part /= 100;
	part = fmin(part, 1);
	if (c->move != 0)
		wish.steps = c->move * part / 0.15;
	else
		wish = (struct wish_scale){
		    .is_set = true, .exact = true, .value = part, .factor = 1};
	read_wish(r, i, SCALE_BRIGHT, &wish);
}

static void
set_speed(struct reading *r, const struct count *c)
{
	struct wish_scale *s = &r->in.scale[SCALE_SPEED];

	if (c->unit == UNIT_PERCENT) {
		s->factor = c->move < 0 ? 1 - fmin(c->value, 90) / 100
					: 1 + c->value / 100;
		if (c->move == 0)
			s->factor = fmax(c->value, 5) / 100;
		return;
	}
	s->is_set = true;
	s->exact = true;
	s->value = c->value;
}

static bool
is_bright(const struct count *c)
{
	return c->unit == UNIT_PERCENT || c->unit == UNIT_TENTH ||
	       (c->unit == -1 && c->quantity == QUANTITY_BRIGHT);
}

bool
read_is_brightness(const struct match *m, int i)
{
	struct count c;

	if (!match_is(m, i, TOKEN_NUMBER))
		return match_has(m, i, LEX_PERCENT) != NULL;
	c = count_of(m, i);
	return c.quantity != QUANTITY_SPEED && is_bright(&c);
}

void
read_number(struct reading *r, int i)
{
	struct count c = count_of(r->m, i);

	if ((c.unit == UNIT_KELVIN || c.quantity == QUANTITY_KELVIN) &&
	    c.value >= 1000) {
		read_kelvin(r, i, c.value);
	} else if (c.unit == UNIT_SECOND || c.unit == UNIT_LED ||
		   c.quantity == QUANTITY_SPEED) {
		set_speed(r, &c);
		r->in.light = true;
	} else if (is_bright(&c)) {
		set_bright(r, i, &c);
		r->in.light = true;
	} else {
		return;
	}
	r->note[i].used = true;
}
