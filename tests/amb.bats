#!/usr/bin/env bats
# The front door and the demonstration, as people start them.
load helper

amb=$BATS_TEST_DIRNAME/../bin/amb
demo=$BATS_TEST_DIRNAME/../scripts/demo

usage='usage: amb
       amb [--] sentence...
       amb on|off [option]... [matrix|strip]
       amb undo|redo|scenes|timers|zones [option]...
       amb keep|recall [option]... scene
       amb at [option]... HH:MM sentence...
       amb in [option]... duration sentence...
       amb every [option]... days HH:MM sentence...
       amb cancel [option]... timer
       amb show [option]...
       amb serve [option]...
       amb name [argument]...
       amb -hV'
timer=01M8GAZBGK4WNACT0ZX2GGH3H8

# stand_in: an amb-run and an amb-show that write what they are given to said
# and shown, and an amb-publish that writes its requests to asked
stand_in() {
	mkdir bin
	cat >bin/amb-publish <<-END
		#!/bin/sh
		cat >>asked
		echo '0 {"power":{"matrix":true,"strip":true},"timer":{"id":"$timer","due_ms":1}}'
	END
	printf '#!/bin/sh\nexec cat >>said\n' >bin/amb-run
	printf '#!/bin/sh\necho "$*" >>shown\n' >bin/amb-show
	chmod +x bin/*
	ln -s "$AMB_BINDIR/amb-ctl" bin
	export AMB_BINDIR=$PWD/bin
	: >asked
	: >said
	: >shown
}

# asks REQUEST WORD...: amb of these words makes this one request, of which the
# id is left out unless it is that of a timer, and says no sentence
asks() {
	local want=$1
	shift
	: >asked
	run -0 --separate-stderr "$amb" "$@"
	show
	sed "/^cancel/! s/\"id\":\"[0-9A-Z]*\",*//" asked
	[ "$(sed "/^cancel/! s/\"id\":\"[0-9A-Z]*\",*//; s/,}/}/" asked)" = "$want" ]
	[ ! -s said ]
}

# says SENTENCE WORD...: amb of these words lights this sentence
says() {
	local want=$1
	shift
	: >said
	run -0 --separate-stderr "$amb" "$@"
	show
	[ "$(<said)" = "$want" ]
	[ ! -s asked ]
}

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

@test "amb: each verb in its exact shape is one request" {
	stand_in
	asks 'power {"matrix":true,"strip":true}' on
	asks 'power {"matrix":false,"strip":false}' off
	asks 'power {"matrix":true}' on matrix
	asks 'power {"strip":true}' on strip
	asks 'power {"matrix":false}' off matrix
	asks 'power {"strip":false,"zone":"den"}' off -z den strip
	asks 'undo {}' undo
	asks 'undo {"zone":"den"}' undo -z den
	asks 'redo {}' redo
	asks 'redo {"zone":"den"}' redo -zden
	asks 'keep {"name":"evening"}' keep evening
	asks 'keep {"name":"movie night"}' keep 'movie night'
	asks 'keep {"name":"-x","zone":"den"}' keep -z den -- -x
	asks 'recall {"name":"evening"}' recall evening
	asks 'recall {"name":"-x"}' recall -- -x
	asks 'scenes {}' scenes
	asks 'timers {}' timers
	asks 'timers {"zone":"den"}' timers -z den
	asks 'zones {}' zones
	asks "cancel {\"id\":\"$timer\"}" cancel "$timer"
	asks 'timer_add {"at":"07:00","instruction":"sunrise over the sea"}' \
		at 07:00 sunrise over the sea
	asks 'timer_add {"at":"23:59","instruction":"off","zone":"den"}' \
		at -z den 23:59 off
	asks 'timer_add {"at":"07:00","instruction":"red","repeat":"daily"}' \
		every daily 07:00 red
	asks 'timer_add {"at":"07:00","instruction":"red","repeat":"weekdays","zone":"den"}' \
		every -z den weekdays 07:00 red
	asks 'timer_add {"at":"07:00","instruction":"warm white","repeat":"weekends"}' \
		every weekends 07:00 warm white
	asks 'timer_add {"at":"07:00","instruction":"red","repeat":["mon"]}' \
		every mon 07:00 red
	asks 'timer_add {"at":"07:00","instruction":"red","repeat":["mon","wed","sun"]}' \
		every mon,wed,sun 07:00 red
}

@test "amb: a duration is in seconds, minutes, hours and days" {
	local duration
	stand_in
	while read -r duration s; do
		asks "timer_add {\"in_s\":$s,\"instruction\":\"dim it\"}" \
			in "$duration" dim it
	done <<-'END'
		1s 1
		10m 600
		2h 7200
		1d 86400
		1h30m 5400
		1d2h3m4s 93784
		08m09s 489
		0s 0
		99999999d 8639999913600
	END
}

@test "amb: a verb with other words is a sentence" {
	local sentence
	stand_in
	while read -r sentence; do
		# shellcheck disable=SC2086 # words
		says "$sentence" $sentence
	done <<-'END'
		on a sunny beach
		on the matrix
		on matrix please
		on -z den the beach
		on -x
		off to sleep
		off the coast of france
		off matrix strip
		undo the mess
		redo it in blue
		keep
		keep it calm
		keep calm and glow
		recall
		recall the summer of 69
		scenes of autumn
		scenes -q
		timers and clocks
		zones of light
		zones -z
		cancel
		cancel christmas
		cancel 01M8GAZBGK4WNACT0ZX2GGH3H
		cancel 01m8gazbgk4wnact0zx2ggh3h8
		cancel 01M8GAZBGK4WNACT0ZX2GGH3H8 now
		at
		at the beach
		at 07:00
		at 7:00 sunrise
		at 24:00 sunrise
		at 07:60 sunrise
		at 07:00am sunrise
		at noon, warm white
		in the mood for jazz
		in 10 minutes
		in 10m
		in 10 m red
		in 1.5h red
		in 10x red
		in 10m5 red
		in 30m1h red
		in -5 degrees it is cold
		in m red
		every day is christmas
		every
		every daily
		every daily 07:00
		every daily sunrise red
		every mon,funday 07:00 red
		every mon, 07:00 red
		every Monday 07:00 red
		every daily 7:00 red
		every weekdays weekends 07:00 red
	END
}

@test "amb: what follows -- is a sentence, whatever it is" {
	stand_in
	says undo -- undo
	says off -- off
	says 'keep evening' -- keep evening
	says 'show -f' -- show -f
	says -h -- -h
	says -- -- --
	# shellcheck disable=SC1003,SC2016 # nothing that is meant for the shell
	says '-x "$(touch x)" \' -- '-x "$(touch x)" \'
	[ ! -e x ]
	run -64 --separate-stderr "$amb" --
	[ "$stderr" = "$usage" ]
}

@test "amb: words of a verb with a newline, or none, are no verb" {
	stand_in
	says $'in 10m\n5m red' in $'10m\n5m' red
	says $'at 07:00\n red' at $'07:00\n' red
	says $'every mon\nmon 07:00 red' every $'mon\nmon' 07:00 red
	says $'cancel \n123456789012345678901234' cancel $'\n123456789012345678901234'
	says 'in  red' in '' red
	says 'every  07:00 red' every '' 07:00 red
}

@test "amb: options come before the words of a verb, and are for all it runs" {
	stand_in
	for words in 'off -d other -z den' 'undo -z den -d other' \
		'recall -d other -z den evening'; do
		: >shown
		# shellcheck disable=SC2086 # words
		run -0 --separate-stderr "$amb" $words
		[ "$(<shown)" = '-d other -z den' ]
		[ -d other ]
		rm -r other
	done
	spool=other zone=den run -0 "$amb" undo
	[ "$(tail -n 1 shown)" = '-z main' ]
	[ ! -e other ]
	for verb in on keep at cancel; do
		run -0 --separate-stderr "$amb" $verb -h
		[[ $output == "$usage"$'\n'* ]]
		[ ! -s said ]
	done
	run -64 --separate-stderr "$amb" on -z 'A B'
	[[ ${stderr_lines[0]} == 'amb-ctl: -z must be '* ]]
}

@test "amb: what a verb did is said, unless that is shown" {
	stand_in
	run -0 --separate-stderr "$amb" off strip
	[ "$output" = 'on: matrix, strip' ]
	[ "$(<shown)" = '-z main' ]
	run -0 --separate-stderr "$amb" keep 'movie night'
	[ "$output" = 'kept: movie night' ]
	run -0 --separate-stderr "$amb" cancel "$timer"
	[ "$output" = "cancelled: $timer" ]
	run -0 --separate-stderr "$amb" in 1h red
	[[ $output == "$timer"* ]]
	[ "$stderr" = 'amb-ctl: no amb-run is running: timers wait for one' ]
	run -74 --separate-stderr bash -c "'$amb' keep evening >/dev/full"
}

@test "amb: a verb that is refused shows nothing and has the status" {
	stand_in
	printf '#!/bin/sh\necho "65 {\\"detail\\":\\"no\\"}"\nexit 65\n' >bin/amb-publish
	for words in on off undo redo 'keep x' 'recall x' scenes timers zones \
		"cancel $timer" 'at 07:00 red' 'in 1m red' 'every daily 07:00 red'; do
		# shellcheck disable=SC2086 # words
		run -65 --separate-stderr "$amb" $words
		[ -z "$output" ]
		[ "$stderr" = 'amb-ctl: no' ]
	done
	[ ! -s shown ]
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

# From here on, with the verbs of amb-publish itself.

# dark: nothing of the picture is lit; lit: some of it
dark() {
	jq -e '[.pixels[][][]] | add == 0' spool/state/main/matrix.json
}
lit() {
	jq -e '[.pixels[][][]] | add > 0' spool/state/main/matrix.json
}

@test "amb: off and on, all of it or a part" {
	"$amb" sunset over the sea
	run -0 --separate-stderr "$amb" off
	silent
	[ "${lines[0]}" = 'off: matrix, strip' ]
	[ "${#lines[@]}" -gt 1 ]
	dark
	run -0 --separate-stderr "$amb" on strip
	[ "${lines[0]}" = 'on: strip; off: matrix' ]
	dark
	run -0 --separate-stderr "$amb" on
	[ "${lines[0]}" = 'on: matrix, strip' ]
	lit
}

@test "amb: a light is kept, listed and recalled" {
	run -0 --separate-stderr "$amb" scenes
	[ -z "$output$stderr" ]
	"$amb" sunset over the sea
	run -0 --separate-stderr "$amb" keep 'movie night'
	[ "$output" = 'kept: movie night' ]
	cp spool/state/main/matrix.json kept
	run -0 --separate-stderr "$amb" scenes
	[[ $output == $'movie night\t'????-??-??' '??:??$'\tsunset over the sea' ]]
	"$amb" a calm forest
	run ! cmp -s kept spool/state/main/matrix.json
	run -0 --separate-stderr "$amb" recall 'movie night'
	silent
	cmp kept spool/state/main/matrix.json
	run -65 --separate-stderr "$amb" recall 'Movie night'
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "amb: names are kept as they are, or refused" {
	local name
	amb-publish -i
	# shellcheck disable=SC2016 # a command that must not run
	for name in '$(touch x)' "'; rm -r spool; '" 'a"b' 'a\b' '`touch x`' \
		"$(printf '%064d' 0)" '晚上 🌇' '-x' '*' '~' '...'; do
		run -0 --separate-stderr "$amb" keep -- "$name"
		run -0 --separate-stderr "$amb" recall -- "$name"
		"$amb" scenes | cut -f 1 | grep -Fxq -e "$name"
	done
	"$amb" scenes >before
	for name in '' . .. a/b "$(printf '%065d' 0)" $'a\nb' $'\e[31m' $'\x7f' \
		$'\xc2\x9b' $'\xff'; do
		run -65 --separate-stderr "$amb" keep -- "$name"
		[ -z "$output" ]
		[ "${#stderr_lines[@]}" -eq 1 ]
	done
	"$amb" scenes | cmp before
	[ ! -e x ]
}

@test "amb: what was undone is done again by redo" {
	"$amb" sunset over the sea
	"$amb" undo
	dark
	run -0 --separate-stderr "$amb" redo
	silent
	lit
	run -65 --separate-stderr "$amb" redo
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "amb: timers are set, listed by when they are due, and cancelled" {
	local id
	export TZ=UTC
	run -0 --separate-stderr "$amb" timers
	[ -z "$output$stderr" ]
	id=$("$amb" in 1d1s dim the lights | cut -f 1)
	"$amb" in -z den 1h red
	"$amb" every -z hall mon,wed 07:00 sunrise
	"$amb" at 07:00 sunrise
	"$amb" timers | cut -f 2 | sort -c
	[ "$("$amb" timers | wc -l)" -eq 4 ]
	[ "$("$amb" timers -z hall | cut -f 3-)" = $'mon,wed\thall\tsunrise' ]
	[ "$("$amb" timers -z hall | cut -d ' ' -f 2 | cut -f 1)" = 07:00 ]
	[ "$("$amb" timers -z den | cut -f 3-)" = $'-\tden\tred' ]
	run -0 --separate-stderr "$amb" cancel "$id"
	[ "$output" = "cancelled: $id" ]
	run -65 --separate-stderr "$amb" cancel "$id"
	[ "$("$amb" timers | wc -l)" -eq 3 ]
	for duration in 0s 366d 99999999999d; do
		run -65 --separate-stderr "$amb" in $duration red
		[ "${#stderr_lines[@]}" -eq 1 ]
	done
}

@test "amb: zones are listed, and what is on in each" {
	amb-publish -i
	amb-publish -i -z den
	"$amb" off -z den matrix
	[ "$("$amb" zones | cut -f 1,3 | paste -sd ,)" = $'den\tstrip,main\ton' ]
}
