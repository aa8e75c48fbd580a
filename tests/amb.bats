#!/usr/bin/env bats
# The front door and the demonstration, as people start them.
load helper

amb=$BATS_TEST_DIRNAME/../bin/amb
demo=$BATS_TEST_DIRNAME/../scripts/demo

usage='usage: amb
       amb sentence...
       amb show [option]...
       amb undo [option]...
       amb serve [option]...
       amb name [argument]...
       amb -hV'

@test "amb: -h prints the usage; an unknown option is 64" {
	run -0 --separate-stderr "$amb" -h
	[[ $output == "$usage"$'\n'*"  -V, --version  print the version" ]]
	run -64 --separate-stderr "$amb" -x
	[ -z "$output" ]
	[ "$stderr" = "$usage" ]
}

@test "amb: -V prints the version; a full disk is 74" {
	local option
	for option in -V --version; do
		run -0 --separate-stderr "$amb" $option
		[ "$output" = "amb $(<"$BATS_TEST_DIRNAME/../VERSION")" ]
	done
	for option in -h --help -V; do
		run -74 bash -c "'$amb' $option >/dev/full"
	done
}

@test "amb: alone it says what can be said, in the reader's language" {
	run -0 --separate-stderr "$amb"
	[[ $output == 'amb: a sentence becomes light'*'amb undo'* ]]
	[ -z "$stderr" ]
	LC_ALL=zh_CN.UTF-8 run -0 --separate-stderr "$amb"
	[[ $output == 'amb：一句话，变成光'*'amb undo'* ]]
}

@test "amb: a sentence is lit and shown, and can be undone" {
	run -0 --separate-stderr "$amb" 海边日落
	show
	[ -n "$output" ]
	silent
	jq -e '[.pixels[][][]] | add > 0' spool/state/main/matrix.json
	run -0 --separate-stderr "$amb" show
	run -0 --separate-stderr "$amb" undo
	jq -e '[.pixels[][][]] | add == 0' spool/state/main/matrix.json
}

@test "amb: words that name no tool are a sentence, others are that tool" {
	run -0 --separate-stderr "$amb" sunset over the sea
	jq -e '[.pixels[][][]] | add > 0' spool/state/main/matrix.json
	run -0 --separate-stderr "$amb" publish -h
	[[ $output == 'usage: amb-publish '* ]]
}

@test "amb: what a stage cannot do is its status, and is said" {
	mkdir libexec bin
	printf '#!/bin/sh\ncat; exit 75\n' >bin/amb-strip
	chmod +x bin/amb-strip
	for t in plan genimg downsample publish run show; do
		ln -s "$AMB_BINDIR/amb-$t" bin
	done
	AMB_BINDIR=$PWD/bin run -75 --separate-stderr "$amb" 红色的心
	show
	run -65 --separate-stderr "$amb" "$(printf '%03000d' 0) "
	[[ $stderr == *instruction* ]]
}

@test "amb: serve that is not installed is 66" {
	mkdir away
	cp "$amb" away
	run -66 --separate-stderr away/amb serve
	[ "$stderr" = "amb: cannot find 'serve'" ]
}

@test "demo: a sentence becomes light, timings and all, and nothing stays" {
	export TMPDIR=$PWD/tmp
	mkdir tmp
	SAY='海边"日落" \ 和 红色' run -0 --separate-stderr "$demo"
	[[ $output == *$'\e[38;2;'* ]]
	for word in 'accepted after' 'strip lit after' 'picture lit after' genimg; do
		[[ $output == *"$word"*ms* ]]
	done
	[ -z "$(ls -A tmp)" ]
}

@test "demo: it fails when the light does not come" {
	mkdir bin
	for t in "$AMB_BINDIR"/amb-*; do
		ln -s "$t" bin
	done
	rm bin/amb-plan
	printf '#!/bin/sh\ncat >/dev/null; exit 70\n' >bin/amb-plan
	chmod +x bin/amb-plan
	AMB_BINDIR=$PWD/bin run -1 --separate-stderr "$demo"
	[[ $stderr == *'answered 500'* ]]
}
