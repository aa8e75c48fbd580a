#include <float.h>
#include <math.h>

#include "light/color.h"
#include "json/msg.h"

const char *
color_parse(const jv *msg, struct color *out)
{
	jv rgb = msg_get(msg, "rgb");
	int rc = msg_bytes(&rgb, out->rgb, 3);

	jv_free(rgb);
	if (rc == -1)
		return "rgb' must be three whole numbers, 0 to 255";
	out->name[0] = '\0';
	if (msg_has(msg, "name") &&
	    msg_str(msg, "name", out->name, sizeof(out->name)) == -1)
		return "name' must be text of at most 63 bytes";
	return NULL;
}

/* One channel, moved into range. */
static int
fit_code(const jv *rgb, int i, uint8_t *code, bool *changed)
{
	jv box = msg_set(jv_object(), "code", msg_at(rgb, i));
	int rc;
	double d;

	rc = msg_num(&box, "code", -DBL_MAX, DBL_MAX, &d);
	if (rc == 0) {
		*code = (uint8_t)(fmin(fmax(d, 0), 255) + 0.5);
		*changed |= *code != d;
	}
	jv_free(box);
	return rc;
}

int
color_fit(const jv *msg, struct color *out, bool *changed)
{
	jv rgb = msg_get(msg, "rgb");
	int rc = 0;
	int i;

	out->name[0] = '\0';
	*changed = msg_has(msg, "name") &&
		   msg_str(msg, "name", out->name, sizeof(out->name)) == -1;
	*changed = *changed || msg_len(&rgb) != 3;
	for (i = 0; i < 3 && rc == 0; i++)
		rc = fit_code(&rgb, i, &out->rgb[i], changed);
	jv_free(rgb);
	return rc;
}

jv
color_json(const struct color *c)
{
	jv color = JV_OBJECT(jv_string("rgb"), msg_rgb(c->rgb));

	if (c->name[0] == '\0')
		return color;
	return msg_set(color, "name", jv_string(c->name));
}
