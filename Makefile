# make          build bin/amb-*
# make demo     a sentence becomes light, here and now
# make serve    the service on this machine, PORT=8000
# make test     install what is missing, build, run the whole suite
# make check    the suite alone; asan, memcheck: under sanitizers, valgrind
# make lint     formatting, shell scripts, manual pages
# make bench    speed and memory as ratios
# make install  honours DESTDIR and PREFIX
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

PREFIX  ?= /usr/local
CFLAGS  ?= -O2 -g
B       ?= bin
O       := $B/.obj
JOBS    ?= 2
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
           -Wwrite-strings -Wvla -Wformat=2 -Wno-format-nonliteral
HARDEN  := -fstack-protector-strong -D_FORTIFY_SOURCE=2
CPPFLAGS += -D_GNU_SOURCE -Ilib -MMD -MP
# no fused multiply-add: a frame must be the same on every machine
ALL_CFLAGS = -std=c11 -ffp-contract=off $(WARN) $(HARDEN) $(CFLAGS)

# What each tool links besides libamb.a; the archive pulls only what is used.
pc      = $(shell pkg-config --libs $1)
LDLIBS += $(shell pkg-config --libs libjq 2>/dev/null || echo -ljq) -lm
amb-form_LIBS       = $(call pc,gmime-3.0)
amb-genimg_LIBS     = $(call pc,MagickWand fontconfig)
amb-downsample_LIBS = $(call pc,MagickWand)
amb-show_LIBS       = $(call pc,MagickWand)
$O/lib/image.o:           CPPFLAGS += $(patsubst -I%,-isystem %,$(shell pkg-config --cflags MagickWand))
$O/cmd/amb-form/%.o:      CPPFLAGS += $(shell pkg-config --cflags gmime-3.0)

TOOLS  := $(notdir $(wildcard cmd/*))
LIBOBJ := $(patsubst %.c,$O/%.o,$(wildcard lib/*.c))
CHECKS := $(patsubst tests/%.c,$B/.test/%,$(wildcard tests/*.c))

all: $(TOOLS:%=$B/%)

$O/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -c -o $@ $<

$O/libamb.a: $(LIBOBJ)
	rm -f $@ && $(AR) rcs $@ $^

define tool
$B/$1: $$(patsubst %.c,$O/%.o,$$(wildcard cmd/$1/*.c)) $O/libamb.a
	$$(CC) $$(LDFLAGS) $$(ALL_CFLAGS) -o $$@ $$^ $$($1_LIBS) $$(LDLIBS)
endef
$(foreach t,$(TOOLS),$(eval $(call tool,$t)))

# programs that only tests run, each of one file
$B/.test/%: $O/tests/%.o $O/libamb.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) $(ALL_CFLAGS) -o $@ $^ $(LDLIBS)
