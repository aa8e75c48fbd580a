/*
 * addr - say of each numeric address on the command line whether it is public
 */
#include <stdio.h>

#include "cloud/addr.h"

int
main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++)
		printf("%s %s\n", argv[i],
		    addr_text_public(argv[i]) ? "public" : "closed");
	return 0;
}
