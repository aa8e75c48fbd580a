#include <string.h>
#include <strings.h>

#include "conf/upload.h"
#include "multipart.h"

enum {
	PIECE_MAX = 8192, /* bytes; a line of a header and a delimiter fit */
	PARTS_MAX = 64,
	FIELDS_MAX = 64 /* of all parts together */
};

enum piece {
	PIECE_TEXT,
	PIECE_PART, /* the delimiter before a part */
	PIECE_LAST, /* the delimiter after all parts */
	PIECE_STOP  /* the end of the body, or a fault */
};

struct multipart {
	FILE *in;
	const char *boundary;
	struct file *file;
	char piece[PIECE_MAX + 1]; /* and a NUL */
	size_t len;		   /* bytes of piece */
	bool within;		   /* the piece does not begin a line */
	long long bytes;	   /* of the body, so far */
	int parts;		   /* so far */
	int fields;		   /* so far, of all parts */
	bool found;		   /* the file was read */
};

/* The fields of a part that are read. */
enum field { DISPOSITION, TYPE, ENCODING, FIELDS };
static const char *const names[FIELDS] = {
    "Content-Disposition", "Content-Type", "Content-Transfer-Encoding"};

struct part {
	char value[FIELDS][HEADER_MAX + 1]; /* "" when absent */
};

static enum piece
stop(struct multipart *m, const char *why)
{
	file_fail(m->file, FAULT_INPUT, why);
	return PIECE_STOP;
}

/* What the piece is.  A delimiter is a whole line; blanks may end it. */
static enum piece
kind_of(const struct multipart *m)
{
	size_t n = strlen(m->boundary);
	const char *p = m->piece;
	bool last;

	if (m->within || strncmp(p, "--", 2) != 0 ||
	    strncmp(p + 2, m->boundary, n) != 0)
		return PIECE_TEXT;
	p += 2 + n;
	last = strncmp(p, "--", 2) == 0;
	p += last ? 2 : 0;
	p += strspn(p, " \t\r");
	if (*p != '\n' && !(p == m->piece + m->len && feof(m->in)))
		return PIECE_TEXT;
	return last ? PIECE_LAST : PIECE_PART;
}

/* Read up to the end of a line or PIECE_MAX; a CR and LF are not separated. */
static enum piece
next(struct multipart *m)
{
	int c = 0;

	m->within = m->len > 0 && m->piece[m->len - 1] != '\n';
	m->len = 0;
	while (m->len < PIECE_MAX && c != '\n' &&
	       (c = getc_unlocked(m->in)) != EOF)
		m->piece[m->len++] = (char)c;
	if (m->len == PIECE_MAX && c == '\r')
		ungetc(m->piece[--m->len], m->in);
	m->piece[m->len] = '\0';
	m->bytes += (long long)m->len;
	if (ferror(m->in))
		file_fail_errno(m->file, "read the body");
	else if (m->bytes > upload_body_max())
		file_fail_size(m->file);
	if (m->len == 0 || m->file->fault != FAULT_NONE)
		return PIECE_STOP;
	return kind_of(m);
}

/* Bytes of the line end that the piece ends with: 0, 1 or 2. */
static size_t
eol_length(const struct multipart *m)
{
	size_t n = m->len;

	if (n == 0 || m->piece[n - 1] != '\n')
		return 0;
	return n > 1 && m->piece[n - 2] == '\r' ? 2 : 1;
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
static enum piece
read_header(struct multipart *m, struct part *part)
{
	char field[HEADER_MAX + 1] = "";
	size_t used = 0;
	enum piece kind;
	size_t n;

	while ((kind = next(m)) == PIECE_TEXT) {
		n = m->len - eol_length(m);
		if (strchr(" \t", m->piece[0]) == NULL || n == 0) {
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
		memcpy(field + used, m->piece, n);
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
static enum piece
copy_text(struct multipart *m)
{
	enum piece kind;
	char eol[2];
	size_t held = 0;
	size_t n;

	while ((kind = next(m)) == PIECE_TEXT) {
		if (!file_write(m->file, eol, held))
			return PIECE_STOP;
		held = eol_length(m);
		n = m->len - held;
		memcpy(eol, m->piece + n, held);
		if (!file_write(m->file, m->piece, n))
			return PIECE_STOP;
	}
	return kind;
}

static enum piece
skip_text(struct multipart *m)
{
	enum piece kind;

	do
		kind = next(m);
	while (kind == PIECE_TEXT);
	return kind;
}

/* Read a part and the delimiter after it. */
static enum piece
read_part(struct multipart *m)
{
	struct part part = {0};
	enum piece kind;

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
	struct multipart m = {.in = in, .boundary = boundary, .file = file};
	enum piece kind = skip_text(&m);

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
