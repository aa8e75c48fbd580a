#include <gmime/gmime.h>

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "base/diag.h"
#include "multipart.h"

enum {
	FIELD_MAX = 4096, /* bytes of a header field */
	FIELDS_MAX = 64	  /* of all parts together */
};

struct multipart {
	GMimeObject *root;
	GMimePart *file; /* in root */
	char *type;
	const char *wrong;
	int fields;
	void (*give_up)(const char *why);
};

/* There is no other way to stop the parser than to end the process. */
static void
on_field(GMimeParser *parser, const char *name, const char *value,
    gint64 offset, gpointer ctx)
{
	struct multipart *m = ctx;

	(void)parser;
	(void)offset;
	if (++m->fields > FIELDS_MAX)
		m->give_up("too many header fields in the body");
	if (strlen(name) + strlen(value) > FIELD_MAX)
		m->give_up("too long a header field in the body");
}

static void
on_warning(
    gint64 offset, GMimeParserWarning what, const gchar *item, gpointer ctx)
{
	struct multipart *m = ctx;

	(void)offset;
	(void)item;
	if (what == GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY)
		m->wrong = "the multipart body names no boundary";
	else if (what == GMIME_WARN_TRUNCATED_MESSAGE ||
		 what == GMIME_WARN_MALFORMED_MULTIPART)
		m->wrong = "the multipart body is cut short or has another "
			   "boundary than it says";
	else if (what == GMIME_CRIT_NESTING_OVERFLOW)
		m->wrong = "the multipart body is nested too deep";
}

/* Some GMime 3.2 takes one argument more than others: ask the compiler. */
typedef void warn_3(GMimeParserOptions *, GMimeParserWarningFunc, gpointer);
typedef void warn_4(
    GMimeParserOptions *, GMimeParserWarningFunc, gpointer, GDestroyNotify);

static void
set_3(void (*f)(void), GMimeParserOptions *options, struct multipart *m)
{
	((warn_3 *)f)(options, on_warning, m);
}

static void
set_4(void (*f)(void), GMimeParserOptions *options, struct multipart *m)
{
	((warn_4 *)f)(options, on_warning, m, NULL);
}

#define SET_WARNING(f, options, m)                                             \
	_Generic(&(f), warn_3 *                                                \
		 : set_3, warn_4 *                                             \
		 : set_4)((void (*)(void))(f), (options), (m))

static void
parse(struct multipart *m, int fd)
{
	GMimeParserOptions *options = g_mime_parser_options_new();
	GMimeStream *stream = g_mime_stream_fs_new(dup(fd));
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);

	g_mime_parser_set_persist_stream(parser, TRUE);
	g_mime_parser_set_header_regex(parser, ".", on_field, m);
	SET_WARNING(g_mime_parser_options_set_warning_callback, options, m);
	m->root = g_mime_parser_construct_part(parser, options);
	g_mime_parser_options_free(options);
	g_object_unref(parser);
	g_object_unref(stream);
}

/* A field of a form has no filename, unless its name is that of the file. */
static bool
is_file(GMimePart *part)
{
	const char *name = g_mime_object_get_content_disposition_parameter(
	    GMIME_OBJECT(part), "name");

	return g_mime_part_get_filename(part) != NULL ||
	       (name != NULL && strcmp(name, "file") == 0);
}

static void
find_file(struct multipart *m)
{
	GMimeMultipart *all = (GMimeMultipart *)m->root;
	GMimeObject *part;
	int i;

	for (i = 0; i < g_mime_multipart_get_count(all); i++) {
		part = g_mime_multipart_get_part(all, i);
		if (!GMIME_IS_PART(part)) {
			m->wrong = "a part of the body is not a plain one";
			return;
		}
		if (!is_file(GMIME_PART(part)))
			continue;
		if (m->file != NULL) {
			m->wrong = "more than one file in the body";
			return;
		}
		m->file = GMIME_PART(part);
	}
	if (m->file == NULL)
		m->wrong = "no file in the body";
	else if (g_mime_part_get_content(m->file) == NULL)
		m->wrong = "the file is cut short";
	else
		m->type = g_mime_content_type_get_mime_type(
		    g_mime_object_get_content_type(GMIME_OBJECT(m->file)));
}

struct multipart *
multipart_open(int fd, void (*give_up)(const char *why))
{
	struct multipart *m = calloc(1, sizeof(*m));

	if (m == NULL)
		die_errno(EX_OSERR, "cannot read the body");
	g_mime_init();
	m->give_up = give_up;
	parse(m, fd);
	if (m->wrong != NULL)
		return m;
	if (m->root == NULL || !GMIME_IS_MULTIPART(m->root))
		m->wrong = "not a multipart body";
	else
		find_file(m);
	return m;
}

void
multipart_free(struct multipart *m)
{
	if (m == NULL)
		return;
	if (m->root != NULL)
		g_object_unref(m->root);
	g_free(m->type);
	free(m);
	g_mime_shutdown();
}

const char *
multipart_wrong(const struct multipart *m)
{
	return m->wrong;
}

const char *
multipart_name(const struct multipart *m)
{
	return g_mime_part_get_filename(m->file);
}

const char *
multipart_type(const struct multipart *m)
{
	return m->type;
}

long long
multipart_write(const struct multipart *m, int out)
{
	GMimeStream *stream = g_mime_stream_fs_new(out);
	long long n;

	g_mime_stream_fs_set_owner(GMIME_STREAM_FS(stream), FALSE);
	n = g_mime_data_wrapper_write_to_stream(
	    g_mime_part_get_content(m->file), stream);
	if (n != -1 && g_mime_stream_flush(stream) == -1)
		n = -1;
	g_object_unref(stream);
	return n;
}
