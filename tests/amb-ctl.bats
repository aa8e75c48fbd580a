#!/usr/bin/env bats
# One request, and its answer for people.  What amb-publish answers is its own
# matter: where a stand-in answers, it says what the test is about.
load helper

usage='usage: amb-ctl [-hV] [-d spool] [-z zone] verb [name=text | name:=json]...'
id=01M8GAZBGK4WNACT0ZX2GGH3H8

# answers STATUS JSON...: an amb-publish that gives these, one a request, and
# writes the requests to asked
answers() {
	mkdir -p bin
	: >left
	while [ $# -gt 0 ]; do
		printf '%s %s\n' "$1" "$2" >>left
		shift 2
	done
	cat >bin/amb-publish <<-'STUB'
		#!/bin/sh
		cat >>asked
		sed -n 1p left
		sed -i 1d left
	STUB
	chmod +x bin/amb-publish
	export AMB_BINDIR=$PWD/bin
}

# asked VERB JQ: the last request has this verb, and of its object this is true
asked() {
	[ "$(tail -n 1 asked | cut -d ' ' -f 1)" = "$1" ]
	tail -n 1 asked | cut -d ' ' -f 2- | jq -e "$2"
}

# on_terminal COMMAND: its output there, without returns
on_terminal() {
	script -qec "$1" /dev/null | tr -d '\r'
}

teardown() {
	kill ${server-} 2>/dev/null || :
	wait
}

@test "amb-ctl: -h prints the usage; what is no request is 64" {
	local args
	run -0 --separate-stderr amb-ctl -h
	[ "${lines[0]}" = "$usage" ]
	for args in '' '-x' 'keep name' 'keep =x' 'keep Name=x' 'keep na.me=x' \
		'keep name:x' '-z A/B scenes' "scenes $(printf ' a=%s' {1..17})"; do
		# shellcheck disable=SC2086 # words
		run -64 --separate-stderr amb-ctl $args
		[ -z "$output" ]
		[ "${stderr_lines[-1]}" = "$usage" ]
	done
	[ ! -e spool ]
}

@test "amb-ctl: a text arrives as it is, whatever it has" {
	local text
	answers
	# shellcheck disable=SC2016 # a command that must not run
	for text in "o'clock" 'a"b' 'a\b' '$(touch x)' "'; touch x #" '..' 'a/b' \
		$'a\nb' $'\e[31m' $'\x01\x7f' '晚上 🌇' '-x' '' 'a=b:=c' \
		"$(printf '%065d' 0)"; do
		echo '0 {}' >left
		run -0 --separate-stderr amb-ctl keep name="$text"
		tail -n 1 asked | cut -d ' ' -f 2- |
			jq -e --arg text "$text" '.name == $text and (keys == ["id","name"])'
		[ ! -e x ]
	done
	[ "$(grep -c '^keep {' asked)" -eq 15 ]
}

@test "amb-ctl: other values are JSON; each request has an id of its own" {
	answers 0 '{}' 0 '{}'
	run -0 amb-ctl -z den x a:=true b:='["c",1]'
	asked x '.a == true and .b == ["c",1] and .zone == "den"
		and (.id | test("^[0-9A-Z]{26}$"))'
	run -0 amb-ctl x id=mine
	asked x '. == {id: "mine"}'
}

@test "amb-ctl: a value that is not UTF-8, or not JSON, is 65" {
	run -65 --separate-stderr amb-ctl keep name=$'a\xff'
	[ "$stderr" = 'amb-ctl: name is not UTF-8' ]
	for value in '' '{' '1 2' 'tru' '1}' "$(printf '[%.0s' {1..70})"; do
		run -65 --separate-stderr amb-ctl keep "name:=$value"
		[ "$stderr" = 'amb-ctl: name is not JSON' ]
	done
	[ ! -e spool ]
}

@test "amb-ctl: a refusal is one line, and its status; so is no answer" {
	run -65 --separate-stderr amb-ctl undo
	[ -z "$output" ]
	[ "$stderr" = "amb-ctl: nothing to undo in zone 'main'" ]
	answers 65 '{"detail":"a\nb\u001b[31m"}' 73 '{"detail":"full"}'
	run -65 --separate-stderr amb-ctl undo
	[ "$stderr" = 'amb-ctl: a?b?[31m' ]
	run -73 --separate-stderr amb-ctl undo
	[ "$stderr" = 'amb-ctl: full' ]
	run -70 --separate-stderr amb-ctl undo
	[ "$stderr" = 'amb-ctl: amb-publish failed' ]
	rm bin/amb-publish
	run -71 --separate-stderr amb-ctl undo
	[ "$stderr" = 'amb-ctl: cannot run amb-publish' ]
}

@test "amb-ctl: a spool that cannot be made is 73, a bad setting 78" {
	: >file
	run -73 --separate-stderr amb-ctl -d file/spool status
	[ "${#stderr_lines[@]}" -eq 1 ]
	AMB_WORKERS=x run -78 --separate-stderr amb-ctl status
}

@test "amb-ctl: output that cannot be written is 74" {
	run -74 --separate-stderr bash -c 'amb-ctl status >/dev/full'
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "amb-ctl: the answer to a verb without columns is JSON" {
	run -0 --separate-stderr amb-ctl strip mode=static 'colors:=[{"rgb":[1,2,3]}]'
	jq -e '.command.colors[0].rgb == [1,2,3]' <<<"$output"
	amb-publish -f 3>&- 2>log &
	server=$!
	until_true 20 test -S spool/publish.sock
	run -0 --separate-stderr amb-ctl status
	kill "$server"
	wait "$server"
	jq -e '.zones == 1' <<<"$output"
}

@test "amb-ctl: power is what is on and what is off" {
	answers 0 '{"power":{"matrix":true,"strip":true}}' \
		0 '{"power":{"matrix":true,"strip":false}}' \
		0 '{"power":{"matrix":false,"strip":true}}' \
		0 '{"power":{"matrix":false,"strip":false}}'
	for want in 'on: matrix, strip' 'on: matrix; off: strip' \
		'on: strip; off: matrix' 'off: matrix, strip'; do
		run -0 --separate-stderr amb-ctl power
		[ "$output" = "$want" ]
		silent
	done
}

@test "amb-ctl: columns of a list are separated by a TAB, times local" {
	answers 0 '{"scenes":[
		{"name":"晚上 b","updated_at_ms":1795849200000,"instruction":"海边日落"},
		{"name":"b","updated_at_ms":0,"instruction":null}]}' \
		0 "{\"timers\":[
		{\"id\":\"$id\",\"zone\":\"den\",\"instruction\":\"x\\ty\\n\\u001b[31m\\u009bz\",\"due_ms\":1795849200000,\"repeat\":[\"mon\",\"wed\"]},
		{\"id\":\"$id\",\"zone\":\"main\",\"instruction\":\"x\",\"due_ms\":1795849200000,\"repeat\":\"daily\"},
		{\"id\":\"$id\",\"zone\":\"main\",\"instruction\":\"x\",\"due_ms\":1795849200000,\"repeat\":null}]}" \
		0 '{"zones":[{"zone":"den","updated_at_ms":1795849200000,"power":{"matrix":false,"strip":true},"instruction":"x"}],"next":null}' \
		0 "{\"timer\":{\"id\":\"$id\",\"due_ms\":1795849200000}}"
	sed -i ':a;N;$!ba;s/\n\t*\([^0-9]\)/\1/g' left
	export TZ=UTC
	AMB_TZ=Asia/Shanghai run -0 --separate-stderr amb-ctl scenes
	[ "$output" = $'晚上 b\t2026-11-28 15:00\t海边日落\nb\t-\t-' ]
	run -0 --separate-stderr amb-ctl timers
	[ "$output" = "$id	2026-11-28 07:00	mon,wed	den	x?y??[31m?z
$id	2026-11-28 07:00	daily	main	x
$id	2026-11-28 07:00	-	main	x" ]
	run -0 --separate-stderr amb-ctl zones
	[ "$output" = $'den\t2026-11-28 07:00\tstrip\tx' ]
	run -0 --separate-stderr amb-ctl timer_add
	[ "$output" = "$id"$'\t2026-11-28 07:00' ]
}

@test "amb-ctl: on a terminal columns are aligned, also those of wide characters" {
	answers 0 '{"scenes":[{"name":"晚上 b","updated_at_ms":0,"instruction":"x"},{"name":"b","updated_at_ms":0,"instruction":"y"}]}'
	[ "$(on_terminal 'amb-ctl scenes')" = $'晚上 b  -  x\nb       -  y' ]
}

@test "amb-ctl: an empty list is no line" {
	answers 0 '{"scenes":[]}' 0 '{"timers":[]}' 0 '{"zones":[],"next":null}'
	for verb in scenes timers zones; do
		run -0 --separate-stderr amb-ctl $verb
		[ -z "$output$stderr" ]
	done
}

@test "amb-ctl: a list of several pages is read to its end" {
	answers 0 '{"zones":[{"zone":"a"},{"zone":"b"}],"next":"b"}' \
		0 '{"zones":[{"zone":"c"}],"next":null}'
	[ "$(amb-ctl zones | cut -f 1 | paste -sd ' ')" = 'a b c' ]
	asked zones '.after == "b"'
	answers 0 '{"zones":[{"zone":"a"}],"next":"a"}' 65 '{"detail":"no"}'
	run -65 --separate-stderr amb-ctl zones
	[ -z "$output" ]
	[ "$stderr" = 'amb-ctl: no' ]
}

@test "amb-ctl: a timer is reported as waiting when no amb-run is running" {
	answers 0 "{\"timer\":{\"id\":\"$id\",\"due_ms\":1}}" \
		0 "{\"timer\":{\"id\":\"$id\",\"due_ms\":1}}"
	run -0 --separate-stderr amb-ctl timer_add in_s:=60 instruction=x
	[[ $output == "$id"* ]]
	[ "$stderr" = 'amb-ctl: no amb-run is running: timers wait for one' ]
	amb-run -f 3>&- 2>log &
	server=$!
	until_true 20 bash -c '! flock -n spool/run.lock true'
	run -0 --separate-stderr amb-ctl timer_add in_s:=60 instruction=x
	kill "$server"
	wait "$server"
	[[ $output == "$id"* ]]
	[ -z "$stderr" ]
}
