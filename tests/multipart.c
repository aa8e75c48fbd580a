/*
 * multipart - amb-form's reader of multipart bodies, with what is made to hurt
 *
 * multipart whole N: N files of bytes that look like delimiters come out as
 * they went in, and no file or field is longer than the limit.
 * multipart mutated N: N bodies with random faults are read or refused, and
 * what is returned is in its bounds.
 *
 * The numbers are the same in every run.  Built with -DFUZZER it is a target of
 * libFuzzer instead.
 */
#include <stdlib.h>
#include <string.h>

#include "../cmd/amb-form/file.c"
#include "../cmd/amb-form/header.c"
#include "../cmd/amb-form/multipart.c"
#include "../cmd/amb-form/piece.c"
#include "base/diag.h"
#include "conf/conf.h"

enum { BODY_MAX = 1 << 16, FILE_LENGTH_MAX = 3 * PIECE_MAX };

#define HEAD                                                                   \
	"Content-Disposition: form-data; name=\"file\"; "                      \
	"filename=\"a.png\"\r\n"

struct body {
	char data[BODY_MAX];
	size_t len;
};

/* What came of a body. */
struct result {
	struct file file;
	char *out;
	size_t len;
};

static void
add(struct body *b, const char *data, size_t len)
{
	if (len > BODY_MAX - b->len)
		len = BODY_MAX - b->len;
	memcpy(b->data + b->len, data, len);
	b->len += len;
}

static void
add_text(struct body *b, const char *text)
{
	add(b, text, strlen(text));
}

/* The caller frees r->out. */
static void
read_back(const char *data, size_t len, const char *boundary, struct result *r)
{
	FILE *in = fmemopen((void *)(uintptr_t)data, len, "r");

	memset(r, 0, sizeof(*r));
	file_start(&r->file, open_memstream(&r->out, &r->len));
	if (in == NULL || r->file.out == NULL)
		abort();
	multipart_read(in, boundary, &r->file);
	fclose(in);
	fclose(r->file.out);
}

static bool
in_bounds(const struct result *r)
{
	if (r->file.fault != FAULT_NONE)
		return r->file.why[0] != '\0' &&
		       (r->file.fault == FAULT_INPUT ||
			   r->file.fault == FAULT_TOO_LARGE);
	return r->file.why[0] == '\0' && r->file.size == (long long)r->len &&
	       r->file.size <= upload_file_max() &&
	       strchr(r->file.type, '/') != NULL;
}

static bool
survives(const char *data, size_t len)
{
	static struct result r;
	bool good;

	if (len == 0)
		return true;
	read_back(data, len, "XX", &r);
	good = in_bounds(&r);
	free(r.out);
	return good;
}

#ifdef FUZZER
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);
int LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	setenv("MAX_UPLOAD_MB", "0.02", 1);
	conf_load_or_die(NULL);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (!survives((const char *)data, len))
		abort();
	return 0;
}
#else

static uint32_t
dice(uint32_t sides)
{
	static uint64_t state = 88172645463325252;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 32) % sides;
}

/* A length near one that matters to the reader, or a short one. */
static size_t
some_length(void)
{
	size_t near[] = {PIECE_MAX, 2 * PIECE_MAX, (size_t)upload_file_max()};
	uint32_t i = dice(6);

	return i < 3 ? near[i] - 4 + dice(9) : dice(40);
}

/* Bytes of which only the last are not all alike, when there are many. */
static void
some_bytes(char *out, size_t n)
{
	static const char bytes[] = "\r\n\r\n-- XX\0a";
	size_t i;

	for (i = 0; i < n; i++)
		out[i] =
		    n - i < 8 || n < 40 ? bytes[dice(sizeof(bytes) - 1)] : 'a';
}

static bool
whole(void)
{
	static char field[HEADER_MAX + 2];
	static char want[FILE_LENGTH_MAX];
	static struct body b;
	static struct result r;
	size_t n = some_length();
	size_t n_field = HEADER_MAX - 1 + dice(3);
	bool good;

	some_bytes(want, n);
	memset(field, 'a', n_field);
	b.len = 0;
	add_text(&b, "--XXb\r\n" HEAD);
	add(&b, field, n_field);
	add_text(&b, "\r\n\r\n");
	add(&b, want, n);
	add_text(&b, "\r\n--XXb--\r\n");
	read_back(b.data, b.len, "XXb", &r);
	good = n_field > HEADER_MAX ? r.file.fault == FAULT_INPUT
	       : (long long)n > upload_file_max()
		   ? r.file.fault == FAULT_TOO_LARGE
		   : r.file.fault == FAULT_NONE && r.len == n &&
			 memcmp(r.out, want, n) == 0;
	free(r.out);
	return good;
}

static const char *const seeds[] = {
    "--XX\r\n" HEAD "Content-Type: image/png\r\n\r\nabc\r\n--XX--\r\n",
    "--XX\r\nContent-Disposition: form-data; name=text\r\n\r\nabc\r\n"
    "--XX\r\n" HEAD "\r\nab\r\nc\r\n--XX--\r\nafter",
    "before\r\n--XX  \r\nContent-Disposition: form-data;\r\n name=file;\r\n"
    "\tfilename*=utf-8''%e5%9b%be.png\r\n\r\nabc\r\n--XX-- ",
    "--XX\n" HEAD "Content-Transfer-Encoding: base64\n\naGVs\nbG8=\n--XX--",
};

/* An empty one stands for a long run of one byte. */
static const char *const tokens[] = {"--XX", "--XX--", "\r\n--XX\r\n", "\r\n",
    "\r", "\n", "\n\n", "\"", "\\", ";", "=", ":", " \t", "--", "%",
    "*=", "filename=", "Content-Disposition: form-data; name=file\r\n",
    "Content-Transfer-Encoding: base64\r\n", "multipart/mixed", ""};

static void
insert(struct body *b, size_t at, const char *text)
{
	static char tail[BODY_MAX];
	static char run[PIECE_MAX + 2];
	size_t rest = b->len - at;

	memcpy(tail, b->data + at, rest);
	b->len = at;
	if (text[0] != '\0') {
		add_text(b, text);
	} else {
		memset(run, " a-\r"[dice(4)], sizeof(run));
		add(b, run, PIECE_MAX / (1 + dice(3)) - 1 + dice(3));
	}
	add(b, tail, rest);
}

static void
mutate(struct body *b)
{
	size_t at = dice((uint32_t)b->len + 1);
	size_t n;

	switch (at == b->len ? 3 : dice(4)) {
	case 0:
		b->data[at] = (char)dice(256);
		break;
	case 1:
		n = dice((uint32_t)(b->len - at)) + 1;
		memmove(b->data + at, b->data + at + n, b->len - at - n);
		b->len -= n;
		break;
	case 2:
		b->len = at;
		break;
	default:
		insert(b, at, tokens[dice(sizeof(tokens) / sizeof(*tokens))]);
	}
}

static bool
mutated(void)
{
	static struct body b;
	uint32_t n = 1 + dice(8);

	b.len = 0;
	add_text(&b, seeds[dice(sizeof(seeds) / sizeof(*seeds))]);
	while (n-- > 0)
		mutate(&b);
	return survives(b.data, b.len);
}

int
main(int argc, char *argv[])
{
	bool (*promise)(void);
	long i;

	diag_init(argv[0]);
	if (argc != 3)
		return 64;
	setenv("MAX_UPLOAD_MB", "0.02", 1); /* 20971 bytes */
	conf_load_or_die(NULL);
	promise = strcmp(argv[1], "whole") == 0 ? whole : mutated;
	for (i = 0; i < atol(argv[2]); i++) {
		if (!promise()) {
			printf("round %ld does not hold\n", i);
			return 1;
		}
	}
	return 0;
}
#endif
