#!/usr/bin/env bats
# amb-command by hand: the quick way to the resident amb-publish, and amb-cgi
# for all that is not plain.
load helper

red='{"mode":"static","colors":[{"rgb":[255,0,0]}],"led_count":60}'

# prepare [-f]: amb-cgi tells when it runs; with -f there is a resident
# amb-publish
prepare() {
	export TOOLS=$AMB_BINDIR AMB_BINDIR=$PWD/bin
	mkdir bin
	printf '#!/bin/sh\necho cgi >>cgi\nexec "%s/amb-cgi"\n' "$TOOLS" \
		>bin/amb-cgi
	printf '#!/bin/sh\nexec "%s/amb-publish" "$@"\n' "$TOOLS" \
		>bin/amb-publish
	chmod +x bin/*
	amb-publish -i
	[ $# = 0 ] && return
	amb-publish -f 3>&- &
	pid=$!
	until_true 60 [ -S spool/publish.sock ]
}

teardown() {
	[ -z "${pid-}" ] || kill "$pid"
}

# send PATH BODY: sets code, body and ways, which is who has answered
send() {
	local query=
	case $1 in *\?*) query=${1#*\?} ;; esac
	: >cgi
	run -0 --separate-stderr env REQUEST_METHOD="${method-POST}" \
		REQUEST_URI="$1" QUERY_STRING="$query" \
		CONTENT_TYPE="${type-application/json}" \
		CONTENT_LENGTH="${length-${#2}}" amb-command <<<"$2"
	echo "$output $stderr"
	output=${output//$'\r'/}
	code=${output#Status: }
	code=${code:0:3}
	body=${output#*$'\n\n'}
	ways=$(<cgi)
}

strip() {
	send "/api/app/strip/command${2-}" "${1-$red}"
}

@test "amb-command: it needs no library but libc" {
	run -0 ldd "$checks/../amb-command"
	[[ $output != *libjq* ]]
}

@test "amb-command: a command is set and answered, without amb-cgi" {
	prepare -f
	strip
	[ "$code$ways" = 200 ]
	[ "$(jq -c .command.colors <<<"$body")" = '[{"rgb":[255,0,0]}]' ]
	[ "$(jq -S .command <<<"$body")" = \
		"$(jq -S .command spool/state/main/strip_command.json)" ]
	[ "$(wc -c <<<"$body")" = "$(sed -n 's/^Content-Length: //p' <<<"$output")" ]
	strip "$red" '?zone=a-b_1'
	[ "$code$ways" = 200 ]
	[ -e spool/state/a-b_1/strip_command.json ]
	# the zone of the body is not the address
	strip "${red%\}},\"zone\":\"other\",\"id\":\"x\"}"
	[ "$code$ways" = 200 ]
	[ ! -e spool/state/other ]
}

@test "amb-command: a kept scene with a plain name is recalled, and redo goes on" {
	prepare -f
	strip
	amb-publish -r <<<'keep {"name":"a-b_c.d~1"}'
	send '/api/app/scenes/a-b_c.d~1/recall' ''
	[ "$code$ways $(jq -r .recalled <<<"$body")" = '200 a-b_c.d~1' ]
	send '/api/app/scenes/a-b_c.d~1/recall?zone=main' ''
	[ "$code$ways" = 200 ]
	send /api/app/undo ''
	[ "$code$ways" = 200 ]
	send /api/app/redo ''
	[ "$code$ways $(jq .redone <<<"$body")" = '200 true' ]
	# what is not plain, and what fails, is for amb-cgi
	amb-publish -r <<<'keep {"name":"a b"}'
	send /api/app/scenes/a%20b/recall ''
	[ "$code$ways $(jq -r .recalled <<<"$body")" = '200cgi a b' ]
	send '/api/app/scenes/a-b_c.d~1/recall' '{"zone":"main"}'
	[ "$code$ways" = 200cgi ]
	send '/api/app/scenes/a-b_c.d~1/recall?zone=x&y' ''
	[ "$code$ways" = 404cgi ]
	send /api/app/scenes/none/recall ''
	[ "$code$ways" = 404cgi ]
	send /api/app/scenes/../recall ''
	[ "$code$ways" = 422cgi ]
	send "/api/app/scenes/$(printf 'a%.0s' {1..8000})/recall" ''
	[ "$code$ways" = 422cgi ]
	for path in /api/app/scenes /api/app/scenes/ /api/app/scenes//recall \
		/api/app/scenes/a /api/app/scenes/a/recall/ /api/app/scenes/a/recallx \
		/api/app/scenes/a/b/recall /api/app/scenes/recall; do
		send "$path" ''
		[ "$ways" = cgi ]
		[ "$code" != 200 ]
	done
}

@test "amb-command: undo goes back, in the zone that the body names" {
	prepare -f
	strip "$red" '?zone=z'
	send /api/app/undo '{"zone":"z"}'
	[ "$code$ways" = 200 ]
	[ "$(jq -c '[.undone, .zone, .instruction]' <<<"$body")" = '[true,"z",null]' ]
	[ "$(jq -c '.command.colors[0].rgb' spool/state/z/strip_command.json)" = '[0,170,255]' ]
	send /api/app/undo '{"zone":"z"}'
	[ "$code$ways" = 409cgi ]
}

@test "amb-command: what is not plain is answered by amb-cgi" {
	prepare -f
	strip "$red"$'\n'
	[ "$code$ways" = 200cgi ]
	strip "$red" '?x=1&zone=b'
	[ "$code$ways" = 200cgi ]
	[ -e spool/state/b/strip_command.json ]
	strip "$red" '?zone=A'
	[ "$code$ways" = 422cgi ]
	type='application/json; charset=utf-8' strip
	[ "$code$ways" = 200cgi ]
	type=text/plain strip
	[ "$code$ways" = 415cgi ]
	method=PUT strip
	[ "$code$ways" = 405cgi ]
	length=0 strip
	[ "$code$ways" = 400cgi ]
	length=70000 strip
	[ "$code$ways" = 413cgi ]
	send /api/none "$red"
	[ "$code$ways" = 404cgi ]
	send '/api/app/strip/command/' "$red"
	[ "$code$ways" = 404cgi ]
}

@test "amb-command: a bad command is refused as amb-cgi does, and changes nothing" {
	prepare -f
	before=$(sqlite3 spool/amb.db 'SELECT count(*) FROM event')
	strip '{"mode":"strobe"}'
	[ "$code$ways" = 422cgi ]
	[[ $body == '{"detail":"'*mode* ]]
	for bad in '{' '5' '{"mode":"static"} {"mode":"static"}' \
		'{"mode":"static"},"zone":"other","x":{}'; do
		strip "$bad"
		[ "$code$ways" = 400cgi ]
	done
	[ "$(sqlite3 spool/amb.db 'SELECT count(*) FROM event')" = "$before" ]
	[ ! -e spool/state/other ]
}

@test "amb-command: without a resident amb-publish amb-cgi runs one" {
	prepare
	strip
	[ "$code$ways" = 200cgi ]
}

@test "amb-command: what was done but not answered is done once" {
	# amb-publish has made the change when the connection ends
	prepare -f
	strip
	perl -MIO::Socket::UNIX -e '
		rename "spool/publish.sock", "spool/real.sock" or die;
		my $l = IO::Socket::UNIX->new(Listen => 1,
			Local => "spool/publish.sock") or die $!;
		my $c = $l->accept;
		my $line = <$c>;
		my $r = IO::Socket::UNIX->new(Peer => "spool/real.sock");
		print $r $line;
		<$r>;
		rename "spool/real.sock", "spool/publish.sock";' 3>&- &
	until_true 60 [ -S spool/real.sock ]
	until_true 60 [ -S spool/publish.sock ]
	send /api/app/undo '{"zone":"main"}'
	[ "$code$ways" = 200cgi ]
	[ "$(sqlite3 spool/amb.db 'SELECT past FROM zone')" = 1 ]
}

@test "amb-command: usage" {
	run -64 env -u REQUEST_METHOD amb-command
	run -64 env REQUEST_METHOD=POST AMB_BINDIR= amb-command
	run -71 env REQUEST_METHOD=POST AMB_BINDIR=/nowhere amb-command
	run -74 env REQUEST_METHOD= bash -c 'amb-command -h >/dev/full'
}
