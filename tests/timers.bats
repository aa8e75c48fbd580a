#!/usr/bin/env bats
# Timers: when they are due, and that each is done once, whatever is killed.
# shellcheck disable=SC2016 # scripts in quotes
load helper
load clocks
load serve

PATH=$PATH:/usr/sbin

setup_file() {
	load helper
	load clocks
	load serve
	clocks_start
	AMB_TZ=Asia/Shanghai serve_start -n
}

teardown_file() {
	load clocks
	load serve
	serve_stop
	clocks_stop
}

teardown() {
	for p in "${runner-}" "${publisher-}"; do
		[ -z "$p" ] || kill -KILL "$p" 2>/dev/null || :
	done
}

# id N: that of a timer
id() {
	printf '01KA%022d' "$1"
}

# tell REQUEST...: ask amb-publish
tell() {
	run --separate-stderr amb-publish -r < <(printf '%s\n' "$@")
	show
}

# add N SECONDS [SENTENCE [ZONE]]: a timer that is due so many seconds from now
add() {
	tell "timer_add $(jq -nc --arg id "$(id "$1")" --arg s "${3-red strip}" \
		--arg z "${4-main}" --argjson now "$(date +%s%3N)" --argjson in "$2" \
		'{id: $id, zone: $z, instruction: $s, due_ms: ($now + $in * 1000)}')"
	[ "$status" = 0 ]
}

# every N AT REPEAT [TZ [ZONE]]: one that repeats
every() {
	tell "timer_add {\"id\":\"$(id "$1")\",\"zone\":\"${5-z}\",\"at\":\"$2\",\"repeat\":$3,\"tz\":\"${4-UTC0}\",\"instruction\":\"red strip\"}"
	[ "$status" = 0 ]
}

timers() {
	amb-publish -r <<<'timers {}' | sed 's/^0 //' | jq -c '.timers[]'
}

# done_jobs: the scenes of those that ran
done_jobs() {
	cat spool/done/*/scene.json 2>/dev/null
}

# did N [TIMES]: the job of that timer ran so often
did() {
	[ "$(done_jobs | jq -r .timer | grep -c "$(id "$1")")" = "${2-1}" ]
}

no_timers() {
	[ -z "$(timers)" ]
}

none_wait() {
	[ -z "$(find spool/{queue,active,failed} -type f)" ]
}

# ---- When

# is TZ NOW JSON WANT: what that is, as UTC, or a part of why not
is() {
	local out
	out=$(printf '%s %s %s\n' "$1" "$(date -u -d "$2" +%s)" "$3" | "$checks/when")
	[[ $out == "$4"* ]] || {
		echo "$1 $2 $3: $out, not $4"
		return 1
	}
}

@test "timers: an hour that is skipped is the first minute after, one that is doubled the first" {
	while read -r tz now at want; do
		is "$tz" "$now" "{\"at\":\"$at\"}" "$want"
		is "$tz" "$now" "{\"at\":\"$at\",\"repeat\":\"daily\"}" "$want"
	done <<-END
		Europe/Berlin 2026-03-28T12:00Z 02:00 2026-03-29T01:00:00Z
		Europe/Berlin 2026-03-28T12:00Z 02:30 2026-03-29T01:00:00Z
		Europe/Berlin 2026-03-28T12:00Z 02:59 2026-03-29T01:00:00Z
		Europe/Berlin 2026-03-28T12:00Z 03:00 2026-03-29T01:00:00Z
		Europe/Berlin 2026-03-28T12:00Z 03:30 2026-03-29T01:30:00Z
		Europe/Berlin 2026-03-28T12:00Z 01:59 2026-03-29T00:59:00Z
		Europe/Berlin 2026-03-29T00:59:59Z 02:30 2026-03-29T01:00:00Z
		Europe/Berlin 2026-03-29T01:00:00Z 02:30 2026-03-30T00:30:00Z
		Europe/Berlin 2026-03-29T01:00:01Z 02:30 2026-03-30T00:30:00Z
		Europe/Berlin 2026-10-24T12:00Z 02:00 2026-10-25T00:00:00Z
		Europe/Berlin 2026-10-24T12:00Z 02:30 2026-10-25T00:30:00Z
		Europe/Berlin 2026-10-25T00:30:00Z 02:30 2026-10-26T01:30:00Z
		Europe/Berlin 2026-10-25T01:15:00Z 02:30 2026-10-26T01:30:00Z
		Europe/Berlin 2026-10-25T01:30:00Z 02:30 2026-10-26T01:30:00Z
		Europe/Berlin 2026-10-24T12:00Z 03:00 2026-10-25T02:00:00Z
		Europe/Berlin 2026-10-24T12:00Z 01:59 2026-10-24T23:59:00Z
		CET-1CEST,M3.5.0,M10.5.0/3 2026-03-28T12:00Z 02:30 2026-03-29T01:00:00Z
		CET-1CEST,M3.5.0,M10.5.0/3 2026-10-25T00:30:00Z 02:30 2026-10-26T01:30:00Z
		America/New_York 2026-03-08T00:00Z 02:30 2026-03-08T07:00:00Z
		America/New_York 2026-03-08T07:00Z 02:30 2026-03-09T06:30:00Z
		America/New_York 2026-11-01T00:00Z 01:30 2026-11-01T05:30:00Z
		America/New_York 2026-11-01T05:30Z 01:30 2026-11-02T06:30:00Z
		Australia/Lord_Howe 2026-10-03T12:00Z 02:15 2026-10-03T15:30:00Z
		Australia/Lord_Howe 2026-10-03T12:00Z 02:30 2026-10-03T15:30:00Z
		Australia/Lord_Howe 2026-10-03T15:30Z 02:15 2026-10-04T15:15:00Z
		Australia/Lord_Howe 2026-04-04T12:00Z 01:45 2026-04-04T14:45:00Z
		Australia/Lord_Howe 2026-04-04T14:45Z 01:45 2026-04-05T15:15:00Z
		Asia/Shanghai 2026-03-28T18:29:59Z 02:30 2026-03-28T18:30:00Z
		Asia/Shanghai 2026-03-28T18:30:00Z 02:30 2026-03-29T18:30:00Z
		Asia/Shanghai 2026-10-24T18:30:00Z 02:30 2026-10-25T18:30:00Z
		Asia/Shanghai 2026-12-31T15:59:59Z 00:00 2026-12-31T16:00:00Z
		Asia/Shanghai 2026-12-31T16:00:00Z 00:00 2027-01-01T16:00:00Z
		UTC0 2026-12-31T23:59:00Z 23:59 2027-01-01T23:59:00Z
		UTC0 2027-02-28T12:00:00Z 11:00 2027-03-01T11:00:00Z
		UTC0 2028-02-28T12:00:00Z 11:00 2028-02-29T11:00:00Z
		UTC0 2026-04-30T12:00:00Z 11:00 2026-05-01T11:00:00Z
		Pacific/Apia 2011-12-30T08:00:00Z 10:00 2011-12-30T10:00:00Z
		Pacific/Apia 2011-12-30T10:00:00Z 10:00 2011-12-30T20:00:00Z
	END
}

@test "timers: days of the week are those of the time zone" {
	# 2026-11-28 is a Saturday
	while read -r tz now repeat want; do
		is "$tz" "$now" "{\"at\":\"07:00\",\"repeat\":$repeat}" "$want"
	done <<-END
		UTC0 2026-11-28T06:00Z "daily" 2026-11-28T07:00:00Z
		UTC0 2026-11-28T06:00Z "weekends" 2026-11-28T07:00:00Z
		UTC0 2026-11-28T07:00Z "weekends" 2026-11-29T07:00:00Z
		UTC0 2026-11-29T07:00Z "weekends" 2026-12-05T07:00:00Z
		UTC0 2026-11-28T06:00Z "weekdays" 2026-11-30T07:00:00Z
		UTC0 2026-12-04T07:00Z "weekdays" 2026-12-07T07:00:00Z
		UTC0 2026-11-28T06:00Z ["sat"] 2026-11-28T07:00:00Z
		UTC0 2026-11-28T07:00Z ["sat"] 2026-12-05T07:00:00Z
		UTC0 2026-11-28T07:00Z ["wed","mon"] 2026-11-30T07:00:00Z
		UTC0 2026-11-28T07:00Z ["mon","tue","wed","thu","fri","sat","sun"] 2026-11-29T07:00:00Z
		Asia/Shanghai 2026-11-29T22:59Z ["mon"] 2026-11-29T23:00:00Z
		America/New_York 2026-12-31T23:00Z ["fri"] 2027-01-01T12:00:00Z
	END
	is Europe/Berlin 2026-03-28T12:00Z '{"at":"02:30","repeat":["sun"]}' 2026-03-29T01:00:00Z
	is Europe/Berlin 2026-03-29T01:00Z '{"at":"02:30","repeat":["sun"]}' 2026-04-05T00:30:00Z
}

@test "timers: a date and time is exact to its offset, a number of seconds from now" {
	now=2026-11-28T06:00Z
	is UTC0 $now '{"at":"2026-11-28T06:00:01Z"}' 2026-11-28T06:00:01Z
	is UTC0 $now '{"at":"2026-11-28t15:00:00.25+08:00"}' 2026-11-28T07:00:00Z
	is UTC0 $now '{"at":"2026-11-28T01:01:00-05:00"}' 2026-11-28T06:01:00Z
	is UTC0 $now '{"at":"2028-02-29T00:00:00z"}' 2028-02-29T00:00:00Z
	is UTC0 $now '{"at":"9999-12-31T23:59:59Z"}' 9999-12-31T23:59:59Z
	is UTC0 $now '{"in_s":1}' 2026-11-28T06:00:01Z
	is UTC0 $now '{"in_s":31536000}' 2027-11-28T06:00:00Z
}

@test "timers: the sentence that says when is short and in the language of the request" {
	say() {
		is "$1" "$2" "$3" "$4"
		[ "$(printf '%s %s %s\n' "$1" "$(date -u -d "$2" +%s)" "$3" |
			"$checks/when" | cut -d '|' -f 2 | wc -m)" -le 60 ]
	}
	now=2026-11-28T06:00Z
	say UTC0 $now '{"in_s":1,"instruction":"red"}' '2026-11-28T06:00:01Z|In 1 second.'
	say UTC0 $now '{"in_s":119,"instruction":"red"}' '2026-11-28T06:01:59Z|In 119 seconds.'
	say UTC0 $now '{"in_s":600,"instruction":"红"}' '2026-11-28T06:10:00Z|10 分钟后执行。'
	say UTC0 $now '{"in_s":30,"instruction":"a 灯"}' '2026-11-28T06:00:30Z|30 秒后执行。'
	say UTC0 $now '{"in_s":7200,"instruction":"red"}' '2026-11-28T08:00:00Z|Today at 08:00.'
	say Asia/Shanghai $now '{"at":"07:00","instruction":"red"}' '2026-11-28T23:00:00Z|Tomorrow at 07:00.'
	say Asia/Shanghai $now '{"at":"23:00","instruction":"关灯"}' '2026-11-28T15:00:00Z|今天 23:00 执行。'
	say UTC0 $now '{"at":"2026-11-30T07:00:00Z","instruction":"red"}' '2026-11-30T07:00:00Z|On 30 November at 07:00.'
	say UTC0 $now '{"at":"2027-09-30T07:00:00Z","instruction":"red"}' '2027-09-30T07:00:00Z|On 30 September 2027 at 07:00.'
	say UTC0 $now '{"at":"2027-11-30T07:00:00Z","instruction":"红"}' '2027-11-30T07:00:00Z|2027年11月30日 07:00 执行。'
	say UTC0 2026-12-31T08:00Z '{"at":"07:00","instruction":"明"}' '2027-01-01T07:00:00Z|明天 07:00 执行。'
	say UTC0 $now '{"at":"07:00","repeat":"daily"}' '2026-11-28T07:00:00Z|Every day at 07:00.'
	say UTC0 $now '{"at":"07:00","repeat":"weekdays","instruction":"红"}' '2026-11-30T07:00:00Z|工作日 07:00 执行。'
	say UTC0 $now '{"at":"07:00","repeat":["mon","tue","wed","thu","fri","sun"]}' \
		'2026-11-29T07:00:00Z|On Mon, Tue, Wed, Thu, Fri, Sun at 07:00.'
	say UTC0 $now '{"at":"07:00","repeat":["sun","wed"],"instruction":"红"}' '2026-11-29T07:00:00Z|每周三、日 07:00 执行。'
}

@test "timers: an unknown time zone is a configuration error" {
	for tz in Mars/Base ../../../etc/passwd /usr/share/zoneinfo/UTC Europe \
		zone.tab 'Europe/Berlin ' :UTC UTC CET-25 'CET-1CEST,M13.1.0,M10.5.0' \
		"$(printf 'A%.0s' {1..200})0"; do
		[ "$tz" != UTC ] || continue
		AMB_TZ=$tz run -78 --separate-stderr amb-publish -i
		show
		[[ $stderr == 'amb-publish: bad AMB_TZ: must be a time zone'* ]]
		tell "timer_add $(jq -nc --arg tz "$tz" '{at:"07:00",instruction:"x",tz:$tz}')"
		[ "$status" = 65 ]
		[[ $output == *"'tz' must be a time zone"* ]]
	done
	for tz in Europe/Berlin UTC Etc/GMT+8 '<+0530>-5:30' EST5EDT \
		NZST-12NZDT,M9.5.0,M4.1.0/3; do
		AMB_TZ=$tz amb-publish -i
	done
}

# ---- What is asked for

@test "timers: over HTTP they are set, listed and cancelled" {
	post /api/app/submit '{"instruction":"red strip","at":"07:00","zone":"den"}'
	echo "$body"
	[ "$code" = 200 ]
	due=$(TZ=Asia/Shanghai date -d 07:00 +%s)
	[ "$due" -gt "$(date +%s)" ] || due=$(TZ=Asia/Shanghai date -d 'tomorrow 07:00' +%s)
	jq -e --argjson due "${due}000" '.status == "accepted" and .outcome == "timer"
		and .target == "none" and .matrix == null and .strip == null
		and .zone == "den" and .timer == {id, due_ms: $due}
		and (.speakable_reason | endswith("07:00."))' <<<"$body"
	den=$(jq -r .id <<<"$body")
	post /api/voice/submit '{"instruction":"关灯","in_s":600}'
	[ "$(jq -r .speakable_reason <<<"$body")" = '10 分钟后执行。' ]
	main=$(jq -r .timer.id <<<"$body")
	post /api/app/submit '{"instruction":"x","at":"07:00","repeat":["mon"],"in_s":null}'
	[ "$code" = 200 ]
	mon=$(jq -r .id <<<"$body")

	ask /api/app/timers
	jq -e --arg m "$main" '[.timers[].due_ms] == ([.timers[].due_ms] | sort)
		and (.timers | length) == 3 and .timers[0].id == $m' <<<"$body"
	ask '/api/app/timers?zone=den'
	jq -e --arg id "$den" '.timers == [{id: $id, zone: "den", instruction:
		"red strip", due_ms: .timers[0].due_ms, repeat: null, at: null,
		tz: "Asia/Shanghai"}]' <<<"$body"
	ask '/api/app/timers?zone=none'
	[ "$body" = '{"timers":[]}' ]
	ask '/api/app/timers?zone=a.b'
	refused 422 "'zone' must be"
	[ -z "$(ls "$spool/queue")" ]

	for id in $den $main $mon; do
		ask -X DELETE "/api/app/timers/$id"
		[ "$code,$body" = "200,{\"cancelled\":\"$id\"}" ]
		ask -X DELETE "/api/app/timers/$id"
		refused 404 "there is no timer '$id'"
	done
	ask -X DELETE /api/app/timers/x
	refused 422 "'id' must be a ULID"
	ask -X DELETE /api/app/timers
	refused 405 'the method must be GET, HEAD'
	ask "/api/app/timers/$den"
	refused 405 'the method must be DELETE'
	ask /api/app/timers
	[ "$body" = '{"timers":[]}' ]
	ask -I /api/app/timers
	[ "$code" = 200 ]
}

@test "timers: over HTTP what is malformed is refused and stores nothing" {
	while IFS='|' read -r members want; do
		post /api/app/submit "{\"instruction\":\"x\",$members}"
		refused 422 "$want"
	done <<-END
		"at":"25:00"|'at' must be HH:MM
		"at":"24:00"|'at' must be HH:MM
		"at":"07:60"|'at' must be HH:MM
		"at":"7:5"|'at' must be HH:MM
		"at":"7:05"|'at' must be HH:MM
		"at":"07:00 "|'at' must be HH:MM
		"at":" 07:00"|'at' must be HH:MM
		"at":"-7:00"|'at' must be HH:MM
		"at":"07:00\u0000"|'at' must be HH:MM
		"at":""|'at' must be HH:MM
		"at":700|'at' must be HH:MM
		"at":["07:00"]|'at' must be HH:MM
		"at":"2099-02-30T07:00:00Z"|'at' must be HH:MM
		"at":"2099-01-31T07:00:00"|'at' must be HH:MM
		"at":"2099-01-31 07:00:00Z"|'at' must be HH:MM
		"at":"2099-01-31T07:00Z"|'at' must be HH:MM
		"at":"2099-01-31T07:00:00+24:00"|'at' must be HH:MM
		"at":"99999-01-31T07:00:00Z"|'at' must be HH:MM
		"at":"2020-01-01T00:00:00Z"|'at' must be later than now
		"at":"1969-12-31T23:59:59Z"|'at' must be HH:MM
		"in_s":0|'in_s' must be a whole number, 1 to 31536000
		"in_s":-1|'in_s' must be a whole number
		"in_s":0.5|'in_s' must be a whole number
		"in_s":31536001|'in_s' must be a whole number
		"in_s":1e300|'in_s' must be a whole number
		"in_s":nan|'in_s' must be a whole number
		"in_s":"5"|'in_s' must be a whole number
		"in_s":true|'in_s' must be a whole number
		"in_s":5,"at":"07:00"|'at' and 'in_s' exclude each other
		"in_s":5,"repeat":"daily"|'repeat' needs 'at' as HH:MM
		"repeat":"daily"|'repeat' needs 'at' as HH:MM
		"at":"2099-01-31T07:00:00Z","repeat":"daily"|'repeat' needs 'at' as HH:MM
		"at":"07:00","repeat":[]|'repeat' must be daily
		"at":"07:00","repeat":["mon","mon"]|'repeat' must be daily
		"at":"07:00","repeat":["Mon"]|'repeat' must be daily
		"at":"07:00","repeat":"monthly"|'repeat' must be daily
		"at":"07:00","repeat":["mon",7]|'repeat' must be daily
		"at":"07:00","repeat":{"mon":1}|'repeat' must be daily
		"at":"07:00","repeat":1|'repeat' must be daily
		"at":"07:00","fade_s":5|'fade_s' cannot be given for a timer
		"at":"07:00","zone":"a.b"|'zone' must be
		"at":"07:00","instruction":"$(printf 'x%.0s' {1..2001})"|'instruction' must be
		"at":"07:00","instruction":" "|'instruction' must be
	END
	post /api/app/submit '{"at":"07:00"}'
	refused 422 "'instruction' must be"
	ask /api/app/timers
	[ "$body" = '{"timers":[]}' ]
}

@test "timers: amb-publish refuses the same, and says why" {
	while IFS='|' read -r request want; do
		tell "$request"
		[ "$status" = 65 ]
		[[ $output == '65 {'*'"detail":"'"$want"* ]]
	done <<-END
		timer_add {"instruction":"x"}|'at' or 'in_s' must be given
		timer_add {"instruction":"x","in_s":"5"}|'in_s' must be a whole
		timer_add {"instruction":"x","due_ms":0}|'due_ms' must be
		timer_add {"instruction":"x","due_ms":-5}|'due_ms' must be
		timer_add {"instruction":"x","due_ms":1e300}|'due_ms' must be
		timer_add {"instruction":"x","due_ms":1.5}|'due_ms' must be
		timer_add {"instruction":"x","due_ms":"1795000000000"}|'due_ms' must be
		timer_add {"instruction":"x","due_ms":1795000000000,"repeat":"daily"}|'repeat' needs
		timer_add {"in_s":5}|'instruction' must be
		timer_add {"instruction":"x","in_s":5,"id":"x"}|'id' must be
		timer_add {"instruction":"x","in_s":5,"zone":"../a"}|'zone' must be
		timer_add {"instruction":"x","in_s":5,"tz":7}|'tz' must be
		timers {"zone":"A"}|'zone' must be
		cancel|'id' must be a ULID
		cancel {"id":"$(id 1)"}|there is no timer '$(id 1)'
	END
	[ -z "$(timers)" ]
	tell 'timer_done' 'timer_done {"jobs":7}' 'timer_done {"jobs":[7,"x"]}' \
		'timer_take {"now_ms":"x"}'
	[ "$output" = '0 {"done":0}
0 {"done":0}
0 {"done":0}
0 {"next_ms":null,"timers":[]}' ]
}

@test "timers: a repeated request adds one, also when it is done or cancelled" {
	add 1 -1
	tell "timer_add {\"id\":\"$(id 1)\",\"in_s\":600,\"instruction\":\"y\"}"
	first=$output
	[ "$(timers | wc -l)" = 1 ]
	run -0 amb-run
	did 1
	tell "timer_add {\"id\":\"$(id 1)\",\"in_s\":600,\"instruction\":\"y\"}"
	[ "$output" = "$first" ]
	add 2 600
	tell "cancel {\"id\":\"$(id 2)\"}"
	[ "$output" = "0 {\"cancelled\":\"$(id 2)\"}" ]
	add 2 600
	[ -z "$(timers)" ]
	run -0 amb-run
	did 1
}

@test "timers: each change is an event" {
	amb-publish -i
	add 1 600 x den
	add 1 600 x den
	add 2 -1 'red strip'
	tell "cancel {\"id\":\"$(id 1)\"}"
	run -0 amb-run
	run -0 jq -rs 'map(select(.type == "timers_update") | .payload.zone) | join(" ")' \
		< <(events)
	[ "$output" = 'den main den main' ]
	jq -se 'map(select(.type == "timers_update").payload)
		| all(keys == ["updated_at_ms","zone"] and .updated_at_ms > 1e12)' < <(events)
}

@test "timers: there are 1000 at most, and all are listed in order" {
	long=$(printf '灯%.0s' {1..2000})
	for n in {1..1000}; do
		printf 'timer_add {"id":"%s","in_s":%d,"instruction":"%s"}\n' \
			"$(id "$n")" $((5000 - n % 700)) "${long:0:n * 6}"
	done >requests
	[ "$(amb-publish -r <requests | grep -c '^0 ')" = 1000 ]
	tell 'timer_add {"in_s":600,"instruction":"x"}'
	[ "$status" = 65 ]
	[[ $output == *'there are 1000 timers already'* ]]
	amb-publish -r <<<'timers' | sed 's/^0 //' >page
	jq -e '.next != null and (.timers | length) < 1000' page
	printf '{"instruction":"x","in_s":5}' >in
	export REQUEST_METHOD=POST REQUEST_URI=/api/app/submit QUERY_STRING='' \
		CONTENT_TYPE=application/json CONTENT_LENGTH=28
	run -0 amb-cgi <in
	[[ $output == 'Status: 409'*'there are 1000 timers already'* ]]
	REQUEST_METHOD=GET REQUEST_URI=/api/app/timers CONTENT_LENGTH='' \
		amb-cgi | tr -d '\r' | sed '1,/^$/d' >list
	jq -e '.timers | length == 1000 and (map(.id) | unique | length) == 1000
		and map([.due_ms, .id]) == (map([.due_ms, .id]) | sort)' list
	tell "cancel {\"id\":\"$(id 7)\"}" 'timer_add {"in_s":600,"instruction":"x"}'
	[ "$status" = 0 ]
}

# ---- Done once

@test "timers: what is due is planned against the light of that moment" {
	tell "timer_add {\"id\":\"$(id 1)\",\"in_s\":3600,\"instruction\":\"make the strip darker\"}"
	echo 'green strip' | amb-plan | amb-strip | amb-publish >/dev/null
	run -0 at +1h amb-run
	did 1
	jq -e '.published.strip and .plan.planner == "local" and .zone == "main"' \
		< <(done_jobs)
	[ "$(jq -c '.command.colors[0].rgb' spool/state/main/strip_command.json)" = \
		"$(echo 'green strip' | amb-plan | amb-strip |
			jq -c '.strip.command.colors[0].rgb')" ]
	none_wait
}

@test "timers: missed by less than AMB_LATE_S it is done, else skipped and logged" {
	amb-publish -i
	add 1 -400
	add 2 -601 'red strip' den
	run -0 --separate-stderr amb-run
	show
	did 1
	did 2 0
	[[ $stderr =~ ^"amb-run: timer '$(id 2)' of zone 'den' skipped: 6"[0-9]*' s late'$ ]]
	[ -z "$(timers)" ]
	none_wait
}

# at_rest TIME COMMAND...: run it by a clock that stands still
at_rest() {
	FAKETIME_DONT_FAKE_MONOTONIC=1 TZ=UTC0 at "$@"
}

@test "timers: 599 s late is done, 600 s late is skipped" {
	due=$(date -u -d '2027-03-01 07:00:00' +%s)
	for n in 1 2 3; do
		tell "timer_add {\"id\":\"$(id $n)\",\"due_ms\":${due}000,\"zone\":\"z$n\",\"instruction\":\"red strip\"}"
	done
	at_rest '2027-03-01 06:59:59' amb-run
	[ "$(timers | wc -l)" = 3 ]
	at_rest '2027-03-01 07:09:59' amb-run
	[ "$(done_jobs | jq -s length)" = 3 ]
	for n in 4 5; do
		tell "timer_add {\"id\":\"$(id $n)\",\"due_ms\":${due}000,\"zone\":\"z$n\",\"instruction\":\"red strip\"}"
		run -0 --separate-stderr at_rest "2027-03-01 07:10:0$((n - 4))" amb-run
		show
		[ "$stderr" = "amb-run: timer '$(id $n)' of zone 'z$n' skipped: 60$((n - 4)) s late" ]
		[ -z "$(timers)" ]
	done
	[ "$(done_jobs | jq -s length)" = 3 ]
	# AMB_LATE_S is what counts
	tell "timer_add {\"id\":\"$(id 6)\",\"due_ms\":${due}000,\"instruction\":\"red strip\"}"
	AMB_LATE_S=604800 at_rest '2027-03-08 06:59:59' amb-run
	did 6
	# but for the first 5 s
	for n in 7 8; do
		tell "timer_add {\"id\":\"$(id $n)\",\"due_ms\":${due}000,\"instruction\":\"red strip\"}"
		AMB_LATE_S=0 at_rest "2027-03-01 07:00:0$((n - 3))" amb-run
	done
	did 7
	did 8 0
}

@test "timers: one that repeats and was missed several times is done once, or goes on" {
	now=$(date -u +%s)
	ago=$(date -u -d "@$((now - 300))" +%H:%M)
	every 1 "$ago" '"daily"'
	every 2 "$(date -u -d "@$((now - 3600))" +%H:%M)" '"daily"' UTC0 y
	run -0 --separate-stderr at +3d amb-run
	show
	did 1
	did 2 0
	[[ $stderr == *"'$(id 2)' of zone 'y' skipped: "* ]]
	# the next is within a day of that clock
	timers | jq -se --argjson now "$((now + 3 * 86400))" 'length == 2
		and all(.due_ms > $now * 1000 and .due_ms <= ($now + 86400) * 1000)
		and all(.repeat == "daily")'
	# and none of a clock that was ahead
	run -0 amb-run
	timers | jq -se --argjson now "$now" \
		'all(.due_ms <= ($now + 4 * 86400) * 1000)'
	at +40d amb-run
	run -0 amb-run
	timers | jq -se --argjson now "$now" \
		'all(.due_ms <= ($now + 86700) * 1000)'
}

@test "timers: more than are handed out at once are all done, in order" {
	for n in {1..70}; do
		printf 'timer_add {"id":"%s","due_ms":%s,"zone":"z%d","instruction":"red strip"}\n' \
			"$(id "$n")" "$(date +%s000)" "$n"
	done | amb-publish -r >/dev/null
	run -0 --separate-stderr amb-run
	show
	[ -z "$stderr" ]
	[ "$(done_jobs | jq -r .timer | sort -u | wc -l)" = 70 ]
	[ "$(done_jobs | jq -sr 'sort_by(.id) | map(.zone) == [range(1; 71) | "z\(.)"]')" = true ]
	[ -z "$(timers)" ]
}

@test "timers: amb-run -f does them in time, also one that is set or cancelled meanwhile" {
	amb-run -f 2>err 3>&- &
	runner=$!
	until_true 20 test -e spool/amb.db-timers
	add 1 3600 'red strip' a
	add 2 1 'red strip' b
	add 3 2 'red strip' c
	tell "cancel {\"id\":\"$(id 3)\"}"
	add 4 3 'red strip' d
	until_true 60 did 4
	did 2
	did 3 0
	did 1 0
	# not before they were due, and soon after
	due=$(sqlite3 spool/amb.db "SELECT due_ms FROM timer WHERE id = '$(id 4)'")
	done_jobs | jq -se --argjson due "$due" 'map(select(.zone == "d").accepted_at_ms)
		| .[0] >= $due and .[0] < $due + 5000'
	kill $runner
	wait $runner
	runner=
	[ -z "$(<err)" ]
}

@test "timers: amb-run -f uses no time while it waits for one" {
	need_strace
	add 1 3600
	amb-run -f 2>err 3>&- &
	runner=$!
	until_true 20 test -e spool/timers.lock
	strace -qq -f -o calls -p $runner 3>&- &
	tracer=$!
	until_true 20 test -s calls
	read -rt 1.5 <> <(:) || :
	kill $tracer
	wait $tracer || :
	[ "$(grep -vc 'poll(.*<unfinished\|restart_syscall' calls)" = 0 ]
}

@test "timers: amb-run -f asks to be woken at the time, and when the clock is set" {
	need_strace
	add 1 3600
	strace -qq -f -o calls -e trace=timerfd_settime amb-run -f 2>err 3>&- &
	tracer=$!
	until_true 20 grep -q timerfd_settime calls
	kill "$(pgrep -P $tracer)"
	wait $tracer
	due=$(timers | jq .due_ms)
	grep 'TFD_TIMER_ABSTIME|TFD_TIMER_CANCEL_ON_SET' calls |
		grep "it_value={tv_sec=${due%???}, tv_nsec=$((10#${due: -3} * 1000000))}"
}

# clock_is TIME: set the clock of amb-run, and let it know as the kernel does
clock_is() {
	set_clock "$1"
	strace -qq -o calls -p $runner -e trace=read \
		-e inject=read:error=ECANCELED 3>&- &
	tracer=$!
	until_true 20 traced
	kill -CHLD $runner
	until_true 20 grep -q ECANCELED calls
	kill $tracer
	wait $tracer || :
}

traced() {
	grep -q "^TracerPid:.*[1-9]" "/proc/$runner/status"
}

@test "timers: amb-run -f looks again when the clock is set" {
	set_clock +0
	add 1 1800 'red strip' a
	add 2 3600 'red strip' b
	every 3 "$(date -u -d '+30 min' +%H:%M)" '"daily"'
	by_hand amb-run -f 2>err 3>&- &
	runner=$!
	until_true 20 test -e spool/timers.lock
	# forward, by less than makes them late
	clock_is +1810
	until_true 60 did 1
	until_true 60 did 3
	did 2 0
	# back: nothing is done again
	clock_is +0
	add 4 1 'red strip' d
	until_true 60 did 4
	did 3
	# far forward: skipped
	clock_is +2h
	until_true 60 grep -q "'$(id 2)' of zone 'b' skipped" err
	did 2 0
}

# killer VERB MOMENT: an amb-publish that kills amb-run before or after it does
# that verb, once
killer() {
	rm -rf kill
	mkdir kill
	for t in "$AMB_BINDIR"/amb-*; do
		ln -s "$t" kill/
	done
	rm kill/amb-publish
	cat >kill/amb-publish <<-END
		#!/bin/sh
		request=\$(cat)
		case \$request in
		$1*)
			[ ! -e hit ] && : >hit || exec "$AMB_BINDIR/amb-publish" "\$@" <<-X
				\$request
			X
			[ $2 = before ] || echo "\$request" | "$AMB_BINDIR/amb-publish" "\$@" >/dev/null
			kill -KILL \$PPID
			;;
		*) echo "\$request" | exec "$AMB_BINDIR/amb-publish" "\$@" ;;
		esac
	END
	chmod +x kill/amb-publish
	rm -f hit
}

@test "timers: amb-run killed at any moment loses none and doubles none" {
	local n=0
	for moment in 'timer_take before' 'timer_take after' 'timer_done before' \
		'timer_done after'; do
		n=$((n + 2))
		add $((n - 1)) -1 'red strip' a$n
		add $n -1 'blue strip' b$n
		# shellcheck disable=SC2086 # two words
		killer $moment
		AMB_BINDIR=$PWD/kill run -137 amb-run
		[ -e hit ]
		AMB_BINDIR=$PWD/kill run -0 amb-run
		did $((n - 1))
		did $n
		[ -z "$(timers)" ]
	done
	none_wait
	[ "$(done_jobs | jq -s length)" = 8 ]
	[ "$(jq -s 'map(select(.type == "generate")) | length' < <(events))" = 8 ]
}

@test "timers: the child of amb-run -f killed at any moment, likewise" {
	add 1 -1 'red strip' a
	killer timer_done before
	AMB_BINDIR=$PWD/kill amb-run -f 2>err 3>&- &
	runner=$!
	until_true 60 did 1
	until_true 60 no_timers
	add 2 -1 'red strip' b
	until_true 60 did 2
	did 1
	[ "$(done_jobs | jq -s length)" = 2 ]
}

@test "timers: amb-run and amb-publish killed at random moments, likewise" {
	for n in {1..40}; do
		add "$n" -1 'red strip' "z$n"
		amb-publish -f 2>>err 3>&- &
		publisher=$!
		until_true 20 test -S spool/publish.sock
		amb-run -f 2>>err 3>&- &
		runner=$!
		read -rt "0.0$(printf %02d $((n * 7 % 60)))" <> <(:) || :
		[ $((n % 3)) = 0 ] || { kill -KILL $publisher && wait $publisher || :; }
		kill -KILL $runner
		wait $runner || :
		kill -KILL $publisher 2>/dev/null || :
		wait $publisher || :
	done
	runner='' publisher=''
	rm -f spool/publish.sock
	# workers that were left go on by themselves
	until_true 60 ended
	for n in {1..40}; do
		did "$n"
	done
	[ "$(done_jobs | jq -s length)" = 40 ]
	[ "$(jq -s 'map(select(.type == "generate")) | length' < <(events))" = 40 ]
}

ended() {
	amb-run && none_wait && [ -z "$(timers)" ]
}

@test "timers: several amb-run processes do each once" {
	for n in {1..20}; do
		add "$n" 1 'red strip' "z$n"
	done
	for n in 1 2 3 4; do
		amb-run -f 2>>err 3>&- &
		pids+=($!)
	done
	until_true 30 ended
	kill "${pids[@]}"
	wait "${pids[@]}"
	[ "$(done_jobs | jq -s length)" = 20 ]
	[ "$(done_jobs | jq -r .timer | sort -u | wc -l)" = 20 ]
	[ -z "$(<err)" ]
}

@test "timers: one that cannot be queued waits, and amb-run reports it" {
	add 1 -1 'red strip' a
	add 2 -1 'red strip' b
	add 3 -1 'red strip' c
	# it tries again when the queue is empty
	AMB_QUEUE_MAX=1 run -75 --separate-stderr amb-run
	show
	[ "$stderr" = 'amb-run: timers wait, as 1 jobs do
amb-run: timers wait, as 1 jobs do' ]
	did 1
	did 2
	did 3 0
	run -0 amb-run
	did 1
	did 2
	did 3

	add 4 -1
	mkdir broken
	ln -s "$AMB_BINDIR"/amb-* broken/
	printf '#!/bin/sh\nexit 73\n' >fake
	chmod +x fake
	ln -sf "$PWD/fake" broken/amb-publish
	AMB_BINDIR=$PWD/broken run -75 --separate-stderr amb-run
	show
	[[ $stderr == *'amb-run: cannot do what timers ask for: amb-publish failed' ]]
	run -0 amb-run
	did 4
}

@test "timers: an amb-run -f that cannot reach amb-publish tries again" {
	add 1 -1
	mkdir broken
	ln -s "$AMB_BINDIR"/amb-* broken/
	printf '#!/bin/sh\n[ -e %s ] || exit 73\nexec %s "$@"\n' \
		"$PWD/mended" "$AMB_BINDIR/amb-publish" >fake
	chmod +x fake
	ln -sf "$PWD/fake" broken/amb-publish
	AMB_BINDIR=$PWD/broken amb-run -f 2>err 3>&- &
	runner=$!
	until_true 20 grep -q 'cannot do what timers ask for' err
	touch mended
	until_true 60 did 1
}

@test "timers: a store that cannot be opened is 73, for amb-run 75" {
	amb-publish -i
	sqlite3 spool/amb.db 'PRAGMA user_version = 99' >/dev/null
	tell "timer_add {\"id\":\"$(id 1)\",\"in_s\":5,\"instruction\":\"x\"}"
	[ "$status" = 73 ]
	run -75 --separate-stderr amb-run
	show
	sqlite3 spool/amb.db 'PRAGMA user_version = 2' >/dev/null
	run -0 amb-run
	[ -z "$(timers)" ]
}
