#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031 # each test has a process of its own
load helper

client() { "${CHECKS:-$AMB_BINDIR/.test}/wsclient" "$@"; }

# start [NAME=VALUE...]: a spool and a feed that answers
start() {
	CHECKS=$AMB_BINDIR/.test
	[ -d "$CHECKS" ] || CHECKS=$AMB_BINDIR/../.test
	amb-publish -i
	env "$@" amb-feed 2>feed.err 3>&- &
	pid=$!
	sock=$PWD/spool/feed.sock
	until_true 30 answers
}

answers() { get /stat >stat.json; }

teardown() {
	exec 9>&- # lets a client go on that was held
	[ -z "${pid-}" ] || kill "$pid" 2>/dev/null || :
	wait
}

# get PATH [curl option...]
get() {
	curl -sf --unix-socket "$sock" "http://amb.test$1" "${@:2}"
}

status_of() {
	curl -s -o body -D head -w '%{http_code}' --unix-socket "$sock" \
		"http://amb.test$1" "${@:2}"
}

stat_is() {
	get /stat | jq -e "$1" >/dev/null
}

# dark N ZONE RED: the same strip, switched off
dark() {
	strip "$@" | sed 's|"brightness":1|"brightness":0|'
}

# matrix N SIDE GREY
matrix() {
	jq -nc --argjson n "$1" --argjson s "$2" --argjson v "$3" '
		{id: ("01KA" + ("0" * (22 - ($n | tostring | length))) + ($n | tostring)),
		 zone: "main", plan: {target: "matrix"},
		 matrix: {width: $s, height: $s,
			  pixels: [range($s) | [range($s) | [$v, $v, $v]]]}}'
}

publish() { amb-publish >published; }

# has FILE LINES: whether a client has written so many lines
has() { [ "$(wc -l <"$1")" -ge "$2" ]; }

@test "amb-feed: the state comes first, then the events of the zone, in order" {
	start
	amb-publish -i -z den
	client -n 4 "$sock" /ws >main 3>&- &
	client -n 2 "$sock" '/ws?zone=den' >den 3>&- &
	until_true 30 has main 2
	until_true 30 has den 2
	{ strip 1 main 10; strip 2 den 20; matrix 3 16 30; strip 4 main 40; } | publish
	until_true 30 has main 5
	until_true 30 has den 3
	run -0 jq -c '[.type, .payload.zone, .payload.command.colors[0].rgb[0], .payload.json.pixels[0][0][0]]' \
		<<<"$(sed -n 's/^text //p' main)"
	[ "${lines[0]}" = '["state","main",null,null]' ]
	[ "${lines[1]}" = '["strip_command_update","main",10,null]' ]
	[ "${lines[2]}" = '["matrix_update","main",null,30]' ]
	[ "${lines[3]}" = '["strip_command_update","main",40,null]' ]
	run -0 jq -c .payload.command.colors[0].rgb[0] <<<"$(sed -n 's/^text //p' den)"
	[ "${lines[1]}" = 20 ]
	[ "$(sed -n '3s/^text //p' main)" = "$(event 1)" ]
}

@test "amb-feed: the state sent on connecting is that of app_state.json" {
	start
	client -n 1 "$sock" /ws >before
	{ strip 1 main 10; matrix 2 8 9; } | publish
	until_true 30 state_is_new
	run -0 jq -cS '.payload | del(.zone)' <<<"$(sed -n 's/^text //p' now)"
	[ "$output" = "$(jq -cS . spool/state/main/app_state.json)" ]
}

state_is_new() {
	client -n 1 "$sock" /ws >now
	grep -q '"width":8' now && grep -q '\[\[10,0,0\]\]' now
}

@test "amb-feed: frames are led_count colours, and follow the strip" {
	start
	strip 1 main 200 | publish
	client -t 60 "$sock" '/ws/strip/raw?fps=60&led_count=4' >frames 3>&- &
	client -n 3 "$sock" /ws/strip/raw >own 3>&- &
	until_true 30 grep -q 'binary 12 c80000c80000c80000c80000' frames
	dark 2 main 200 | publish
	until_true 30 grep -q 'binary 12 000000000000000000000000' frames
	until_true 30 grep -q 'binary 21 c80000' own # led_count of the command
}

@test "amb-feed: clients of one kind share each frame" {
	start
	for _ in 1 2 3 4; do
		client -n 20 "$sock" '/ws/strip/raw?fps=20&led_count=4' >>frames 3>&- &
	done
	until_true 30 stat_is '.clients == 4 and .streams == 1'
	client -n 2 "$sock" '/ws/strip/raw?fps=20&led_count=5' >>frames
	until_true 30 stat_is '.clients == 0 and .streams == 0'
	stat_is '.frames_made < 60'
}

@test "amb-feed: the picture is sent on connecting and when it changes" {
	start
	client -n 3 "$sock" /ws/matrix/raw >pictures 3>&- &
	until_true 30 has pictures 2
	strip 1 main 1 | publish
	matrix 2 16 7 | publish
	until_true 30 has pictures 3
	matrix 3 8 9 | publish
	until_true 30 has pictures 4
	[ "$(sed -n '2p' pictures)" = 'binary 768 000000000000000000000000' ]
	[ "$(sed -n '3p' pictures)" = 'binary 768 070707070707070707070707' ]
	[ "$(sed -n '4p' pictures)" = 'binary 192 090909090909090909090909' ]
}

@test "amb-feed: one frame over HTTP, raw and as JSON, also of a named zone" {
	start
	amb-publish -i -z den
	strip 1 den 50 | publish
	[ "$(get '/api/data/strip/frame/json?led_count=2')" = '[[0,170,255],[0,170,255]]' ]
	until_true 30 den_is_red
	[ "$(get /api/zones/den/data/strip/frame/raw | od -An -tu1 -v -w21 | xargs)" = \
		"$(printf '50 0 0 %.0s' {1..7} | xargs)" ]
	[ "$(get '/api/data/strip/frame/raw?led_count=2000' | wc -c)" -eq 6000 ]
	[ "$(status_of '/api/data/strip/frame/json?led_count=2000' -I)" = 200 ]
	grep -qi '^content-type: application/json' head
	grep -qi '^cache-control: no-store' head
}

den_is_red() {
	[ "$(get '/api/data/strip/frame/json?led_count=1&zone=den')" = '[[50,0,0]]' ]
}

@test "amb-feed: what cannot be is refused in JSON" {
	start
	while read -r want path; do
		[ "$(status_of "$path")" = "$want" ]
		jq -e '.detail | length > 0' body
		client "$sock" "$path" >ws
		[[ "$(cat ws)" == [34]*'{"detail":'* ]]
	done <<-'END'
		404 /
		404 /ws/x
		404 /api/zones/none/data/strip/frame/raw
		404 /api/data/strip/frame/raw?zone=none
		422 /api/data/strip/frame/raw?zone=..
		422 /api/zones/A/data/strip/frame/json
		422 /api/data/strip/frame/raw?led_count=0
		422 /api/data/strip/frame/raw?led_count=2001
		422 /api/data/strip/frame/raw?led_count=1e1
		422 /api/data/strip/frame/raw?fps=61
	END
	for path in '/ws/strip/raw?fps=0' '/ws/strip/raw?fps=' '/ws?zone=A' \
		'/ws?zone='"$(printf 'z%.0s' {1..65})" '/ws/strip/raw?led_count=-1'; do
		[[ "$(client "$sock" "$path")" == '422 {"detail":'* ]]
	done
	[ "$(status_of /ws)" = 426 ]
	[ "$(status_of /ws -X POST -d x)" = 405 ]
	[ "$(client "$sock" '/ws?zone=none')" = '404 {"detail":"no such zone"}' ]
}

@test "amb-feed: pages of other origins may not connect, unless they are allowed" {
	start AMB_ORIGINS='https://a.test http://b.test:81'
	while read -r want origin; do
		client -n 1 -H "Origin: $origin" "$sock" /ws >out
		[ "$(head -n 1 out | cut -c1-3)" = "$want" ]
	done <<-'END'
		101 http://amb.test
		101 https://amb.test
		101 https://a.test
		101 http://b.test:81
		403 http://amb.test:81
		403 http://a.test
		403 http://b.test
		403 https://a.test.evil
		403 http://evil/http://amb.test
		403 null
	END
	long=http://$(printf 'a%.0s' {1..300})
	[[ "$(client -H "Origin: $long" "$sock" /ws)" == 403* ]]
}

@test "amb-feed: AMB_ORIGINS of * allows every page" {
	start AMB_ORIGINS='*'
	client -n 1 -H "Origin: http://evil" "$sock" /ws >out
	[ "$(head -n 1 out)" = 101 ]
}

@test "amb-feed: there are no more clients than AMB_FEED_CLIENTS" {
	start AMB_FEED_CLIENTS=2
	client "$sock" /ws >a 3>&- &
	client "$sock" /ws/matrix/raw >b 3>&- &
	until_true 30 stat_is '.clients == 2'
	[ "$(client "$sock" /ws)" = '503 {"detail":"too many clients"}' ]
	[ "$(get '/api/data/strip/frame/raw?led_count=1' | wc -c)" -eq 3 ]
}

@test "amb-feed: a client that answers no ping is disconnected, others stay" {
	start AMB_FEED_PING_S=1
	client -t 20 "$sock" /ws >alive 3>&- &
	client -m -t 20 "$sock" /ws >dead 3>&- &
	until_true 30 grep -q '^end' dead
	grep -q '^ping' dead
	until_true 30 has alive 4 # 101, the state, two pings
	[ "$(grep -c '^end' alive)" -eq 0 ]
	stat_is '.clients == 1'
}

@test "amb-feed: a client too slow for the events is disconnected, no other waits for it" {
	start AMB_FEED_QUEUE=12
	mkfifo hold
	client -r -t 200 "$sock" /ws >slow <hold 3>&- &
	exec 9>hold
	client -t 200 -n 41 "$sock" /ws >quick 3>&- 9>&- &
	until_true 30 stat_is '.clients == 2'
	for i in {1..40}; do matrix "$i" 64 "$i"; done | publish
	until_true 150 has quick 42
	until_true 30 stat_is '.clients == 0 and .closed_slow == 1'
	exec 9>&-
	until_true 30 grep -q '^end' slow
	run ! has slow 41
}

@test "amb-feed: a burst of events does not make a client slow" {
	start AMB_FEED_QUEUE=2
	client -n 41 "$sock" /ws >out 3>&- &
	until_true 30 has out 2
	kill -STOP "$pid"
	for i in {1..40}; do strip "$i" main "$i"; done | publish
	kill -CONT "$pid"
	until_true 30 has out 42
	stat_is '.closed_slow == 0'
}

@test "amb-feed: who cannot follow the frames misses some, and stays" {
	start
	mkfifo hold
	client -r -t 30 -n 80 "$sock" '/ws/strip/raw?fps=60&led_count=2000' >slow <hold 3>&- &
	exec 9>hold
	until_true 30 stat_is '.frames_dropped > 5'
	stat_is '.clients == 1 and .closed_slow == 0'
	strip 1 main 99 | publish
	exec 9>&-
	until_true 30 grep -q 'binary 6000 630000' slow
}

@test "amb-feed: what a client says keeps it alive and no more; much is refused" {
	start
	client -n 2 -s ping "$sock" /ws >small 3>&- &
	client -S 4096 -n 2 "$sock" /ws >most 3>&- &
	until_true 30 has small 2
	until_true 30 has most 2
	strip 1 main 1 | publish
	until_true 30 has small 3
	until_true 30 has most 3
	SECONDS=0
	client -S 4097 -t 90 "$sock" /ws >large
	# it was sent away; the kernel may throw the code, 1009, after it
	[ "$SECONDS" -lt 80 ]
	run ! grep '^close' <(grep -v 1009 large)
}

@test "amb-feed: events that are gone unread are made up for by the state" {
	start
	client -n 10 "$sock" /ws >out 3>&- &
	until_true 30 has out 2
	kill -STOP "$pid"
	for i in {1..70}; do strip "$i" main "$i"; done | AMB_KEEP_EVENTS=1 publish
	[ "$(events | head -n 1 | jq .seq)" -eq 64 ]
	kill -CONT "$pid"
	until_true 30 has out 10
	sed -n 's/^text //p' out |
		jq -r '.type + " \((.payload.strip // .payload).command.colors[0].rgb[0])"' >got
	{
		echo state 0
		echo state 70
		seq -f 'strip_command_update %g' 64 70
	} | cmp - got
	[ "$(<feed.err)" = 'amb-feed: events were lost; the whole state is sent' ]
}

@test "amb-feed: on SIGTERM it takes leave of all and removes its socket" {
	start
	client "$sock" /ws >a 3>&- &
	client "$sock" '/ws/strip/raw?led_count=1' >b 3>&- &
	until_true 30 stat_is '.clients == 2'
	kill -TERM "$pid"
	wait "$pid"
	until_true 30 grep -q '^close 1001' a
	until_true 30 grep -q '^close 1001' b
	[ ! -e "$sock" ]
	[ ! -s feed.err ]
	pid=
}

@test "amb-feed: killed, it can be started again, and knows the state" {
	start
	kill -KILL "$pid"
	wait "$pid" || :
	strip 1 main 77 | publish
	start
	[ "$(get '/api/data/strip/frame/json?led_count=1')" = '[[77,0,0]]' ]
	[ "$(client -n 2 -t 1 "$sock" /ws | wc -l)" -eq 2 ] # no old news
}

@test "amb-feed: a second one on the same spool exits 75" {
	start
	run -75 --separate-stderr amb-feed
	[ "$stderr" = "amb-feed: another amb-feed serves spool '$AMB_SPOOL'" ]
	answers
}

@test "amb-feed: wrong usage, spool, settings and limits" {
	run -0 --separate-stderr amb-feed -h
	[ "${lines[0]}" = "usage: amb-feed [-hV] [-d spool]" ]
	run -64 --separate-stderr amb-feed -x
	run -64 --separate-stderr amb-feed more
	run -73 --separate-stderr amb-feed -d "$PWD/no/where"
	[[ "$stderr" == "amb-feed: cannot open spool "* ]]
	AMB_FEED_PING_S=0 run -78 --separate-stderr amb-feed
	[ "$stderr" = "amb-feed: bad AMB_FEED_PING_S: must be a whole number, 1 to 3600" ]
	run -71 --separate-stderr bash -c 'ulimit -n 400; amb-feed'
	[ "$stderr" = "amb-feed: cannot open 4160 files, for AMB_FEED_CLIENTS" ]
	long=$PWD/$(printf 'd%.0s' {1..100})
	run -73 --separate-stderr amb-feed -d "$long"
	[[ "$stderr" == *"amb-feed: cannot listen on '"*"/feed.sock': too long" ]]
	mkdir -p spool/feed.sock/taken # a folder cannot be replaced
	run -73 --separate-stderr amb-feed
	[[ "$stderr" == "amb-feed: cannot listen on '"*"/feed.sock': Is a directory" ]]
}

@test "amb-feed: a full disk on stdout exits 74" {
	[ -w /dev/full ] || skip "no /dev/full"
	for option in -h -V; do
		run -74 --separate-stderr bash -c "amb-feed $option >/dev/full"
	done
}

@test "amb-feed: a zone that was removed is dark and not found, until it is made anew" {
	start
	strip 1 den 200 | publish
	matrix 2 2 7 | sed 's/"main"/"den"/' | publish
	client "$sock" '/ws?zone=den' >news 3>&- &
	client "$sock" '/ws/matrix/raw?zone=den' >pictures 3>&- &
	client "$sock" '/ws/strip/raw?zone=den&fps=20&led_count=1' >frames 3>&- &
	until_true 30 has news 2
	until_true 30 grep -q 'binary 12 070707' pictures
	until_true 30 grep -q 'binary 3 c80000' frames
	amb-publish -r <<<'remove {"zone":"den"}'
	until_true 30 grep -q '"type":"zone_removed"' news
	until_true 30 grep -q 'binary 12 000000000000000000000000' pictures
	until_true 30 grep -q 'binary 3 000000' frames
	for path in /api/zones/den/data/strip/frame/raw '/api/data/strip/frame/json?zone=den'; do
		[ "$(status_of "$path")" = 404 ]
	done
	# made without an event, it is found again
	amb-publish -i -z den
	[ "$(status_of /api/zones/den/data/strip/frame/raw)" = 200 ]
	strip 3 den 100 | publish
	until_true 30 grep -q 'binary 3 640000' frames
	until_true 30 grep -q '"type":"strip_command_update"' news
	get /api/zones/main/data/strip/frame/raw >frame
	[ -z "$(<feed.err)" ]
}
