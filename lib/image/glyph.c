#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ft.h>
#include <hb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "image/font.h"
#include "image/glyph.h"

enum { GLYPHS_MAX = 32 };

static int
set_size(FT_Face face, int size_px)
{
	int best = 0;
	int i;

	if (FT_IS_SCALABLE(face))
		return FT_Set_Pixel_Sizes(face, 0, (FT_UInt)size_px);
	for (i = 1; i < face->num_fixed_sizes; i++)
		if (abs(face->available_sizes[i].height - size_px) <
		    abs(face->available_sizes[best].height - size_px))
			best = i;
	return FT_Select_Size(face, best);
}

/* FreeType stores codes times alpha. */
static uint8_t
straight(uint8_t code, uint8_t alpha)
{
	int c = code * 65535 / alpha + 128;

	return (uint8_t)(c < 65535 ? (c - (c >> 8)) >> 8 : 255);
}

/* Pixel x of a row of a bitmap, as R,G,B,A.  Returns false for no light. */
static bool
pixel(const FT_Bitmap *b, const uint8_t *row, unsigned x, uint8_t rgba[4])
{
	const uint8_t *p = row + x * 4;

	memset(rgba, 255, 4);
	if (b->pixel_mode == FT_PIXEL_MODE_GRAY) {
		rgba[3] = row[x];
	} else if (b->pixel_mode == FT_PIXEL_MODE_MONO) {
		rgba[3] = row[x / 8] >> (7 - x % 8) & 1 ? 255 : 0;
	} else if (b->pixel_mode == FT_PIXEL_MODE_BGRA && p[3] != 0) {
		rgba[0] = straight(p[2], p[3]);
		rgba[1] = straight(p[1], p[3]);
		rgba[2] = straight(p[0], p[3]);
		rgba[3] = p[3];
	} else {
		return false;
	}
	return rgba[3] != 0;
}

/* Copy what is visible of a bitmap, its top left corner at left, top. */
static void
copy(const FT_Bitmap *b, int left, int top, struct raster *out)
{
	uint8_t rgba[4];
	unsigned i, j;
	int x, y;

	for (j = 0; j < b->rows; j++) {
		y = top + (int)j;
		for (i = 0; i < b->width; i++) {
			x = left + (int)i;
			if (x >= 0 && x < out->width && y >= 0 &&
			    y < out->height &&
			    pixel(b, b->buffer + (int)j * b->pitch, i, rgba))
				memcpy(out->rgba + (y * out->width + x) * 4,
				    rgba, 4);
		}
	}
}

/* Draw the glyphs side by side on a ground with room around them. */
static int
draw_glyphs(FT_Face face, hb_buffer_t *buffer, struct raster *out)
{
	unsigned n;
	const hb_glyph_info_t *glyphs = hb_buffer_get_glyph_infos(buffer, &n);
	const hb_glyph_position_t *places =
	    hb_buffer_get_glyph_positions(buffer, &n);
	const FT_Size_Metrics *m = &face->size->metrics;
	int em_x = (int)(m->max_advance >> 6) + 1;
	int em_y = (int)(m->height >> 6) + 1;
	FT_GlyphSlot slot = face->glyph;
	int pen = em_x;
	unsigned i;

	if (n > GLYPHS_MAX ||
	    raster_init(out, em_x * ((int)n + 2), em_y * 3) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		if (FT_Load_Glyph(face, glyphs[i].codepoint,
			FT_LOAD_COLOR | FT_LOAD_TARGET_LIGHT |
			    FT_LOAD_RENDER) != 0)
			return -1;
		copy(&slot->bitmap, pen + slot->bitmap_left,
		    em_y * 2 - slot->bitmap_top, out);
		pen += places[i].x_advance >> 6;
	}
	return 0;
}

/* HarfBuzz makes one glyph of a sequence, as of a flag or a family. */
static int
draw_text(FT_Face face, const char *text, struct raster *out)
{
	hb_font_t *font = hb_ft_font_create(face, NULL);
	hb_buffer_t *buffer = hb_buffer_create();
	int rc;

	hb_buffer_add_utf8(buffer, text, -1, 0, -1);
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(font, buffer, NULL, 0);
	rc = draw_glyphs(face, buffer, out);
	if (rc == 0)
		rc = raster_trim(out);
	if (rc == -1)
		raster_release(out);
	hb_buffer_destroy(buffer);
	hb_font_destroy(font);
	return rc;
}

static bool
has_control(const char *text)
{
	for (; *text != '\0'; text++)
		if ((unsigned char)*text < ' ')
			return true;
	return false;
}

int
glyph_draw(
    const char *text, const char *family, int size_px, struct raster *out)
{
	FT_Library library;
	struct font font;
	FT_Face face;
	int rc = -1;

	memset(out, 0, sizeof(*out));
	if (has_control(text) || !font_find(family, text, &font) ||
	    FT_Init_FreeType(&library) != 0)
		return -1;
	if (FT_New_Face(library, font.path, font.index, &face) == 0 &&
	    set_size(face, size_px) == 0)
		rc = draw_text(face, text, out);
	FT_Done_FreeType(library); /* its faces, too */
	return rc;
}
