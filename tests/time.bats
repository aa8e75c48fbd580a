#!/usr/bin/env bats
# A clock that was wrong stands in nobody's way, a clock that is set back loses
# nothing; see the rule in lib/scene/ulid.h.
# shellcheck disable=SC2016 # scripts in quotes
load helper
load clocks

PATH=$PATH:/usr/sbin

setup_file() {
	load helper
	load clocks
	clocks_start
}

teardown_file() {
	load clocks
	clocks_stop
}

# cgi CLOCK PATH TYPE: POST the file in; sets code and body
cgi() {
	run -0 --separate-stderr at "$1" env REQUEST_METHOD=POST \
		REQUEST_URI="$2" QUERY_STRING= CONTENT_TYPE="$3" \
		CONTENT_LENGTH="$(wc -c <in)" amb-cgi <in
	show
	output=${output//$'\r'/}
	code=${output#Status: }
	code=${code:0:3}
	body=${output#*$'\n\n'}
	[ "$code" = 200 ]
}

post() {
	printf '%s' "$3" >in
	cgi "$1" "$2" application/json
}

# submit CLOCK SENTENCE [ZONE]: sets id
submit() {
	post "$1" /api/voice/submit \
		"{\"instruction\":\"$2\",\"zone\":\"${3-main}\"}"
	id=$(jq -er .id <<<"$body")
}

# strip CLOCK RED: a command to the strip
strip() {
	post "$1" /api/app/strip/command '{"mode":"static","brightness":1,
		"speed":1,"led_count":3,"colors":[{"rgb":['"$2"',0,0]}]}'
}

# upload CLOCK COLOUR
upload() {
	convert -size 16x16 "xc:$2" a.png
	{
		printf -- '--XX\r\nContent-Disposition: form-data; name="file"; '
		printf 'filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
		cat a.png
		printf '\r\n--XX--\r\n'
	} >in
	cgi "$1" /api/matrix/downsample 'multipart/form-data; boundary=XX'
}

# the strip's first colour, the matrix's first pixel
strip_is() {
	[ "$(jq -c '.command.colors[0].rgb' "spool/state/${2-main}/strip_command.json")" = "$1" ]
}

matrix_is() {
	[ "$(od -An -tu1 -N3 spool/state/main/matrix.raw | xargs)" = "$1" ]
}

lit() {
	[ "$(jq -r ".$1.id" "spool/state/${3-main}/scene.json")" = "$2" ]
}

finished() {
	[ -e "spool/done/$1/scene.json" ] && [ ! -e "spool/active/$1.json" ]
}

superseded() {
	[ "$(jq -r '.errors[-1].code' "spool/done/$1/scene.json")" = superseded ]
}

# planner SCRIPT: what plans is this helper
planner() {
	mkdir -p libexec
	printf '#!/bin/sh\nscene=$(cat)\n%s\n' "$1" >libexec/amb-plan-test
	chmod +x libexec/amb-plan-test
	export AMB_PLANNER='test local'
}

teardown() {
	for p in "${started-}" "${broker-}"; do
		[ -z "$p" ] || kill -KILL "$p" 2>/dev/null || :
	done
	wait
}

# was_ahead CLOCK: all that was lit with that clock gives way at once
was_ahead() {
	strip "$1" 9
	strip_is '[9,0,0]'
	strip +0 7
	strip_is '[7,0,0]'

	upload "$1" white
	matrix_is '255 255 255'
	upload +0 red
	matrix_is '255 0 0'
	upload +0 lime
	matrix_is '0 255 0'
	post +0 /api/app/undo '{}'
	matrix_is '255 0 0'

	submit "$1" 'red strip'
	at "$1" amb-run
	lit strip "$id"
	submit +0 'blue strip'
	run -0 amb-run
	lit strip "$id"
	submit "$1" 'a red heart'
	at "$1" amb-run
	lit matrix "$id"
	post +0 /api/app/undo '{}'
	submit +0 'a blue heart'
	run -0 amb-run
	finished "$id"
	lit matrix "$id"
}

@test "time: what a clock lit that was half an hour ahead gives way at once" {
	was_ahead +30m
}

@test "time: what a clock lit that was a day ahead gives way at once" {
	was_ahead +1d
}

@test "time: what a clock lit that was ten years ahead gives way at once" {
	was_ahead +10y
}

@test "time: a resident amb-publish whose clock is set right does not wait" {
	set_clock +1d
	by_hand amb-publish -f 2>err 3>&- &
	started=$!
	until_true 20 test -S spool/publish.sock
	strip +1d 9
	strip_is '[9,0,0]'
	upload +1d white
	upload +1d red
	set_clock +0
	strip +0 7
	strip_is '[7,0,0]'
	post +0 /api/app/undo '{}'
	strip_is '[9,0,0]'
	upload +0 lime
	matrix_is '0 255 0'
	kill -0 $started
	# and by 5 s: what it made itself is not newer than what comes
	set_clock -5
	post +0 /api/app/undo '{}'
	strip -5 6
	strip_is '[6,0,0]'
}

@test "time: amb-run itself does not wait for a clock that was ahead" {
	amb-publish -i
	submit +30m 'red strip'
	at +30m amb-run
	submit +0 'blue strip'
	run -0 amb-run
	[ -e "spool/done/$id/strip.json" ]
}

@test "time: a clock that is set back 5 s: the second of two sentences wins" {
	submit +5 'red strip'
	first=$id
	at +5 amb-run
	submit +0 'blue strip'
	[[ $first < $id ]]
	run -0 amb-run
	lit strip "$id"
}

@test "time: the same when both sentences wait" {
	submit +5 'red strip'
	first=$id
	submit +0 'blue strip'
	run -0 amb-run
	finished "$first"
	finished "$id"
	lit strip "$id"
}

@test "time: the same of commands and uploads" {
	strip +5 9
	strip +0 7
	strip_is '[7,0,0]'
	upload +5 white
	upload +0 red
	matrix_is '255 0 0'
	submit +0 'blue strip'
	amb-run
	lit strip "$id"
}

newest_is() {
	[ "$(head -n 1 spool/newest)" = "$1" ]
}

@test "time: a clock set back by an hour makes ids by what it says" {
	submit +1h 'red strip'
	newest_is "$id"
	first=$id
	submit +0 'blue strip'
	[[ $id < $first ]]
	newest_is "$id"
}

@test "time: without a readable newest id all works" {
	submit +0 'red strip'
	for junk in '' 01KA '01ka0000000000000000000000' 'ZZZZZZZZZZZZZZZZZZZZZZZZZZ'; do
		printf %s "$junk" >spool/newest
		submit +0 'blue strip'
		newest_is "$id"
	done
	rm spool/newest
	mkdir spool/newest
	submit +0 'green strip'
	run -0 amb-run
	lit strip "$id"
}

@test "time: jobs of a clock that was ahead are run, and none is lost" {
	submit +1d 'red strip' hall
	hall=$id
	submit +10y 'green strip' attic
	attic=$id
	submit +0 'blue strip' cellar
	run -0 amb-run
	for z in hall:$hall attic:$attic cellar:$id; do
		finished "${z#*:}"
		lit strip "${z#*:}" "${z%:*}"
	done
	[ -z "$(find spool/{queue,active,failed} -type f)" ]
}

@test "time: of jobs that wait, one of the right clock is the newer" {
	submit +1d 'red strip'
	first=$id
	submit +0 'blue strip'
	AMB_WORKERS=1 run -0 amb-run
	finished "$first"
	finished "$id"
	lit strip "$id"
}

@test "time: a job of a clock that was ahead is lit over an older state" {
	submit +0 'red strip'
	run -0 amb-run
	submit +1d 'blue strip'
	run -0 amb-run
	finished "$id"
	lit strip "$id"
}

@test "time: jobs of a clock that was ahead do not go first" {
	for z in a b c; do
		submit +1d 'red strip' "$z"
	done
	submit +0 'blue strip'
	# a job without a plan asks, so this is the order in which they begin
	for f in spool/queue/*; do
		jq -c 'del(.plan)' "$f" >new && mv new "$f"
	done
	planner 'echo "$scene" | jq -r .id >>'"$PWD/order; exit 75"
	AMB_WORKERS=1 AMB_RETRY_S=0 run -0 amb-run
	[ "$(wc -l <order)" = 4 ]
	[ "$(head -n 1 order)" = "$id" ]
}

@test "time: a worker's rest is not longer when the clock is set back" {
	submit +0 'red strip'
	rm -r spool/done
	: >spool/done # no job can begin
	set_clock +0
	by_hand amb-run -f 2>err 3>&- &
	started=$!
	until_true 20 grep -q 'cannot make' err
	set_clock -1h
	rm spool/done
	mkdir spool/done
	until_true 20 finished "$id"
}

@test "time: a helper's deadline is not later when the clock is set back" {
	mkdir libexec
	printf '#!/bin/sh\n: >%s\nexec sleep 300\n' "$PWD/asked" |
		tee libexec/amb-plan-hang >libexec/amb-genimg-hang
	chmod +x libexec/*
	submit +0 'a red heart'
	cp "spool/queue/$id.json" scene
	for stage in plan genimg; do
		rm -f asked
		set_clock +0
		AMB_PLANNER=hang AMB_GENIMG=hang AMB_PLAN_TIMEOUT_S=2 \
			AMB_IMAGE_TIMEOUT_S=2 \
			by_hand "amb-$stage" <scene >out 3>&- &
		started=$!
		until_true 20 test -e asked
		set_clock -1h
		until_true 60 [ -s out ]
		wait $started
		[ "$(jq -r '.errors[-1].code' out)" = timeout ]
	done
}

@test "time: amb-cgi's deadline is not later when the clock is set back" {
	mkdir bin
	printf '#!/bin/sh\n: >%s\nexec sleep 300\n' "$PWD/asked" >bin/amb-plan
	chmod +x bin/amb-plan
	printf '{"instruction":"red strip"}' >in
	set_clock +0
	AMB_BINDIR=$PWD/bin AMB_PLAN_TIMEOUT_S=0.05 by_hand env \
		REQUEST_METHOD=POST REQUEST_URI=/api/voice/submit QUERY_STRING='' \
		CONTENT_TYPE=application/json CONTENT_LENGTH=27 \
		amb-cgi <in >out 3>&- &
	started=$!
	until_true 20 test -e asked
	set_clock -1h
	until_true 60 [ -s out ]
	wait $started
	[[ $(<out) == 'Status: 503'* ]]
}

@test "time: amb-mqtt connects again, also when the clock was set back" {
	port=$(some_port)
	export MQTT_ENABLED=1 MQTT_HOST=127.0.0.1 MQTT_PORT=$port
	set_clock +0
	by_hand amb-mqtt 2>err 3>&- &
	started=$!
	until_true 20 grep -q 'cannot connect' err
	set_clock -1h
	printf '%s\n' 'user root' "listener $port 127.0.0.1" \
		'allow_anonymous true' >broker.conf
	mosquitto -c broker.conf >broker.log 2>&1 3>&- &
	broker=$!
	until_true 60 online
	# its ids are not older than those that others made meanwhile
	set_clock -5
	submit +0 'red strip'
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit -m 'blue strip'
	until_true 20 two_wait
	last=(spool/queue/*)
	[ "$(jq -r .instruction "${last[-1]}")" = 'blue strip' ]
}

online() {
	[ "$(mosquitto_sub -p "$port" -C 1 -W 1 -t ambient-light/status)" = online ]
}

two_wait() {
	[ "$(find spool/queue -type f | wc -l)" = 2 ]
}

@test "time: health reports a stuck job beside one of a clock that was ahead" {
	submit -10m 'blue strip'
	health 503
	submit +1d 'red strip'
	health 503
}

@test "time: health reports a job whose age is not known" {
	submit +0 'blue strip'
	health 200
	submit +1d 'red strip'
	health 503
}

health() {
	REQUEST_METHOD=GET REQUEST_URI=/healthz QUERY_STRING='' \
		run -0 --separate-stderr amb-cgi
	show
	[[ ${output//$'\r'/} == "Status: $1"* ]]
}

@test "time: a file in tmp/ from the future goes an hour after it is seen" {
	amb-publish -i
	touch -d '+10 days' spool/tmp/foreign spool/tmp/w.1.1.1.1
	run -0 amb-gc
	[ -e spool/tmp/foreign ]
	[ -z "$(find spool/tmp -newermt '+1 minute')" ]
	NO_FAKE_STAT=1 at +2h amb-gc
	[ -z "$(ls spool/tmp)" ]
}
