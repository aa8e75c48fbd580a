#!/usr/bin/env bats
load helper

# scene ID TARGET GREY: a scene whose matrix and strip are of one grey
scene() {
	jq -nc --arg id "$1" --arg target "$2" --argjson v "$3" \
		'{id: $id, zone: "main", instruction: "grey \($v)",
		  plan: {target: $target, strip: {theme: "t"}, matrix: {scene_prompt: "p"}},
		  matrix: {width: 16, height: 16,
			   pixels: [range(16) | [range(16) | [$v, $v, $v]]]},
		  strip: {command: {mode: "static", colors: [{rgb: [$v, $v, $v]}],
				    brightness: 1, speed: 4, led_count: 60}}}'
}

old=01KA0000000000000000000001
new=01KA0000000000000000000002
newer=01KA0000000000000000000003

raw_grey() {
	od -An -tu1 -v -w768 spool/state/main/matrix.raw |
		tr -s ' ' '\n' | sort -u | tr -d '\n'
}

strip_grey() {
	jq -c '.[0][0]' spool/state/main/latest_strip_data.json
}

# which files the state has, and when each was made
written() {
	stat -c '%n %i %y' spool/state/main/*.*
}

@test "amb-publish: a new zone is black with a strip of [0,170,255]" {
	run -0 --separate-stderr amb-publish -i
	[ "$(wc -c <spool/state/main/matrix.raw)" -eq 768 ]
	[ "$(raw_grey)" = 0 ]
	[ "$(cat spool/state/main/latest_strip_data.json)" = '[[0,170,255]]' ]
	run -0 amb-publish -i -z kitchen-2
	[ -e spool/state/kitchen-2/scene.json ]
}

@test "amb-publish: every file of the state shows what was published" {
	run -0 --separate-stderr amb-publish <<<"$(scene $old both 7)"
	show
	[ "$(jq -c '.published | [.matrix, .strip]' <<<"$output")" = '[true,true]' ]
	cd spool/state/main
	[ "$(jq -c '[.width, .height, .pixels[15][15]]' matrix.json)" = '[16,16,[7,7,7]]' ]
	[ "$(jq -c '[(.raw | length), .raw[767], .json.width]' latest_led_data.json)" = '[768,7,16]' ]
	[ "$(jq -c . latest_strip_data.json)" = '[[7,7,7]]' ]
	[ "$(jq -c '[.mode, .brightness, .speed, .led_count, (.updated_at_ms > 0)]' \
		latest_strip_command.json)" = '["static",1,4,60,true]' ]
	[ "$(jq -c '[.command.mode, (.updated_at_ms > 0)]' strip_command.json)" = '["static",true]' ]
	[ "$(jq -c '[.matrix.width, .strip.colors, .strip.command.mode]' \
		app_state.json)" = '[16,[[7,7,7]],"static"]' ]
}

@test "amb-publish: the newest id wins, for matrix and strip each on its own" {
	{ scene $new strip 20; scene $old both 10; } | amb-publish >out
	[ "$(strip_grey)" = 20 ]
	[ "$(raw_grey)" = 10 ]
	[ "$(jq -c '.published | [.matrix, .strip]' out | tail -n 1)" = '[true,false]' ]
	[ "$(jq -r '.errors[0].code' out | tail -n 1)" = superseded ]
	scene $newer matrix 30 | amb-publish >out
	[ "$(strip_grey)" = 20 ]
	[ "$(raw_grey)" = 30 ]
}

@test "amb-publish: a scene that was published before changes nothing and makes no event" {
	scene $old both 10 | amb-publish >out
	before=$(written)
	events >before
	scene $old both 99 | amb-publish >out
	[ "$(written)" = "$before" ]
	events | cmp - before
}

@test "amb-publish: an unchanged part keeps its file, so that its ETag stays" {
	scene $old both 10 | amb-publish >out
	before=$(written | grep raw)
	scene $new strip 20 | amb-publish >out
	[ "$(written | grep raw)" = "$before" ]
	amb-publish -u
	[ "$(strip_grey)" = 10 ]
	[ "$(written | grep raw)" = "$before" ]
}

@test "amb-publish: an id from a clock that was wrong blocks nobody" {
	scene 7ZZZZZZZZZ0000000000000000 both 10 | amb-publish >out
	scene $new both 20 | amb-publish >out
	[ "$(raw_grey)" = 20 ]
	[ "$(strip_grey)" = 20 ]
}

@test "amb-publish: events come in order, an update a part and one generate" {
	{ scene $old strip 1; scene $new both 2; } | amb-publish >out
	run -0 jq -rs 'map(.type) | join(" ")' < <(events)
	[ "$output" = "strip_command_update generate strip_command_update matrix_update generate" ]
	run -0 jq -cs '.[-1].payload | [.status, .id, .zone, .target, .description,
		.data.matrix.json.width, .data.matrix.prompt_used,
		.data.strip.theme, .data.strip.command.mode]' < <(events)
	[ "$output" = "[\"success\",\"$new\",\"main\",\"both\",\"grey 2\",16,\"p\",\"t\",\"static\"]" ]
}

@test "amb-publish: a part that is still to come holds the generate event" {
	scene $old both 1 | jq -c 'del(.matrix)' | amb-publish >out
	run -0 jq -rs 'map(.type) | join(" ")' < <(events)
	[ "$output" = strip_command_update ]
	scene $old both 1 | jq -c 'del(.matrix) | .errors =
		[{stage: "genimg", code: "timeout", retry: true, message: "m"}]' |
		amb-publish >out
	run -0 jq -cs '.[-1] | [.type, .payload.status, .payload.errors[0].code]' < <(events)
	[ "$output" = '["generate","partial_failure","timeout"]' ]
}

@test "amb-publish: undo goes back one instruction after another" {
	for i in "$old 10" "$new 20" "$newer 30"; do
		# shellcheck disable=SC2086 # two words
		set -- $i
		scene "$1" both "$2" | amb-publish >out
	done
	run -0 amb-publish -u
	[ "$(raw_grey) $(strip_grey)" = "20 20" ]
	run -0 amb-publish -u
	[ "$(raw_grey) $(strip_grey)" = "10 10" ]
	run -0 amb-publish -u
	[ "$(raw_grey) $(strip_grey)" = "0 0" ]
	run -65 --separate-stderr amb-publish -u
	[ "$stderr" = "amb-publish: nothing to undo in zone 'main'" ]
	scene $newer both 40 | amb-publish >out # too late: undone
	[ "$(raw_grey)" = 0 ]
}

@test "amb-publish: parts that are out of range are refused by name" {
	local change
	for change in '.matrix.width = 65' '.matrix.height = 0' '.matrix.width = "16"' \
		'.matrix.pixels = []' '.matrix.pixels[3][3] = [1, 2]' \
		'.matrix.pixels[3][3][0] = 256' '.matrix.pixels[0][0][0] = 0.5' \
		'.strip.command.brightness = 2' '.strip.command.led_count = 0' \
		'.strip.command.mode = "disco"' \
		'.strip.command.colors = "red"'; do
		scene $old both 1 | jq -c "$change" >bad
		run -65 --separate-stderr amb-publish <bad
		show
		[[ "$(jq -r '.errors[0].message' <<<"$output")" == *"'"*"'"* ]]
		[ ! -e spool/state/main/matrix.raw ]
	done
}

@test "amb-publish: hostile lines exit 65 with one line each, the next is read" {
	printf '%s\n' 'no' '[]' '{"id":"../../etc"}' '{"zone":"A/b"}' '{"id":3}' \
		'{"zone":"'"$(printf 'z%.0s' {1..65})"'"}' '{"instruction":""}' \
		'{"accepted_at_ms":nan}' '{"accepted_at_ms":1e999}' '{"errors":{}}' \
		'{"plan":{"target":"sun"}}' '{"matrix":[]}' >bad
	{
		printf '{"id":"\xff"}\n{"id":"a\0b"}\n'
		printf '%.0s[' {1..300}
		echo
		scene $old both 5
	} >>bad
	run -65 --separate-stderr amb-publish <bad
	show
	[ "${#stderr_lines[@]}" -eq 15 ]
	[[ "$stderr" != *"$PWD"* ]]
	[ "${#lines[@]}" -eq 1 ]
	[ "$(raw_grey)" = 5 ]
}

@test "amb-publish: two publishers at once leave whole files and all events" {
	for p in 1 2; do
		for i in {10..29}; do
			scene "01KA00000000000000000$p$i$i" both "$i"
		done | amb-publish >"out$p" &
	done
	wait
	# each was published, or an update of a later one before it
	[ "$(cat out1 out2 | wc -l)" -eq 40 ]
	[ "$(cat out1 out2 | jq -r '.errors[]?.code' | grep -vcx superseded)" -eq 0 ]
	jq -r 'select(.published.strip).id' out1 out2 | sort >want
	events | jq -r 'select(.type == "strip_command_update").payload.id' | sort | cmp - want
	events | jq -r 'select(.type == "generate").payload.id' | sort | cmp - want
	jq -e . spool/state/main/*.json >/dev/null
	[ "$(raw_grey)" = 29 ]
	[ -z "$(ls spool/tmp)" ]
}

event_ids() {
	events | jq -r .payload.id | uniq | xargs
}

@test "amb-publish: a full spool keeps the old state, says so, and recovers" {
	scene $old both 10 | amb-publish >out
	scene $new both 20 >new.json
	full=$(($(stat -c %s spool/amb.db-wal) / 1024))
	run -73 --separate-stderr bash -c "ulimit -f $full; trap '' XFSZ; amb-publish <new.json"
	show
	[ "$(jq -c '[.errors[-1] | .code, .retry, .message]' <<<"$output")" = \
		'["storage",true,"the store cannot be written: File too large"]' ]
	[ "$(jq .published <<<"$output")" = null ]
	[[ "$output" != *"$PWD"* ]]
	[ "$(raw_grey)" = 10 ]
	[ -z "$(ls spool/tmp)" ]
	[ "$(event_ids)" = $old ]
	amb-publish <new.json >out
	[ "$(raw_grey)" = 20 ]
	[ "$(event_ids)" = "$old $new" ]
}

@test "amb-publish: wrong usage, a spool that cannot be, a bad setting" {
	run -0 --separate-stderr amb-publish -h
	[[ "$output" == "usage: amb-publish "* ]]
	run -74 bash -c 'amb-publish -h >/dev/full'
	run -74 bash -c 'amb-publish -V >/dev/full'
	run -64 --separate-stderr amb-publish -Z
	run -64 --separate-stderr amb-publish more
	run -64 --separate-stderr amb-publish -i -z ../x
	run -64 --separate-stderr amb-publish -i -u
	run -73 --separate-stderr amb-publish -d "$PWD/no/where" </dev/null
	[[ "$stderr" == "amb-publish: cannot open spool '"*"': No such file or directory" ]]
	AMB_MATRIX=99x1 run -78 --separate-stderr amb-publish </dev/null
	[[ "$stderr" == "amb-publish: bad AMB_MATRIX: "* ]]
	AMB_MATRIXX=1 run -78 --separate-stderr amb-publish </dev/null
	[ "$stderr" = "amb-publish: unknown setting 'AMB_MATRIXX'" ]
}

@test "amb-publish: a full disk on stdout exits 74" {
	scene $old both 10 >in
	run -74 bash -c 'amb-publish <in >/dev/full'
}
