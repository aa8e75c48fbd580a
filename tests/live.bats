#!/usr/bin/env bats
# The live lane as a browser sees it: amb-feed behind the web server.
bats_require_minimum_version 1.5.0
load helper
load serve

setup_file() {
	serve_start -n
}

teardown_file() {
	serve_stop
}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	port=${url##*:}
	client=$(dirname "$(command -v amb-publish)")/.test/wsclient
	[ -x "$client" ] || client=${client%/*/.test/*}/.test/wsclient
}

publish() {
	printf '{"zone":"%s","plan":{"target":"strip"},"strip":{"command":{"mode":"static","colors":[{"rgb":[%d,0,0]}],"brightness":1,"speed":4,"led_count":3}}}\n' \
		"$1" "$2" | AMB_SPOOL=$spool amb-publish >published
}

has() { [ "$(wc -l <"$1")" -ge "$2" ]; }

@test "the live lane: WebSocket clients get the state and the events" {
	"$client" -n 2 "$port" /ws >events 3>&- &
	"$client" -n 200 -t 5 "$port" '/ws/strip/raw?fps=60&led_count=2' >frames 3>&- &
	until_true 10 has events 2
	publish main 44
	until_true 10 has events 3
	[[ "$(sed -n 2p events)" == 'text {'*'"type":"state"}' ]]
	[[ "$(sed -n 3p events)" == *'"rgb":[44,0,0]'*'"type":"strip_command_update"}' ]]
	until_true 10 grep -q '^binary 6 2c00002c0000' frames
	"$client" -n 1 "$port" /ws/matrix/raw >picture
	grep -q '^binary 768 ' picture
}

@test "the live lane: frames over HTTP, of every zone" {
	publish den 9
	ask '/api/zones/den/data/strip/frame/json?led_count=2'
	[ "$code $body" = '200 [[9,0,0],[9,0,0]]' ]
	ask '/api/data/strip/frame/json?led_count=1&zone=den'
	[ "$code $body" = '200 [[9,0,0]]' ]
	ask '/api/zones/den/data/strip/frame/json?led_count=1&zone=main'
	[ "$code $body" = '200 [[9,0,0]]' ]
	ask /api/data/strip/frame/raw
	[ "$code $type" = '200 application/octet-stream' ]
	[ "$(wc -c <body)" -ge 9 ]
}

@test "the live lane: what cannot be is refused as everywhere" {
	ask '/api/data/strip/frame/json?led_count=0'
	refused 422 "'led_count' must be a whole number, 1 to 2000"
	ask /ws
	refused 426 'a WebSocket handshake is needed'
	ask /ws/none
	refused 404 'not found'
	ask -X POST -d x /ws
	refused 405 'only GET and HEAD are allowed'
	ask /stat # is not for the public
	refused 404 ''
	run -0 "$client" -H 'Origin: http://evil.test' "$port" /ws
	[ "$output" = '403 {"detail":"this origin may not connect"}' ]
	"$client" -n 1 -H 'Origin: http://amb.test' "$port" /ws >ok
	grep -q '^101' ok
}
