/*
 * mklexicon - make lexicon.bin from our tables and Unicode CLDR.
 *
 * usage: mklexicon output cldr-folder file.tsv ...
 * Runs when amb is built; see amb-lexicon(5).
 */
#include <stdio.h>
#include <sysexits.h>

#include "base/diag.h"
#include "mk/steps.h"

/* Words of CLDR, below its folder common. */
static const char *const annotations[] = {
    "annotations/zh.xml",
    "annotations/zh_Hant.xml",
    "annotations/en.xml",
    "annotationsDerived/zh.xml",
    "annotationsDerived/zh_Hant.xml",
    "annotationsDerived/en.xml",
};

int
main(int argc, char *argv[])
{
	static struct builder builder; /* never freed */
	char path[4096];
	size_t i;
	int arg;

	diag_init(argv[0]);
	if (argc < 4)
		die_msg(EX_USAGE,
		    "usage: mklexicon output cldr-folder file.tsv ...");
	builder_init(&builder);
	snprintf(path, sizeof(path), "%s/transforms/Simplified-Traditional.xml",
	    argv[2]);
	cldr_simplified(&builder, path);
	snprintf(path, sizeof(path), "%s/transforms/Han-Latin.xml", argv[2]);
	pinyin_read(&builder, path);
	for (arg = 3; arg < argc; arg++)
		tsv_read(&builder, argv[arg]);
	for (i = 0; i < sizeof(annotations) / sizeof(annotations[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", argv[2], annotations[i]);
		cldr_words(&builder, path);
	}
	pinyin_words(&builder);
	writer_write(&builder, argv[1]);
	return EX_OK;
}
