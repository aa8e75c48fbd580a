#!/usr/bin/env bats
# From one light to the next: by frames, and by files that are polled.  The clock
# is ours, and stands still unless a test sets it: T0, and so many seconds.
load helper
load clocks

setup_file() {
	load helper
	load clocks
	clocks_start
}

teardown_file() {
	load clocks
	clocks_stop
}

export TZ=UTC T0=1893456000 # 2030-01-01

teardown() {
	local pid
	for pid in ${pids-}; do kill "$pid" 2>/dev/null || :; done
	wait
}

# after SECONDS: what the clock shows then
after() {
	date -u -d "@$(jq -n "$T0 + $1")" '+%F %T.%6N'
}

clock() { set_clock "$(after "$1")"; }

# ask VERB JSON: of amb-publish, now; the answer, and its status
ask() {
	printf '%s\n' "$1 $2" | (by_hand amb-publish -r)
}

# publish JSON: a scene
publish() {
	printf '%s\n' "$1" | (by_hand amb-publish) >published
}

# picture N ZONE SIDE GREY [MEMBER...]: a scene of one colour
picture() {
	jq -nc --argjson n "$1" --arg z "$2" --argjson s "$3" --argjson v "$4" '
		{id: ("01KA" + ("0" * (22 - ($n | tostring | length))) + ($n | tostring)),
		 zone: $z, plan: {target: "matrix"},
		 matrix: {width: $s, height: $s,
			  pixels: [range($s) | [range($s) | [$v, $v, $v]]]}}
		+ '"{${5-}}"
}

# red N RED [MEMBERS]: a command to the strip, three LEDs
red() {
	printf '{"id":"01KA%022d","mode":"static","colors":[{"rgb":[%d,0,0]}],"led_count":3%s}' "$@"
}

resident() {
	by_hand amb-publish -f 2>publish.err 3>&- &
	publisher=$!
	pids="${pids-} $publisher"
	until_true 20 test -S spool/publish.sock
	until_true 20 repaired
}

repaired() {
	[[ $(ask status '{}') == *'"repairing":false'* ]]
}

# feed [SPOOL]: sets feeder and sock
feed() {
	AMB_SPOOL=${1-$AMB_SPOOL} by_hand amb-feed 2>feed.err 3>&- &
	feeder=$!
	pids="${pids-} $feeder"
	sock=${1-$AMB_SPOOL}/feed.sock
	until_true 20 get stat /stat
}

# get FILE PATH
get() {
	curl -sf -o "$1" --unix-socket "$sock" "http://amb.test$2"
}

doc() {
	sqlite3 "${2-$AMB_SPOOL}/amb.db" "SELECT doc FROM zone WHERE name = '$1'"
}

# frame matrix|strip SECONDS [ZONE]: by the program of the tests, as hex
frame() {
	local zone=${3-main}
	sqlite3 "$AMB_SPOOL/amb.db" \
		"SELECT hex(rgb) FROM zone WHERE name = '$zone'" |
		perl -ne 'print pack "H*", $_' >rgb
	doc "$zone" | "$checks/fade" "$1" "$(jq -n "($T0 + $2) * 1000")" rgb | hex
}

hex() { od -An -v -tx1 | tr -d ' \n'; }

# shows FILE HEX
shows() { [ "$(hex <"$1")" = "$2" ]; }

@test "fade: begins and ends with the very pictures, and never turns back" {
	run -0 "$checks/fade" ends
}

@test "fade: is even for the eye" {
	run -0 "$checks/fade" even
}

@test "fade: another number of LEDs begins as the nearest" {
	run -0 "$checks/fade" other
}

@test "fade: a clock that jumps does no harm" {
	run -0 "$checks/fade" clock
}

@test "fade: none flashes more than three times in a second, not of a fade in a fade" {
	run -0 "$checks/fade" flashes 2000 7
	run -1 "$checks/fade" cuts 2000 7 # it would see one
}

@test "fade: a sentence fades, in the time that it says or in AMB_FADE_S; a command does not" {
	clock 0
	publish "$(picture 1 main 2 200)"
	run -0 jq -c '[.matrix, .strip] | map(has("fade"))' <<<"$(doc main)"
	[ "$output" = '[false,false]' ]
	publish "$(picture 2 main 2 100 '"instruction": "x"')"
	run -0 jq -c '.matrix.fade | [.start_ms, .end_ms]' <<<"$(doc main)"
	[ "$output" = "[${T0}000,${T0}400]" ]
	[ "$(doc main | jq -r .matrix.fade.from)" = yMjIyMjIyMjIyMjI ]
	AMB_FADE_S=2.5 publish "$(picture 3 main 2 50 '"instruction": "x"')"
	[ "$(doc main | jq .matrix.fade.end_ms)" = "${T0}000" ] && return 1
	[ "$(doc main | jq .matrix.fade.end_ms)" = "$((T0 + 2))500" ]
	publish "$(picture 4 main 2 60 '"instruction": "x", "fade_s": 0')"
	[ "$(doc main | jq -c .matrix.fade)" = null ]
	publish "$(picture 5 main 2 70 '"fade_s": 3600')"
	[ "$(doc main | jq .matrix.fade.end_ms)" = "$((T0 + 3600))000" ]
	ask strip "$(red 6 10)" >out
	[ "$(doc main | jq -c .strip.fade)" = null ]
	ask strip "$(red 7 20 ',"fade_s":1')" >out
	[ "$(jq -c .command <<<"$(sed 's/^0 //' out)" | grep -c fade)" = 0 ]
	run -0 jq -c '.strip | [.fade.end_ms - .fade.start_ms, .fade.from, .command.fade_s]' \
		<<<"$(doc main)"
	[ "$output" = '[1000,"CgAACgAACgAA",null]' ]
	# what is over is forgotten with the next change
	clock 4000
	ask strip "$(red 8 30)" >out
	[ "$(doc main | grep -c fade)" = 0 ]
}

@test "fade: power and brightness that a sentence sets fade; those of requests do so if they say" {
	clock 0
	publish "$(picture 1 main 1 200)"
	publish '{"id":"01KB0000000000000000000001","instruction":"off","plan":{"target":"matrix","power":{"matrix":false}}}'
	[ "$(frame matrix 0)" = c8c8c8 ]
	[ "$(frame matrix 0.4)" = 000000 ]
	clock 0.2
	publish '{"id":"01KB0000000000000000000002","instruction":"on","plan":{"target":"matrix","power":{"matrix":true},"brightness":{"matrix":0.5}}}'
	half=$(frame matrix 0.2)
	((16#$half > 0 && 16#$half < 16#c8c8c8))
	[ "$(frame matrix 0.6)" = 646464 ]
	clock 1
	ask power '{"matrix":false,"fade_s":10}' >out
	[ "$(frame matrix 1)" = 646464 ]
	[ "$(frame matrix 11)" = 000000 ]
	clock 2
	ask power '{"matrix":true}' >out # at once
	[ "$(frame matrix 2)" = 646464 ]
	[ "$(doc main | grep -c fade)" = 0 ]
}

@test "fade: a brightness set on the way scales all of it, power ends it" {
	clock 0
	publish "$(picture 1 main 1 200)"
	publish "$(picture 2 main 1 100 '"fade_s": 100')"
	clock 10
	ask brightness '{"matrix":0.5}' >out
	[ "$(frame matrix 0)" = 646464 ]
	[ "$(frame matrix 100)" = 323232 ]
	ask power '{"matrix":true}' >out # as it was
	[ "$(frame matrix 0)" = 646464 ]
	ask power '{"matrix":false}' >out
	[ "$(frame matrix 10)" = 000000 ]
}

@test "fade: a change on the way begins with the frame of that instant" {
	clock 0
	publish "$(picture 1 main 4 10)"
	ask strip "$(red 2 200)" >out
	publish "$(picture 3 main 4 250 '"fade_s": 10')"
	ask strip "$(red 4 20 ',"fade_s":10')" >out
	matrix=$(frame matrix 3) strip=$(frame strip 3)
	clock 3
	publish "$(picture 5 main 2 90 '"fade_s": 1000')" # of another size
	ask strip "$(red 6 90 ',"fade_s":1000,"brightness":0.5')" >out
	[ "$(frame matrix 3)" = "${matrix:0:24}" ]
	[ "$(frame strip 3)" = "$strip" ]
	[ "$(frame matrix 1003)" = 5a5a5a5a5a5a5a5a5a5a5a5a ]
}

@test "fade: undo shows what was before at once, unless it says" {
	clock 0
	publish "$(picture 1 main 1 200)"
	publish "$(picture 2 main 1 100 '"fade_s": 100')"
	publish "$(picture 3 main 1 10)"
	ask undo '{}' >out
	[ "$(frame matrix 0)" = 646464 ]
	[ "$(doc main | grep -c fade)" = 0 ]
	ask undo '{"fade_s":8}' >out
	[ "$(frame matrix 0)" = 646464 ]
	[ "$(frame matrix 8)" = c8c8c8 ]
}

@test "fade: a recall fades in the time that it says; what was kept has none" {
	clock 0
	publish "$(picture 1 main 1 200 '"fade_s": 100')"
	ask keep '{"name":"dusk"}' >out
	[ "$(sqlite3 spool/amb.db 'SELECT doc FROM scene' | grep -c fade)" = 0 ]
	publish "$(picture 2 main 1 10)"
	ask recall '{"name":"dusk"}' >out
	[ "$(frame matrix 0)" = c8c8c8 ]
	publish "$(picture 3 main 1 10 | jq -c 'del(.id)')" # a new id
	ask recall '{"name":"dusk","fade_s":20}' >out
	[ "$(frame matrix 0)" = 0a0a0a ]
	[ "$(frame matrix 20)" = c8c8c8 ]
	run -65 ask recall '{"name":"dusk","fade_s":3601}'
	[ "$output" = '65 {"detail":"'"'fade_s' must be a number, 0 to 3600"'"}' ]
}

@test "fade: frames of two nodes are the same bytes, and those of the formula" {
	clock 0
	publish "$(picture 1 main 8 10)"
	ask strip "$(red 2 200)" >out
	publish "$(picture 3 main 8 250 '"fade_s": 60')"
	ask strip '{"id":"01KA0000000000000000000004","mode":"flow","colors":[{"rgb":[0,90,250]},{"rgb":[250,200,0]}],"led_count":50,"fade_s":60}' >out
	cp -r spool other
	feed
	one=$sock
	feed "$PWD/other"
	for t in 0 0.25 1 17.123 59.999 60 61; do
		clock $t
		for path in matrix/frame/raw strip/frame/raw; do
			sock=$one get a "/api/data/$path"
			get b "/api/data/$path"
			cmp a b
			shows a "$(frame ${path%%/*} $t)"
		done
	done
}

@test "fade: what cannot be is refused with the range" {
	clock 0
	amb-publish -i
	local bad verb range="'fade_s' must be a number, 0 to 3600"
	for bad in -1 3601 NaN nan '"3"' true '[]' 1e999; do
		for verb in strip power brightness undo recall; do
			run -65 ask $verb "$(red 1 1 ",\"name\":\"x\",\"fade_s\":$bad")"
			echo "$verb $bad $output"
			[ "$output" = "65 {\"detail\":\"$range\"}" ]
		done
		run -65 --separate-stderr publish \
			"$(printf '{"instruction":"x","fade_s":%s}' "$bad")"
		[ "$stderr" = "amb-publish: bad scene: $range" ] ||
			[[ $(<published) == *"$range"* ]]
		for path in strip/command power undo scenes/x/recall submit; do
			run -0 cgi /api/app/$path \
				"$(red 1 1 ",\"instruction\":\"red\",\"fade_s\":$bad")"
			echo "$path $bad $output"
			[[ $output == 'Status: 422'*"{\"detail\":\"$range\"}"* ]]
		done
	done
	[ "$(amb-log | wc -l)" = 0 ]
}

# cgi PATH JSON: POST it
cgi() {
	printf '%s' "$2" >in
	REQUEST_METHOD=POST REQUEST_URI="$1" QUERY_STRING='' \
		CONTENT_TYPE=application/json CONTENT_LENGTH="$(wc -c <in)" \
		amb-cgi <in
}

@test "fade: a submit's time comes with its job" {
	run -0 cgi /api/voice/submit '{"instruction":"red","fade_s":12}'
	[[ $output == 'Status: 200'* ]]
	[ "$(jq .fade_s spool/queue/*)" = 12 ]
}

# files [SPOOL]: all of the zone main, with their names
files() {
	(cd "${1-spool}/state/main" && head -c 100000 [a-z]*)
}

@test "fade: files follow one of more than 5 s each second, without events, and end as without it" {
	clock 0
	for AMB_SPOOL in $PWD/plain $PWD/spool; do
		publish "$(picture 1 main 3 10)"
		ask strip "$(red 2 200)" >out
	done
	AMB_SPOOL=$PWD/plain publish "$(picture 3 main 3 250)"
	AMB_SPOOL=$PWD/plain ask strip "$(red 4 20)" >out
	resident
	publish "$(picture 3 main 3 250 '"fade_s": 6')"
	ask strip "$(red 4 20 ',"fade_s":6')" >out
	events=$(amb-log | wc -l)
	cp spool/state/main/scene.json scene
	for t in 0 1 2 3 4 5 5.9; do
		clock $t
		until_true 10 shows spool/state/main/matrix.raw "$(frame matrix $t)"
		# shellcheck disable=SC2016 # eval expands it, each time
		until_true 10 eval '[ "$(jq -c .[0] spool/state/main/latest_strip_data.json)" = "[$((16#$(frame strip $t | cut -c1-2))),0,0]" ]'
		# shellcheck disable=SC2016 # likewise
		until_true 10 eval '[ "$(jq -c .raw spool/state/main/latest_led_data.json)" = "$(od -An -v -tu1 -w1 spool/state/main/matrix.raw | jq -sc .)" ]'
	done
	cmp spool/state/main/scene.json scene
	clock 6
	until_true 10 eval 'cmp -s <(files) <(files plain)'
	[ "$(amb-log | wc -l)" = "$events" ]
	# nothing wakes it any more
	inode=$(stat -c '%i %z' spool/state/main/matrix.raw)
	clock 3
	ask init '{"zone":"x"}' >out
	[ "$(stat -c '%i %z' spool/state/main/matrix.raw)" = "$inode" ]
}

@test "fade: files show the end of one of 5 s at once" {
	clock 0
	resident
	publish "$(picture 1 main 1 10)"
	publish "$(picture 2 main 1 200 '"fade_s": 5')"
	shows spool/state/main/matrix.raw c8c8c8
	publish "$(picture 3 main 1 100 '"fade_s": 5.001')" # it begins here
	shows spool/state/main/matrix.raw 0a0a0a
}

@test "fade: an amb-publish that does not stay writes the end at once" {
	clock 0
	publish "$(picture 1 main 1 10)"
	publish "$(picture 2 main 1 200 '"fade_s": 1800')"
	shows spool/state/main/matrix.raw c8c8c8
	[ "$(frame matrix 0)" = 0a0a0a ]
}

# resumes SECONDS: files and frames are those of that instant
resumes() {
	clock "$1"
	until_true 10 shows spool/state/main/matrix.raw "$(frame matrix "$1")"
	get raw /api/data/matrix/frame/raw
	shows raw "$(frame matrix "$1")"
	get raw /api/data/strip/frame/raw
	shows raw "$(frame strip "$1")"
}

@test "fade: a sunrise of 30 minutes goes on after a kill of every part, a restart and a reboot" {
	clock 0
	resident
	feed
	publish "$(picture 1 main 2 0)"
	publish "$(picture 2 main 2 240 '"fade_s": 1800')"
	ask strip "$(red 3 200 ',"fade_s":1800')" >out
	resumes 0
	resumes 300
	kill -KILL "$publisher" "$feeder"
	wait "$publisher" "$feeder" || :
	clock 600
	resident
	feed
	resumes 600
	kill "$publisher" "$feeder"
	wait "$publisher" "$feeder" || :
	[ "$(head -1 spool/publish.lock)" != clean ] # the files are not the state's
	resident
	feed
	resumes 900
	kill -KILL "$publisher" "$feeder"
	wait "$publisher" "$feeder" || :
	rm -rf spool/state # as a power cut may leave it
	echo unknown >spool/publish.lock
	resident
	feed
	resumes 1799
	# the clock is set back, then right again
	resumes 1000
	resumes 1800
	shows spool/state/main/matrix.raw f0f0f0f0f0f0f0f0f0f0f0f0
	kill "$publisher"
	wait "$publisher"
	[ "$(cat spool/publish.lock)" = clean ]
}

@test "fade: of the matrix is sent as frames, the last of which is its end" {
	date '+%F %T' >/dev/null
	set_clock +0
	amb-publish -i
	amb-feed 2>feed.err 3>&- &
	pids=$!
	sock=$PWD/spool/feed.sock
	until_true 20 get stat /stat
	picture 1 main 1 0 | amb-publish >out
	for n in 1 2; do
		"$checks/wsclient" "$sock" /ws/matrix/raw >"frames$n" 3>&- &
		pids="$pids $!"
		until_true 20 grep -q 'binary 3 000000' "frames$n"
	done
	picture 2 main 1 200 '"fade_s": 1' | amb-publish >out
	until_true 20 grep -q c8c8c8 frames1
	until_true 20 grep -q c8c8c8 frames2
	[ "$(tail -1 frames1)" = 'binary 3 c8c8c8' ]
	grep binary frames1 >a
	[ "$(wc -l <a)" -ge 8 ] # of 21, on a machine that is slow
	[ "$(sort a)" = "$(cat a)" ]
	# all get the same, but one that is slow may miss some
	[ "$(sort frames1 frames2 | uniq | grep -c binary)" -le 23 ]
}

@test "fade: GET and HEAD of the frame of the matrix; 404 without a zone" {
	amb-publish -i
	set_clock +0
	feed
	get raw /api/data/matrix/frame/raw
	cmp raw spool/state/main/matrix.raw
	run -0 curl -sI --unix-socket "$sock" http://amb.test/api/data/matrix/frame/raw
	[[ $output == *'200 OK'* && ${output,,} == *'content-type: application/octet-stream'* ]]
	run -0 curl -s -w '%{http_code}' --unix-socket "$sock" \
		'http://amb.test/api/data/matrix/frame/raw?zone=none'
	[ "$output" = '{"detail":"no such zone"}404' ]
}
