#!/usr/bin/env bats
# The service, as people start it: what it starts, ends and starts again.
# shellcheck disable=SC2030,SC2031 # each test has a process of its own
load helper

PATH=$PATH:/usr/sbin
unset "${!MQTT_@}" PORT
program=$BATS_TEST_DIRNAME/../scripts/serve

# start [OPTION]...: a service in the background, with a folder for temporary
# files of its own; sets pid and url.  It may be interrupted, and its group is
# that of a terminal.
start() {
	rm -f out
	mkdir -p tmp
	TMPDIR=$PWD/tmp env --default-signal=INT setsid "$program" "$@" \
		>out 2>err 3>&- &
	pid=$!
	until_true 60 started
	url=$(sed -n 's/^amb: //p' out)
}

started() {
	grep -q '^amb: ' out || ! kill -0 "$pid"
}

dead() { ! kill -0 "$1" 2>/dev/null; }

# ended STATUS: it has ended so, and neither a process nor a file of it is left
ended() {
	until_true 60 dead "$pid"
	rc=0
	wait "$pid" || rc=$?
	echo "status $rc"
	cat err
	[ "$rc" = "$1" ]
	until_true 60 gone
	[ -z "$(ls -A tmp)" ]
	# under valgrind a part may be too slow to end by itself
	[ -z "$(find . -name '*.sock')" ] || [[ $AMB_BINDIR == *.memcheck ]]
}

# gone: no process of another session works on this spool
gone() {
	local files file stat
	mapfile -t files < <(grep -lsF "AMB_SPOOL=$AMB_SPOOL" /proc/[0-9]*/environ)
	for file in "${files[@]}"; do
		stat=$(cat "${file%environ}stat" 2>/dev/null) || continue
		[ "$(awk '{ print $4 }' <<<"${stat##*) }")" = "$session" ] || return 1
	done
}

# pid_of PART: the child of serve that is that program
pid_of() {
	local p children
	read -ra children <"/proc/$pid/task/$pid/children" || : # no newline
	for p in "${children[@]}"; do
		! grep -qs "$1" "/proc/$p/cmdline" || echo "$p"
	done
}

# again PART PID: it runs, and that is not the process
again() {
	local p
	p=$(pid_of "$1")
	[ -n "$p" ] && [ "$p" != "$2" ]
}

# answers: each part does its work
answers() {
	local command='{"mode":"static","colors":[{"rgb":[1,2,3]}],"brightness":1,
		"speed":1,"led_count":2}'
	curl -sSf "$url/healthz" | jq -e '.status == "ok"' &&
		curl -sSf "$url/api/data/strip/frame/json" &&
		curl -sSf -H content-type:application/json -d "$command" \
			"$url/api/app/strip/command" &&
		[ -S spool/publish.sock ]
}

submit() {
	curl -sSf -H content-type:application/json \
		-d '{"instruction":"海边日落"}' "$url/api/voice/submit"
}

# jobs FOLDER N: so many are there
jobs_are() {
	[ "$(find "spool/$1" -mindepth 1 -maxdepth 1 | wc -l)" = "$2" ]
}

# replace TOOL LINE...: a script in its place; all others are the real ones
replace() {
	if [ "$AMB_BINDIR" != "$PWD/bin" ]; then
		mkdir bin
		ln -s "$AMB_BINDIR"/amb-* bin
		AMB_BINDIR=$PWD/bin
	fi
	rm -f "bin/$1"
	printf '%s\n' '#!/bin/sh' "${@:2}" >"bin/$1"
	chmod +x "bin/$1"
}

# pauses PART: what serve said, in seconds
pauses() {
	sed -n "s/^serve: $1 ended .* again in \(.*\) s$/\1/p" err | xargs
}

# has_slept SECONDS N: so often at least, by the script in place of sleep
has_slept() { [ "$(grep -cx "$1" slept)" -ge "$2" ]; }

# shellcheck disable=SC2053 # a pattern
pauses_are() { [[ $(pauses "$1") == $2 ]]; }

setup_file() {
	session=$(ps -o sid= -p $$)
	export session=${session// /}
}

teardown() {
	for p in ${pid-} ${broker-}; do
		kill "$p" 2>/dev/null || :
	done
	wait
}

@test "serve: -h prints the usage, an unknown option is 64" {
	run -0 --separate-stderr "$program" -h
	[ "$output" = 'usage: serve [-hn] [-p port]' ]
	run -64 --separate-stderr "$program" -x
	[ "$stderr" != '' ]
}

@test "serve: it answers, prints its address, and a signal ends all of it" {
	for signal in TERM INT HUP; do
		start -p 0
		until_true 20 answers
		kill -s "$signal" "$pid"
		ended 0
	done
}

@test "serve: ^C at a terminal reaches no part but by serve, which ends them in order" {
	start -p 0
	for part in amb-publish lighttpd amb-feed amb-run; do
		[ "$(ps -o pgid= "$(pid_of "$part")" | xargs)" != "$pid" ]
	done
	kill -INT -- "-$pid"
	ended 0
	run ! grep 'ended with status' err
}

@test "serve: -n starts no amb-run" {
	start -n -p 0
	again amb-feed 0
	[ -z "$(pid_of amb-run)" ]
	curl -sSf "$url/healthz" | jq -e '.runner == false'
	kill "$pid"
	ended 0
}

@test "serve: a part that is killed starts again, is reported, and the service answers" {
	start -p 0
	until_true 20 answers
	for part in amb-publish lighttpd amb-feed amb-run; do
		old=$(pid_of "$part")
		kill -9 "$old"
		until_true 20 again "$part" "$old"
		grep -q "^serve: $part ended with status 137; it starts again in 1 s$" err
		until_true 20 answers
	done
	submit
	until_true 60 jobs_are "done" 1
	kill "$pid"
	ended 0
}

@test "serve: the pauses of a part that ends at once grow to 30 s; amb-gc rests an hour" {
	# the ninth stays, so that no pause is under way at the end
	# shellcheck disable=SC2016 # it is a script
	replace amb-run 'echo begun >>begun
		[ "$(wc -l <begun)" -lt 9 ] || exec tail -f /dev/null
		exit 3'
	# nobody waits, but what would have been waited is recorded
	printf '%s\n' '#!/bin/sh' "echo \"\$1\" >>$PWD/slept" >bin/sleep
	chmod +x bin/sleep
	start -p 0
	until_true 60 pauses_are amb-run '1 2 4 8 16 30 30 30'
	ninth() { [ "$(wc -l <begun)" -eq 9 ]; }
	until_true 60 ninth
	until_true 60 has_slept 3600 2
	run ! grep amb-gc err
	kill "$pid"
	ended 0
	# each start is reported, and each pause is kept
	[ "$(wc -l <begun)" -le "$(($(pauses amb-run | wc -w) + 1))" ]
	has_slept 30 "$(grep -c 'again in 30 s' err)"
}

@test "serve: a part that ran for a minute starts again after 1 s" {
	replace amb-run 'exec tail -f /dev/null'
	start -p 0
	for _ in 1 2; do
		old=$(pid_of /dev/null)
		kill "$old"
		until_true 20 again /dev/null "$old"
	done
	state=$(echo tmp/*/amb-run) # "runs PID SINCE PAUSE"
	awk '{ $3 -= 60; print }' "$state" >later
	cat later >"$state"
	kill "$(pid_of /dev/null)"
	until_true 20 pauses_are amb-run '1 2 1'
}

@test "serve: a needed part that finds its configuration bad ends serve with 78" {
	replace amb-run 'echo "amb-run: bad AMB_X" >&2; exit 78'
	start -p 0
	ended 78
	grep -q '^serve: amb-run ended with status 78; it does not start again$' err
	replace amb-feed 'exit 78'
	start -p 0
	ended 78
	[ ! -s out ]
}

@test "serve: a setting that is wrong is 78, a spool that cannot be made is 73" {
	AMB_PORT=many run -78 --separate-stderr "$program"
	[[ $stderr == *AMB_PORT* ]]
	AMB_SPOOL=$PWD/no/where run -73 --separate-stderr "$program" -p 0
	[[ $stderr == *"$PWD/no/where"* ]]
}

@test "serve: a port that is in use is an error, and nothing stays behind" {
	mkdir -p tmp other
	start -n -p 0
	AMB_SPOOL=$PWD/other/spool TMPDIR=$PWD/other \
		run -1 --separate-stderr "$program" -p "${url##*:}"
	[[ $stderr == *'in use'* ]]
	[ "$(ls other)" = spool ]
	AMB_SPOOL=$PWD/other/spool until_true 20 gone
	kill "$pid"
	ended 0
}

@test "serve: a second one on the same spool is refused; the first goes on" {
	start -p 0
	until_true 20 answers
	TMPDIR=$PWD/tmp run -1 --separate-stderr timeout 60 "$program" -p 0
	show
	[[ $stderr == "serve: another amb-publish serves spool '$AMB_SPOOL'"* ]]
	answers
	run ! grep 'ended with status' err
	kill "$pid"
	ended 0
}

# over PID: it has ended, whether somebody has waited for it or not
over() { ! grep -qs '^State:[[:space:]]*[^Z]' "/proc/$1/status"; }

@test "serve: fcgiwrap ends with lighttpd, also when that is killed" {
	start -p 0
	web=$(pid_of lighttpd)
	mapfile -t wraps < <(pgrep -P "$web")
	[ ${#wraps[@]} = 8 ]
	kill -9 "$web"
	for p in "${wraps[@]}"; do until_true 20 over "$p"; done
	kill "$pid"
	ended 0
}

@test "serve: when it is killed its parts end, and the next one starts at once" {
	start -p 0
	until_true 20 answers
	port=${url##*:}
	kill -9 "$pid"
	wait "$pid" || :
	until_true 20 gone
	rm -r tmp
	touch spool/publish.sock # what a killed part would leave
	start -p "$port"
	until_true 20 answers
	kill "$pid"
	ended 0
}

@test "serve: a job that takes long does not hold up the end, and is not lost" {
	mkdir libexec
	printf '%s\n' '#!/bin/sh' 'touch painting; exec tail -f /dev/null' \
		>libexec/amb-genimg-slow
	chmod +x libexec/amb-genimg-slow
	AMB_GENIMG=slow start -p 0
	submit
	until_true 20 jobs_are active 1
	kill "$pid"
	ended 0
	jobs_are active 1
	start -p 0
	until_true 60 jobs_are "done" 1
	until_true 60 jobs_are active 0
	jobs_are failed 0
	kill "$pid"
	ended 0
}

@test "serve: a part that does not end is killed" {
	replace amb-run "trap '' TERM; exec tail -f /dev/null"
	start -p 0
	until_true 20 again /dev/null 0
	kill "$pid"
	ended 0
}

@test "serve: the spool stays bounded" {
	start -p 0
	for _ in 1 2 3 4 5 6; do submit; done
	until_true 60 jobs_are queue 0
	until_true 60 jobs_are active 0
	jobs_are "done" 6
	kill "$pid"
	ended 0
	AMB_KEEP_DONE=3 start -p 0
	until_true 20 jobs_are "done" 3
	kill "$pid"
	ended 0
}

# broker: a real one; sets broker and MQTT_*
broker() {
	local tries=5
	until [ "$tries" = 0 ]; do
		MQTT_PORT=$(some_port)
		printf '%s\n' 'user root' 'allow_anonymous true' \
			"listener $MQTT_PORT 127.0.0.1" >broker.conf
		mosquitto -c broker.conf >broker.log 2>&1 3>&- &
		broker=$!
		until_true 20 broker_is_known
		if ! dead "$broker"; then break; fi
		tries=$((tries - 1))
	done
	export MQTT_ENABLED=true MQTT_HOST=127.0.0.1 MQTT_PORT
}

# it has the port, or has ended for want of it
broker_is_known() {
	dead "$broker" || grep -q ' running$' broker.log
}

is_online() {
	[ "$(mosquitto_sub -p "$MQTT_PORT" -C 1 -W 1 -t ambient-light/status)" = online ]
}

@test "serve: amb-mqtt runs when MQTT_ENABLED is true, which is said" {
	broker
	start -p 0
	grep -q '^  MQTT .*amb-mqtt.* 127\.0\.0\.1$' out
	until_true 20 is_online
	old=$(pid_of amb-mqtt)
	kill -9 "$old"
	until_true 20 again amb-mqtt "$old"
	until_true 20 is_online
	grep -q '^serve: amb-mqtt ended with status 137; it starts again in 1 s$' err
	kill "$pid"
	ended 0
	MQTT_ENABLED=false start -p 0
	run ! grep MQTT out
	[ -z "$(pid_of amb-mqtt)" ]
}

@test "serve: amb-mqtt that finds its configuration bad is reported; the rest goes on" {
	MQTT_ENABLED=1 MQTT_CAFILE=$PWD/none start -p 0
	until_true 20 grep -q \
		'^serve: amb-mqtt ended with status 78; it does not start again$' err
	answers
	[ -z "$(pid_of amb-mqtt)" ]
}

@test "units: systemd finds nothing wrong, and the publisher is first" {
	mkdir units
	for unit in "$BATS_TEST_DIRNAME"/../etc/systemd/*.{service,timer}; do
		sed "s|/usr/local/bin/|$AMB_BINDIR/|" "$unit" >"units/${unit##*/}"
	done
	run -0 systemd-analyze --man=no verify units/*
	show
	[ -z "$output" ]
	for unit in web run feed mqtt; do
		grep -q '^Wants=.*amb-publish.service' "units/amb-$unit.service"
		grep -q '^After=.*amb-publish.service' "units/amb-$unit.service"
	done
}
