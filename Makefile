# make            build bin/amb-*; V=1 shows the commands
# make demo       a sentence becomes light, here and now
# make serve      the service on this machine, PORT=8000
# make test       install what is missing, build, run the whole suite
# make check      the suite alone; asan, memcheck: under sanitizers, valgrind
# make lint       form, layers, shell scripts, manual pages
# make bench      speed and memory as ratios
# make install    and uninstall: below PREFIX; DESTDIR goes before it
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
B       ?= bin
O       := $B/.obj
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
           -Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral
HARDEN  := -fstack-protector-strong -D_FORTIFY_SOURCE=2
CPPFLAGS += -D_GNU_SOURCE -Ilib -MMD -MP
# no fused multiply-add: a frame must be the same on every machine
ALL_CFLAGS = -std=c11 -ffp-contract=off $(WARN) $(HARDEN) $(CFLAGS)
quiet   = $(if $V,,@echo '$1 $(@:$O/%=%)';)

# helpers are installed in libexec/amb, the other tools in bin
TOOLS   := $(notdir $(wildcard cmd/*))
CLOUDS  := $(filter amb-plan-% amb-genimg-%,$(TOOLS))
HELPERS := $(CLOUDS) amb-downsample-magick

# What each tool links besides libamb.a; the archive pulls only what is used.
pc      = $(shell pkg-config --libs $1)
LDLIBS += -Wl,--as-needed $(shell pkg-config --libs libjq 2>/dev/null || echo -ljq) -lm
amb-publish_LIBS    = $(call pc,sqlite3 libutf8proc)
amb-log_LIBS        = $(call pc,sqlite3)
amb-feed_LIBS       = $(call pc,libwebsockets sqlite3)
amb-mqtt_LIBS       = $(call pc,libmosquitto sqlite3)
amb-genimg_LIBS     = $(call pc,fontconfig freetype2 harfbuzz libpng)
amb-downsample_LIBS = $(call pc,libpng)
amb-show_LIBS       = $(amb-downsample_LIBS)
amb-downsample-magick_LIBS = $(call pc,MagickWand)
$(foreach t,$(CLOUDS),$(eval $t_LIBS = $$(call pc,libcurl)))

SOURCES := $(wildcard lib/*/*.c cmd/*/*.c cmd/*/*/*.c tests/*.c)
MANUALS := $(wildcard lib/*.7 lib/*/*.[57] cmd/*/*.[157] scripts/*.1)
CHECKS  := $(patsubst tests/%.c,$B/.test/%,$(wildcard tests/*.c))

# the words of amb-plan: our tables and Unicode CLDR, in one file to be mapped
CLDR    ?= /usr/share/unicode/cldr/common
LEXICON := etc/lexicon/lexicon.bin
FROZEN  := $B/.test/share/lexicon/lexicon.bin
WORDS   := $(foreach k,color emoji theme word tint say,$(sort $(wildcard etc/lexicon/$k*.tsv)))
MK      := $(wildcard cmd/amb-plan/mk/*.c)

all: $(TOOLS:%=$B/%) $(LEXICON)
$O/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$O/lib/base/version.o: CPPFLAGS += -DAMB_VERSION='"$(shell cat VERSION)"'
$O/lib/base/version.o: VERSION
$O/lib/image/%.o:      CPPFLAGS += $(patsubst -I%,-isystem %,$(shell pkg-config --cflags MagickWand harfbuzz freetype2))
$O/libamb.a: $(patsubst %.c,$O/%.o,$(filter lib/%,$(SOURCES)))
	$(call quiet,AR)rm -f $@ && $(AR) rcs $@ $^

LINK = $(call quiet,LD)$(CC) $(LDFLAGS) $(ALL_CFLAGS) -o $@ $(filter %.o %.a,$^)
define tool
$O/cmd/$1/%.o: CPPFLAGS += -Icmd/$1
$B/$1: $(patsubst %.c,$O/%.o,$(filter-out $(MK),$(filter cmd/$1/%,$(SOURCES)))) $O/libamb.a
	$$(LINK) $$($1_LIBS) $$(LDLIBS)
endef
$(foreach t,$(TOOLS),$(eval $(call tool,$t)))
$O/mklexicon: $(MK:%.c=$O/%.o) $(addprefix $O/cmd/amb-plan/words/,lexfile.o normalize.o) $O/libamb.a
	$(LINK) $(LDLIBS)
$(FROZEN): override CLDR := tests/light/cldr
$(FROZEN): $(wildcard tests/light/cldr/*/*.xml)
$(LEXICON) $(FROZEN): $(WORDS) $O/mklexicon
	@mkdir -p $(@D)
	$(call quiet,MK)$O/mklexicon $@.$$$$ $(CLDR) $(WORDS) && mv $@.$$$$ $@
# programs that only tests run, each of one file
$B/.test/quality: LDLIBS += $(amb-genimg_LIBS)
$B/.test/pngrows: LDLIBS += $(call pc,libpng)
$B/.test/replay: LDLIBS += $(call pc,sqlite3)
$B/.test/%: $O/tests/%.o $O/libamb.a
	@mkdir -p $(@D)
	$(LINK) $(LDLIBS)

# as root or by sudo; quick when nothing is missing
demo serve:
	scripts/deps build run
	$(MAKE) all
	scripts/$@
test:
	scripts/deps build run test
	$(MAKE) check
check: all $(CHECKS) $(FROZEN) $O/mklexicon
	PATH="$(abspath $B/$(UNDER)):$$PATH" prove -fo -j $(or $(JOBS),4) -e 'bats --tap' tests/*.bats
asan:
	LSAN_OPTIONS=suppressions=$(abspath tests)/asan.supp:print_suppressions=0 \
	    $(MAKE) check B=bin/.asan CFLAGS='-O1 -g -U_FORTIFY_SOURCE \
	    -fsanitize=address,undefined -fno-sanitize-recover=all'
memcheck: all
	scripts/memcheck $(abspath $B) $(TOOLS)
	$(MAKE) check UNDER=.memcheck JOBS=2
lint: all $O/mklexicon
	scripts/deps lint
	scripts/lint $O
bench: all
	scripts/deps bench
	scripts/bench
install: all
install uninstall:
	@scripts/install $@ $B '$(DESTDIR)' '$(PREFIX)' '$(filter-out $(HELPERS),$(TOOLS))' '$(HELPERS)' '$(MANUALS)'
clean:
	rm -rf $(TOOLS:%=$B/%) bin/.[!.]* $(LEXICON)
.PHONY: all asan bench check clean demo install lint memcheck serve test uninstall
.SECONDARY: $(CHECKS:$B/.test/%=$O/tests/%.o)
-include $(patsubst %.c,$O/%.d,$(SOURCES))
