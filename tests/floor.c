/*
 * floor - the least that a durable answer costs: a CGI for benches
 *
 * Parses its body with libjq, appends it to the file "floor.log" in its working
 * directory, syncs that once and answers with the body.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/io.h"
#include "json/msg.h"

static void
keep(const char *text, size_t len)
{
	int fd =
	    open("floor.log", O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);

	if (fd == -1 || io_write_all(fd, text, len) == -1 ||
	    fdatasync(fd) == -1 || close(fd) == -1)
		die_errno(1, "cannot write 'floor.log'");
}

int
main(int argc, char *argv[])
{
	jv body;
	char *text;
	size_t len;

	(void)argc;
	diag_init(argv[0]);
	body = msg_read(stdin);
	if (!jv_is_valid(body))
		die_msg(1, "the body is not a JSON object");
	text = msg_text(body, &len);
	text[len++] = '\n'; /* in place of the NUL */
	keep(text, len);
	printf("Status: 200 OK\r\nContent-Type: application/json\r\n"
	       "Content-Length: %zu\r\n\r\n",
	    len);
	fwrite(text, 1, len, stdout);
	free(text);
	return stdout_close();
}
