load helper

# What `make lint` and `make bench` run must be able to fail.

scripts=$BATS_TEST_DIRNAME/../scripts

# file NAME LINE...: a file of a small tree of our own
file() {
	mkdir -p "${1%/*}"
	printf '%s\n' "${@:2}" >"$1"
}

# compile FILE...: its objects, as make lays them
compile() {
	local f
	for f; do
		mkdir -p "obj/${f%/*}"
		cc -Ilib -c -o "obj/${f%.c}.o" "$f"
	done
}

small_tree() {
	file lib/base/a.h 'int a(void);'
	file lib/base/a.c '#include "base/a.h"' 'int a(void) { return 1; }'
	file lib/json/b.h 'int b(void);'
	file lib/json/b.c '#include "base/a.h"' '#include "json/b.h"' \
		'int b(void) { return a(); }'
	file cmd/amb-x/x.h 'int x(void);'
	file cmd/amb-x/x.c '#include "json/b.h"' '#include "x.h"' \
		'int x(void) { return b(); }'
	compile lib/base/a.c lib/json/b.c cmd/amb-x/x.c
}

@test "layers: a tree in order passes" {
	small_tree
	run -0 --separate-stderr "$scripts/layers" obj
	show
	[ -z "$output$stderr" ]
}

@test "layers: an upward include of lib fails and is named" {
	small_tree
	file lib/base/a.h '#include "json/b.h"'
	run -1 --separate-stderr "$scripts/layers" obj
	show
	[[ $stderr == *"lib/base/a.h: includes json/b.h"* ]]
}

@test "layers: a tool that includes from another fails" {
	small_tree
	file cmd/amb-y/y.c '#include "../amb-x/x.h"'
	file cmd/amb-z/z.c '#include "x.h"'
	run -1 --separate-stderr "$scripts/layers" obj
	show
	[[ $stderr == *"cmd/amb-y/y.c: includes ../amb-x/x.h"* ]]
	[[ $stderr == *"cmd/amb-z/z.c: includes x.h"* ]]
}

@test "layers: a part of amb-plan that includes from a later one fails" {
	small_tree
	file cmd/amb-plan/speech/s.h 'int s(void);'
	file cmd/amb-plan/words/w.c '#include "speech/s.h"'
	run -1 --separate-stderr "$scripts/layers" obj
	show
	[[ $stderr == *"cmd/amb-plan/words/w.c: includes speech/s.h"* ]]
}

@test "layers: a circle through headers fails" {
	small_tree
	file lib/json/c.h '#include "json/b.h"'
	file lib/json/b.h '#include "json/c.h"'
	file cmd/amb-x/y.h '#include "x.h"'
	file cmd/amb-x/x.h '#include "y.h"'
	run -1 --separate-stderr "$scripts/layers" obj
	show
	[[ $stderr == *"lib: includes in a circle: json/b"* ]]
	[[ $stderr == *"cmd/amb-x: includes in a circle: "[xy]* ]]
}

@test "layers: a circle of calls that no include shows fails" {
	small_tree
	file cmd/amb-x/y.c 'int x(void);' 'int y(void);' \
		'int y(void) { return x(); }'
	file cmd/amb-x/x.c 'int y(void);' 'int x(void);' \
		'int x(void) { return y(); }'
	compile cmd/amb-x/x.c cmd/amb-x/y.c
	run -1 --separate-stderr "$scripts/layers" obj
	show
	[[ $stderr == *"cmd/amb-x: calls in a circle: "* ]]
	run -64 --separate-stderr "$scripts/layers"
	run -64 --separate-stderr "$scripts/layers" nowhere
}


# shellcheck disable=SC2016 # for the shell that it starts
@test "bench: a row is ok, or missed and the status 1" {
	cd "$scripts" || return # where the scripts lie
	run -0 sh -euc '. ./bench-common; row one 1.5 ms "<=" 2; exit $missed' ./x
	[[ $output == *"1.50 ms"*" ok" ]]
	run -1 sh -euc '. ./bench-common; row one 2.5 ms "<=" 2; exit $missed' ./x
	[[ $output == *missed ]]
	run -1 sh -euc '. ./bench-common; row one 1 x ">=" 2; exit $missed' ./x
}

# shellcheck disable=SC2016 # likewise
@test "bench: a figure that was not measured is an error, 70" {
	local bad
	cd "$scripts" || return
	for bad in '' inf -inf nan -nan null -1 '1 2' x; do
		run -70 --separate-stderr sh -euc \
			'. ./bench-common; row one "$1" x ">=" 0; exit 0' ./x "$bad"
		show
		[ -z "$output" ]
		[[ $stderr == "x: one: not measured: '$bad'" ]]
	done
}

@test "bench: a program that is missing is an error, 70" {
	local name
	mkdir few
	for name in sh bash dirname mktemp rm cat sed grep awk make; do
		ln -s "$(command -v "$name")" few/
	done
	for name in bench bench-cloud bench-live bench-request; do
		PATH=$PWD/few AMB_BINDIR=$PWD/few run -70 --separate-stderr \
			"$scripts/$name"
		show
		[[ $stderr == "$name: no '"*"' here" ]]
	done
}

@test "amb(7): every source file that it names is there" {
	local name n=0
	cd "$BATS_TEST_DIRNAME/.." || return
	while read -r name; do
		compgen -G "$name" || compgen -G "cmd/*/$name" || {
			echo "no $name"
			return 1
		}
		n=$((n + 1))
	done < <(sed -n 's/^\.Pa \([^ ]*\.c\)\( .*\)*$/\1/p' lib/amb.7)
	[ "$n" -ge 30 ]
}
