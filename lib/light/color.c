#include <float.h>
#include <math.h>

#include "json/msg.h"
#include "light/color.h"

int
color_parse(
    const jv *msg, const char *path, struct color *out, char why[WHY_MAX])
{
	jv rgb = msg_get(msg, "rgb");
	int rc = msg_bytes(&rgb, out->rgb, 3);

	jv_free(rgb);
	if (rc == -1)
		return why_set(why,
		    "'%s.rgb' must be three whole numbers, 0 to 255", path);
	out->name[0] = '\0';
	if (msg_has(msg, "name") &&
	    msg_str(msg, "name", out->name, sizeof(out->name)) == -1)
		return why_set(why,
		    "'%s.name' must be text of at most %d bytes", path,
		    COLOR_NAME_MAX - 1);
	return 0;
}

int
color_fit_rgb(const jv *rgb, uint8_t out[3], bool *changed)
{
	int rc = 0;
	double d;
	int i;
	jv v;

	*changed |= msg_len(rgb) != 3;
	for (i = 0; i < 3 && rc == 0; i++) {
		v = msg_at(rgb, i);
		rc = msg_num(&v, "", -DBL_MAX, DBL_MAX, &d);
		jv_free(v);
		if (rc == 0) {
			out[i] = (uint8_t)(fmin(fmax(d, 0), 255) + 0.5);
			*changed |= out[i] != d;
		}
	}
	return rc;
}

int
color_fit(const jv *msg, struct color *out, bool *changed)
{
	jv rgb = msg_get(msg, "rgb");
	int rc;

	out->name[0] = '\0';
	*changed = msg_has(msg, "name") &&
		   msg_str(msg, "name", out->name, sizeof(out->name)) == -1;
	rc = color_fit_rgb(&rgb, out->rgb, changed);
	jv_free(rgb);
	return rc;
}

jv
color_json(const struct color *c)
{
	jv name = c->name[0] != '\0' ? jv_string(c->name) : jv_invalid();

	return msg_obj("name", name, "rgb", msg_rgb(c->rgb), NULL);
}

jv
color_palette(const jv *command)
{
	jv colors = msg_get(command, "colors");
	jv list = jv_array();
	jv color;
	int i;

	for (i = 0; i < msg_len(&colors); i++) {
		color = msg_at(&colors, i);
		list = jv_array_append(list, msg_get(&color, "rgb"));
		jv_free(color);
	}
	jv_free(colors);
	return list;
}
