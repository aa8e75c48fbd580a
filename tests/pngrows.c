/*
 * pngrows file - read a PNG and do nothing with it
 *
 * What bench-image compares amb-downsample with: libpng without any of its
 * conversions.
 */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <sysexits.h>

int
main(int argc, char *argv[])
{
	FILE *in = argc == 2 ? fopen(argv[1], "re") : NULL;
	png_structp png =
	    png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	png_bytep row;
	png_uint_32 y;

	if (in == NULL)
		return EX_NOINPUT;
	png_init_io(png, in);
	png_read_info(png, info);
	row = malloc(png_get_rowbytes(png, info));
	for (y = 0; y < png_get_image_height(png, info); y++)
		png_read_row(png, row, NULL);
	free(row);
	png_destroy_read_struct(&png, &info, NULL);
	fclose(in);
	return EX_OK;
}
