# make          build bin/amb-*
# make demo     a sentence becomes light, here and now
# make serve    the service on this machine, PORT=8000
# make test     install what is missing, build, run the whole suite
# make check    the suite alone; asan, memcheck: under sanitizers, valgrind
# make lint     formatting, shell scripts, manual pages
# make bench    speed and memory as ratios
# make install  honours DESTDIR and PREFIX
.DELETE_ON_ERROR:
.SECONDARY:
.DEFAULT_GOAL := all

PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
B       ?= bin
O       := $B/.obj
JOBS    ?= 4
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
           -Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral
HARDEN  := -fstack-protector-strong -D_FORTIFY_SOURCE=2
CPPFLAGS += -D_GNU_SOURCE -Ilib -MMD -MP
# no fused multiply-add: a frame must be the same on every machine
ALL_CFLAGS = -std=c11 -ffp-contract=off $(WARN) $(HARDEN) $(CFLAGS)

# What each tool links besides libamb.a; the archive pulls only what is used.
pc      = $(shell pkg-config --libs $1)
LDLIBS += $(shell pkg-config --libs libjq 2>/dev/null || echo -ljq) -lm
amb-feed_LIBS       = $(call pc,libwebsockets)
amb-mqtt_LIBS       = $(call pc,libmosquitto)
amb-form_LIBS       = $(call pc,gmime-3.0)
amb-genimg_LIBS     = $(call pc,MagickWand fontconfig)
amb-downsample_LIBS = $(call pc,MagickWand)
amb-show_LIBS       = $(call pc,MagickWand)
CLOUDS := amb-plan-chat $(addprefix amb-genimg-,bfl openai aihubmix google sdwebui)
$(foreach t,$(CLOUDS),$(eval $t_LIBS = $$(call pc,libcurl)))
$O/lib/base/version.o:    CPPFLAGS += -DAMB_VERSION='"$(shell cat VERSION)"'
$O/lib/base/version.o:    VERSION
$(addprefix $O/lib/image/,wand.o image.o draw.o): CPPFLAGS += $(patsubst -I%,-isystem %,$(shell pkg-config --cflags MagickWand))
$O/cmd/amb-form/%.o:      CPPFLAGS += $(shell pkg-config --cflags gmime-3.0)

TOOLS  := $(notdir $(wildcard cmd/*))
LIBOBJ := $(patsubst %.c,$O/%.o,$(wildcard lib/*/*.c))
MANUALS := $(wildcard cmd/*/*.[157] lib/*.[157] lib/*/*.[157] scripts/*.[157])
CHECKS := $(patsubst tests/%.c,$B/.test/%,$(wildcard tests/*.c))
# the same words with a frozen CLDR, for tests/light.bats
FROZEN := $B/.test/share/lexicon/lexicon.bin

# the words of amb-plan: our tables and Unicode CLDR, in one file to be mapped
CLDR    ?= /usr/share/unicode/cldr/common
LEXICON := etc/lexicon/lexicon.bin
WORDS   := $(foreach k,color emoji theme word tint say,\
             $(sort $(wildcard etc/lexicon/$k*.tsv)))
MKLEX   := $(patsubst %.c,$O/%.o,$(wildcard cmd/amb-plan/mk/*.c)) \
           $O/cmd/amb-plan/fold.o $O/libamb.a

all: $(TOOLS:%=$B/%) $(LEXICON)

$O/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$O/libamb.a: $(LIBOBJ)
	rm -f $@ && $(AR) rcs $@ $^

define tool
$B/$1: $$(patsubst %.c,$O/%.o,$$(filter-out cmd/amb-plan/mk/%, \
    $$(wildcard cmd/$1/*.c cmd/$1/*/*.c))) $O/libamb.a
	$$(CC) $$(LDFLAGS) $$(ALL_CFLAGS) -o $$@ $$^ $$($1_LIBS) $$(LDLIBS)
endef
$(foreach t,$(TOOLS),$(eval $(call tool,$t)))

$O/mklexicon: $(MKLEX)
	$(CC) $(LDFLAGS) $(ALL_CFLAGS) -o $@ $^ $(LDLIBS)

$(FROZEN): override CLDR := tests/light/cldr
$(FROZEN): $(wildcard tests/light/cldr/*/*.xml)
$(LEXICON) $(FROZEN): $(WORDS) cmd/amb-plan/lexfile.h \
    $(wildcard cmd/amb-plan/mk/* cmd/amb-plan/fold.[ch]) | $O/mklexicon
	@mkdir -p $(@D)
	$O/mklexicon $@.$$$$ $(CLDR) $(WORDS) && mv $@.$$$$ $@

# programs that only tests run, each of one file
$B/.test/quality: LDLIBS += $(call pc,MagickWand)
$B/.test/%: $O/tests/%.o $O/libamb.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $(ALL_CFLAGS) -o $@ $^ $(LDLIBS)

demo serve: all-deps
	scripts/$@

# as root or by sudo; quick when nothing is missing
all-deps:
	scripts/deps build run
	$(MAKE) all

test:
	scripts/deps build run test
	$(MAKE) check

check: all $(CHECKS) $(FROZEN)
	PATH="$(abspath $B):$$PATH" prove -fo -j $(JOBS) -e 'bats --tap' tests/*.bats

asan:
	LSAN_OPTIONS=suppressions=$(abspath tests)/asan.supp:print_suppressions=0 \
	    $(MAKE) check B=bin/.asan CFLAGS='-O1 -g -U_FORTIFY_SOURCE \
	    -fsanitize=address,undefined -fno-sanitize-recover=all'

memcheck: all $(CHECKS) $(FROZEN)
	mkdir -p $B/.memcheck
	for t in $(TOOLS); do printf '#!/bin/sh\nexec valgrind -q \
	    --leak-check=full --error-exitcode=99 --suppressions=%s %s \
	    "$$@"\n' $(abspath tests)/memcheck.supp \
	    "$(abspath $B)/$$t" >$B/.memcheck/$$t && \
	    chmod +x $B/.memcheck/$$t; done
	PATH="$(abspath $B)/.memcheck:$$PATH" prove -fo -j $(JOBS) -e 'bats --tap' tests/*.bats

lint:
	scripts/deps lint
	clang-format --dry-run -Werror $(wildcard cmd/*/*.[ch] cmd/*/*/*.[ch] lib/*/*.[ch] tests/*.[ch])
	shellcheck $(filter-out %.1,$(wildcard scripts/* bin/amb)) .ci/run
	shellcheck -e SC2030,SC2031,SC2154 tests/*.bats tests/*.bash
	! groff -Kutf8 -ww -mdoc -Tutf8 -z $(MANUALS) 2>&1 | grep .

bench: all
	scripts/deps bench
	scripts/bench

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/amb
	install bin/amb $(TOOLS:%=$B/%) $(DESTDIR)$(PREFIX)/bin
	cp -RL etc/. $(DESTDIR)$(PREFIX)/share/amb
	install scripts/serve $(DESTDIR)$(PREFIX)/share/amb
	for m in $(MANUALS); do install -Dm644 $$m \
	    $(DESTDIR)$(PREFIX)/share/man/man$${m##*.}/$${m##*/}; done

clean:
	rm -rf $(TOOLS:%=$B/%) bin/.[!.]* $(LEXICON)

.PHONY: all all-deps asan bench check clean demo install lint memcheck serve test
-include $(wildcard $O/lib/*/*.d $O/cmd/*/*.d $O/cmd/*/*/*.d \
    $O/tests/*.d)
