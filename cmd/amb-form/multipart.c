#include <string.h>
#include <strings.h>

#include "conf/upload.h"
#include "multipart.h"
#include "piece.h"

enum {
	PARTS_MAX = 64,
	FIELDS_MAX = 64 /* of all parts together */
};

enum piece_kind {
	PIECE_TEXT,
	PIECE_PART, /* the delimiter before a part */
	PIECE_LAST, /* the delimiter after all parts */
	PIECE_STOP  /* the end of the body, or a fault */
};

struct multipart {
	const char *boundary;
	struct file *file;
	struct piece piece;
	long long bytes; /* of the body, so far */
	long long bytes_max;
	int parts;  /* so far */
	int fields; /* so far, of all parts */
	bool found; /* the file was read */
};

/* The fields of a part that are read. */
enum field { DISPOSITION, TYPE, ENCODING, FIELDS };
static const char *const names[FIELDS] = {
    "Content-Disposition", "Content-Type", "Content-Transfer-Encoding"};

struct part {
	char value[FIELDS][HEADER_MAX + 1]; /* "" when absent */
};

static enum piece_kind
stop(struct multipart *m, const char *why)
{
	file_fail(m->file, FAULT_INPUT, why);
	return PIECE_STOP;
}

/* What the piece is.  A delimiter is a whole line; blanks may end it. */
static enum piece_kind
kind_of(const struct multipart *m)
{
	size_t n = strlen(m->boundary);
	const char *p = m->piece.text;
	bool last;

	if (m->piece.within || strncmp(p, "--", 2) != 0 ||
	    strncmp(p + 2, m->boundary, n) != 0)
		return PIECE_TEXT;
	p += 2 + n;
	last = strncmp(p, "--", 2) == 0;
	p += last ? 2 : 0;
	p += strspn(p, " \t\r");
	if (*p != '\n' &&
	    !(p == m->piece.text + m->piece.len && piece_is_last(&m->piece)))
		return PIECE_TEXT;
	return last ? PIECE_LAST : PIECE_PART;
}

static enum piece_kind
next(struct multipart *m)
{
	piece_next(&m->piece);
	m->bytes += (long long)m->piece.len;
	if (ferror(m->piece.in))
		file_fail_errno(m->file, "read the body");
	else if (m->bytes > m->bytes_max)
		file_fail_size(m->file);
	if (m->piece.len == 0 || m->file->fault != FAULT_NONE)
		return PIECE_STOP;
	return kind_of(m);
}

/* Store a field, "Name: value", if it is one of names[]; the last one wins. */
static void
keep(struct part *part, const char *field)
{
	size_t n = strcspn(field, ":");
	const char *value = field + n + (field[n] == ':');
	int i;

	value += strspn(value, " \t");
	for (i = 0; i < FIELDS; i++)
		if (n == strlen(names[i]) &&
		    strncasecmp(field, names[i], n) == 0)
			snprintf(part->value[i], HEADER_MAX + 1, "%s", value);
}

/* Read the header of a part and the empty line after it. */
static enum piece_kind
read_header(struct multipart *m, struct part *part)
{
	char field[HEADER_MAX + 1] = "";
	size_t used = 0;
	enum piece_kind kind;
	size_t n;

	while ((kind = next(m)) == PIECE_TEXT) {
		n = m->piece.len - piece_eol(&m->piece);
		if (strchr(" \t", m->piece.text[0]) == NULL || n == 0) {
			keep(part, field);
			used = 0;
			if (n == 0)
				return PIECE_TEXT;
			if (++m->fields > FIELDS_MAX)
				return stop(
				    m, "too many header fields in the body");
		}
		if (used + n > HEADER_MAX)
			return stop(
			    m, "a header field of the body is too long");
		memcpy(field + used, m->piece.text, n);
		used += n;
		field[used] = '\0';
	}
	keep(part, field);
	return kind;
}

/* A part is the file when it has a filename or the name "file". */
static bool
is_file(const struct part *part)
{
	const char *value = part->value[DISPOSITION];
	char text[HEADER_MAX + 1];

	return header_param(value, "filename", text) ||
	       header_param(value, "filename*", text) ||
	       (header_param(value, "name", text) && strcmp(text, "file") == 0);
}

static bool
is_nested(const struct part *part)
{
	const char *type = part->value[TYPE];

	return strncasecmp(type, "multipart/", 10) == 0 ||
	       strncasecmp(type, "message/", 8) == 0;
}

/* Returns false when the transfer encoding is unknown. */
static bool
read_encoding(const struct part *part, struct file *file)
{
	static const char *const plain[] = {"", "7bit", "8bit", "binary"};
	char word[HEADER_MAX + 1];
	size_t i;

	header_word(part->value[ENCODING], word);
	file->base64 = strcasecmp(word, "base64") == 0;
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		if (strcasecmp(word, plain[i]) == 0)
			return true;
	return file->base64;
}

static void
describe(const struct part *part, struct file *file)
{
	const char *value = part->value[DISPOSITION];
	const char *type = part->value[TYPE];

	file->named = header_param(value, "filename", file->name) ||
		      header_param_utf8(value, "filename", file->name);
	if (type[0] == '\0')
		type = "text/plain"; /* RFC 7578 */
	header_word(type, file->type);
	if (strchr(file->type, '/') == NULL)
		header_word("application/octet-stream", file->type);
}

/* Copy the file up to the next delimiter, which includes the line end before
 * it. */
static enum piece_kind
copy_text(struct multipart *m)
{
	enum piece_kind kind;
	char eol[2];
	size_t held = 0;
	size_t n;

	while ((kind = next(m)) == PIECE_TEXT) {
		if (!file_write(m->file, eol, held))
			return PIECE_STOP;
		held = piece_eol(&m->piece);
		n = m->piece.len - held;
		memcpy(eol, m->piece.text + n, held);
		if (!file_write(m->file, m->piece.text, n))
			return PIECE_STOP;
	}
	return kind;
}

static enum piece_kind
skip_text(struct multipart *m)
{
	enum piece_kind kind;

	do
		kind = next(m);
	while (kind == PIECE_TEXT);
	return kind;
}

/* Read a part and the delimiter after it. */
static enum piece_kind
read_part(struct multipart *m)
{
	struct part part = {0};
	enum piece_kind kind;

	if (++m->parts > PARTS_MAX)
		return stop(m, "too many parts in the body");
	kind = read_header(m, &part);
	if (kind == PIECE_STOP)
		return kind;
	if (is_nested(&part))
		return stop(m, "a part of the body is itself multipart");
	if (!is_file(&part))
		return kind == PIECE_TEXT ? skip_text(m) : kind;
	if (m->found)
		return stop(m, "more than one file in the body");
	if (kind != PIECE_TEXT)
		return stop(m, "the file is cut short");
	if (!read_encoding(&part, m->file))
		return stop(m, "the transfer encoding of the file is unknown");
	m->found = true;
	describe(&part, m->file);
	return copy_text(m);
}

void
multipart_read(FILE *in, const char *boundary, struct file *file)
{
	struct multipart m = {.piece.in = in,
	    .boundary = boundary,
	    .file = file,
	    .bytes_max = upload_body_max()};
	enum piece_kind kind = skip_text(&m);

	while (kind == PIECE_PART)
		kind = read_part(&m);
	if (kind == PIECE_LAST && !m.found)
		stop(&m, "no file in the body");
	else if (kind == PIECE_STOP && file->fault == FAULT_NONE)
		stop(&m,
		    "the multipart body is truncated or has another boundary");
	while (file->fault == FAULT_NONE && kind != PIECE_STOP)
		kind = next(&m); /* the rest is ignored */
}
