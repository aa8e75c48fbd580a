#!/usr/bin/env bats
# What no hour of the day may break: kills, races, crowds, a full disk.
load helper
load serve

teardown() {
	touch stop go
	[ -z "${crew-}" ] || pkill -KILL -s "$crew" || :
	[ -z "${serve_pid-}" ] || serve_stop || :
	[ -z "${mounted-}" ] || umount "$mounted"
}

# size PLAIN VALGRIND: under valgrind a process takes some thirty times as long
size() {
	case $AMB_BINDIR in
	*.memcheck) echo "$2" ;;
	*) echo "$1" ;;
	esac
}

# a service of this test's own
serve_here() {
	BATS_FILE_TMPDIR=$PWD serve_start "$@"
	export AMB_SPOOL=$spool
}

# every COUNTER: an endless stream of grey scenes whose ids rise, one in two
greys() {
	jq -nc --argjson w "$1" 'range($w; 1e9; 2) | tostring as $n |
		(1 + . % 255) as $v |
		{id: ("01KA" + ("0" * (22 - ($n | length))) + $n),
		 matrix: {width: 16, height: 16,
			  pixels: [range(16) | [range(16) | [$v, $v, $v]]]},
		 strip: {command: {mode: "static", colors: [{rgb: [$v, $v, $v]}],
				   brightness: 1, speed: 4, led_count: 60}}}'
}

settled() {
	[ -z "$(find "$spool/queue" "$spool/active" -type f)" ]
}

finished() {
	[ -e "$spool/done/$1/scene.json" ]
}

say() {
	post /api/voice/submit "$(jq -nc --arg text "$1" --arg zone "${2-main}" \
		'{instruction: $text, zone: $zone}')"
	id=$(jq -r .id <<<"$body")
}

@test "amb: readers see whole states, none older than the first, while two write" {
	serve_here -n
	greys 2 | head -n 1 | amb-publish >one
	for w in 0 1; do
		greys $w | amb-publish 2>err >"out$w" &
		writers[w]=$!
	done
	for r in 1 2 3 4; do
		"$checks/poll" "${url##*:}" 10 >"read$r" 2>&1 &
		readers[r]=$!
	done
	for r in 1 2 3 4; do
		wait "${readers[r]}" || { cat "read$r" && false; }
	done
	kill "${writers[@]}"
	cat read* && wc -l out*
	[ "$(wc -l <out0)" -gt 5 ]
	[ "$(cat out* | jq -r '.errors[]?.code' | grep -vc superseded)" -eq 0 ]
}

# the sentences of a busy house, until told to stop
talk() {
	local zone words=(红色 蓝色的鱼 'a green tree' 慢慢呼吸的紫色灯带 月亮 'a cat')
	until [ -e stop ]; do
		zone=z$((RANDOM % 6))
		curl -s -m 60 -w '\n%{http_code}\n' -H content-type:application/json \
			-d "{\"instruction\":\"${words[RANDOM % 6]}\",\"zone\":\"$zone\"}" \
			"$url/api/voice/submit" >>"said$1" || :
	done
}

# accepted N: whether more than N sentences were
accepted() {
	[ "$(cat said? | grep -c '"status":"accepted"')" -gt "$1" ]
}

@test "amb: 200 kills at random moments lose no job, tear no file, publish nothing twice" {
	serve_with=setsid serve_here -n
	crew=$serve_pid
	(
		exec 3>&- # bats waits for whoever has this
		setsid bash -c "echo \$\$ >crew2; until [ -e stop ]; do amb-run -f; done" \
			2>run.log
	) &
	until_true 20 test -s crew2
	web=$crew
	run=$(cat crew2)
	for t in 1 2 3 4; do talk $t 3>&- & done
	"$checks/reaper" "$(size 200 20)" 100 "$web" "$run" >killed
	until_true 100 accepted "$(size 20 3)"
	touch stop
	pkill -TERM -s "$run" -f amb-run || :
	crew=$web
	sort killed | uniq -c
	amb-run
	until_true 60 settled
	grep -h '"status":"accepted"' said? | jq -r .id | sort -u >ids
	wc -l ids
	[ "$(wc -l <ids)" -gt "$(size 20 3)" ]
	while read -r id; do
		finished "$id" || { echo "lost $id" && false; }
	done <ids
	[ -z "$(ls "$spool/failed")" ]
	jq -e . "$spool"/state/z*/*.json >/dev/null
	for raw in "$spool"/state/z*/matrix.raw; do
		[ "$(wc -c <"$raw")" -eq 768 ]
	done
	# what is told twice of one id is told alike
	events | jq -c '[.type, .payload.id] as $k | .payload | del(.updated_at_ms, .timings) |
		[$k, .]' | sort -u | jq -c '.[0]' | sort |
		uniq -d >twice
	[ ! -s twice ]
	find "$spool/tmp" -type f -exec touch -d '1 minute ago' {} +
	amb-gc
	[ -z "$(ls "$spool/tmp")" ]
}

@test "amb: slow first, fast second: the newer instruction stays" {
	mkdir libexec
	cat >libexec/amb-plan-gate <<-END
		#!/bin/sh
		case \$(cat) in *slow*) touch $PWD/begun; until [ -e $PWD/go ]; do sleep 0.02; done ;; esac
		echo '{"target":"strip","speakable_reason":"ok","strip":{"theme":"t","mode":"static","colors":[{"name":"c","rgb":[255,0,0]}],"reason":"r"}}'
	END
	chmod +x libexec/amb-plan-gate
	AMB_PLANNER=gate AMB_PLAN_TIMEOUT_S=60 serve_here
	(
		mkdir first && cd first
		say slow
		echo "$code $id" >../answer
	) 3>&- &
	until_true 30 test -e begun
	say fast
	newer=$id
	until_true 30 finished "$newer"
	touch go
	wait $!
	until_true 30 test -s answer
	read -r code id <answer
	[ "$code" = 200 ]
	until_true 30 finished "$id"
	[[ "$id" < "$newer" ]]
	[ "$(jq -r .strip.id "$spool/state/main/scene.json")" = "$newer" ]
}

@test "amb: of a crowd at once each is answered, and each 200 ends in done/" {
	local n
	n=$(size 300 20)
	serve_here
	for ((i = 0; i < n; i++)); do
		printf 'url = "%s/api/voice/submit"\n' "$url"
		printf 'output = "answer%s"\n' "$i"
		printf 'header = "content-type: application/json"\n'
		printf 'data = "{\\"instruction\\":\\"red %s\\"}"\n' "$i"
		printf 'write-out = "%%{http_code} %%header{retry-after}\\n"\nnext\n'
	done >config
	sed -i '$d' config
	curl -sZ --parallel-immediate --parallel-max "$n" -m 100 -K config >codes
	sort codes | uniq -c
	[ "$(wc -l <codes)" -eq "$n" ]
	[ "$(grep -vcE '^(200 |503 [1-9][0-9]*)$' codes)" -eq 0 ]
	cat answer* | jq -r 'select(.status == "accepted") | .id' >ids
	[ "$(wc -l <ids)" -eq "$(grep -c '^200' codes)" ]
	until_true 100 settled
	while read -r id; do
		finished "$id" || { echo "lost $id" && false; }
	done <ids
	[ -z "$(ls "$spool/failed")" ]
}

@test "amb: a full disk keeps the old state, says so, and mends by itself" {
	mkdir spool
	mount -t tmpfs -o size=600k tmpfs spool 2>/dev/null ||
		skip "no right to mount a small disk"
	mounted=$PWD/spool
	AMB_RETRY_S=1 serve_here
	say 'red strip'
	until_true 30 finished "$id"
	until_true 30 settled
	before=$(cat spool/state/main/latest_strip_data.json)
	dd if=/dev/zero of=spool/ballast bs=1k 2>dd.err || :
	say 'blue strip'
	refused 500 'o space left'
	post /api/app/strip/command '{"mode":"static","colors":[{"rgb":[0,0,255]}]}'
	refused 500 'o space left'
	[ "$(cat spool/state/main/latest_strip_data.json)" = "$before" ]
	[ -z "$(ls spool/tmp)" ]
	rm spool/ballast
	say 'green strip'
	[ "$code" = 200 ]
	until_true 30 finished "$id"
	[ "$(cat spool/state/main/latest_strip_data.json)" != "$before" ]
}
