#!/usr/bin/env bats
load helper

# command JSON: the command that amb-strip makes of a direct one
command_of() {
	amb-strip <<<"{\"strip\": {\"command\": $1}}" | jq -Sc .strip.command
}

# plan JSON: a scene with that plan.strip
plan() {
	jq -nc --argjson strip "$1" '{plan: {target: "strip", strip: $strip}}'
}

# frame ARG...: one frame of the command on stdin as hexadecimal codes
frame() {
	amb-strip -F raw "$@" | od -An -tx1 -v | tr -d ' \n'
}

error() {
	jq -r '.errors[-1] | "\(.stage) \(.code): \(.message)"' <<<"$output"
}

red='{"rgb": [255, 0, 0]}'

@test "amb-strip: a plan becomes a command, the rest passes unchanged" {
	run -0 --separate-stderr amb-strip <<<"$(plan '{"theme": "sunset",
		"mode": "breath", "speed": 6, "brightness": 0.8, "reason": "warm",
		"colors": [{"name": "橙", "rgb": [255, 140, 60]}]}')"
	show
	[ -z "$stderr" ]
	[ "$(jq -Sc .strip <<<"$output")" = '{"command":{"brightness":0.8,"colors":[{"name":"橙","rgb":[255,140,60]}],"led_count":60,"mode":"breath","speed":6}}' ]
	[ "$(jq -r '.plan.strip | .reason, .theme' <<<"$output")" = $'warm\nsunset' ]
	[ "$(jq '.timings.strip_s >= 0' <<<"$output")" = true ]
}

@test "amb-strip: what a direct command leaves out has a default" {
	[ "$(command_of "{\"colors\": [$red]}")" = '{"brightness":1,"colors":[{"rgb":[255,0,0]}],"led_count":60,"mode":"static","speed":1}' ]
	[ "$(AMB_LED_COUNT=7 command_of "{\"colors\": [$red]}" | jq .led_count)" = 7 ]
	[ "$(command_of "{\"mode\": \"chase\", \"colors\": [$red]}" | jq .speed)" = 20 ]
}

@test "amb-strip: mode_options pass through as they are" {
	[ "$(command_of "{\"colors\": [$red], \"mode_options\": {\"a\": [1, {\"b\": null}]}}" |
		jq -c .mode_options)" = '{"a":[1,{"b":null}]}' ]
}

@test "amb-strip: a request out of range is refused, naming member and range" {
	local bad want
	while IFS='|' read -r bad want; do
		run -65 --separate-stderr amb-strip <<<"{\"strip\": {\"command\": $bad}}"
		show
		[ "$(error)" = "strip bad_input: $want" ]
		[ "$(jq 'has("strip")' <<<"$output")" = false ]
	done <<-END
		[]|the strip's command must be an object
		{"mode": "disco", "colors": [$red]}|'mode' must be static, breath, chase, gradient, flow, pulse, wave or sparkle
		{"mode": 1, "colors": [$red]}|'mode' must be static, breath, chase, gradient, flow, pulse, wave or sparkle
		{"brightness": 1.1, "colors": [$red]}|'brightness' must be a number, 0 to 1
		{"brightness": nan, "colors": [$red]}|'brightness' must be a number, 0 to 1
		{"brightness": "1", "colors": [$red]}|'brightness' must be a number, 0 to 1
		{"mode": "breath", "speed": 0, "colors": [$red]}|'speed' must be a number, 0.1 to 3600
		{"mode": "chase", "speed": 1e999, "colors": [$red]}|'speed' must be a number, 0.1 to 1000
		{"led_count": 2001, "colors": [$red]}|'led_count' must be a whole number, 1 to 2000
		{"led_count": 0, "colors": [$red]}|'led_count' must be a whole number, 1 to 2000
		{"led_count": 1.5, "colors": [$red]}|'led_count' must be a whole number, 1 to 2000
		{}|'colors' must hold 1 to 16 colours
		{"colors": []}|'colors' must hold 1 to 16 colours
		{"colors": {}, "brightness": 0}|'colors' must hold 1 to 16 colours
		{"colors": [$(printf "$red,%.0s" {1..16}) $red]}|'colors' must hold 1 to 16 colours
		{"colors": [$red, {"rgb": [0, 0, 256]}]}|'colors[1].rgb' must be three whole numbers, 0 to 255
		{"colors": [{"rgb": [0, 0]}]}|'colors[0].rgb' must be three whole numbers, 0 to 255
		{"colors": ["red"]}|'colors[0].rgb' must be three whole numbers, 0 to 255
		{"colors": [{"rgb": [1, 2, 3], "name": 7}]}|'colors[0].name' must be text of at most 63 bytes
		{"colors": [$red], "mode_options": [1]}|'mode_options' must be an object
	END
}

@test "amb-strip: a plan out of range is moved into it, and the reason says so" {
	run -0 --separate-stderr amb-strip <<<"$(plan '{"mode": "chase",
		"speed": 5000, "brightness": -1, "led_count": 1e9, "reason": "quick",
		"colors": [{"rgb": [300, -4, 7.6]}, {"rgb": "red"}, {"rgb": [1, 2, 3]}],
		"mode_options": 7}')"
	show
	[ "$(jq -Sc .strip.command <<<"$output")" = '{"brightness":0,"colors":[{"rgb":[255,0,8]},{"rgb":[1,2,3]}],"led_count":2000,"mode":"chase","speed":1000}' ]
	[ "$(jq -r .plan.strip.reason <<<"$output")" = 'quick (brightness -1 set to 0, speed 5000 set to 1000, led_count 1e+09 set to 2000, colors[0] set to 255,0,8, colors[1] dropped, mode_options dropped)' ]
	# and says it once
	run -0 amb-strip <<<"$output"
	[ "$(jq -r .plan.strip.reason <<<"$output" | grep -o dropped | wc -l)" -eq 2 ]
}

@test "amb-strip: a plan's mode that is none is static, its speed 0 the default" {
	run -0 amb-strip <<<"$(plan "{\"mode\": \"disco\", \"colors\": [$red]}")"
	[ "$(jq -r '.strip.command.mode, .plan.strip.reason' <<<"$output")" = $'static\n(mode set to static)' ]
	run -0 amb-strip <<<"$(plan "{\"mode\": \"breath\", \"speed\": 0, \"colors\": [$red]}")"
	[ "$(jq -r '.strip.command.speed, .plan.strip.reason' <<<"$output")" = $'4\n(speed 0 set to 4)' ]
}

@test "amb-strip: a plan without a colour is bad input" {
	run -65 amb-strip <<<"$(plan '{"mode": "static", "colors": [1, {}]}')"
	[ "$(error)" = "strip bad_input: 'colors' must hold 1 to 16 colours" ]
	run -65 amb-strip <<<'{"plan": {"strip": "red"}}'
	[ "$(error)" = "strip bad_input: the strip's command must be an object" ]
}

@test "amb-strip: a plan wins over the command of an earlier run" {
	run -0 amb-strip <<<"$(plan "{\"colors\": [$red]}" |
		jq -c '.strip = {command: {mode: "disco"}}')"
	[ "$(jq -c .strip.command.colors <<<"$output")" = '[{"rgb":[255,0,0]}]' ]
}

@test "amb-strip: a scene for the matrix alone passes on" {
	run -0 amb-strip <<<'{"plan": {"target": "matrix", "strip": {}}, "x": 1}'
	[ "$(jq -c '[.x, has("strip"), has("errors")]' <<<"$output")" = '[1,false,false]' ]
}

@test "amb-strip: no plan is bad input, unless errors has the planner's reason" {
	run -65 amb-strip <<<'{"instruction": "sea"}'
	[ "$(error)" = "strip bad_input: no 'plan.strip' and no 'strip.command'" ]
	run -0 amb-strip <<<'{"instruction": "sea", "errors": [{"stage": "plan"}]}'
	[ "$(jq -c '.errors | length' <<<"$output")" = 1 ]
}

@test "amb-strip: many scenes in one run leave in order, the worst is the status" {
	run -65 --separate-stderr amb-strip <<-END
		{"strip": {"command": {"colors": [$red]}}, "n": 1}
		not JSON
		{"strip": {"command": {"brightness": 2}}, "n": 2}

		{"strip": {"command": {"brightness": 0}}, "n": 3}
	END
	show
	[ "$(jq -c '[.n, has("strip")]' <<<"$output")" = $'[1,true]\n[2,false]\n[3,true]' ]
	[[ "$stderr" == "amb-strip: bad scene: "* ]]
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "amb-strip: hostile input is refused in one line, never a crash" {
	local bad
	for bad in 7 '[]' '"x"' '{' 'nan' '{"strip": 1}' '{"plan": []}' \
		'{"id": "../../x"}' $'{"zone": "\xff"}' '{"zone": "a\u0000b"}' \
		"$(printf '{"a":%.0s' {1..300})" \
		"$(printf '[%.0s' {1..300})"; do
		run -65 --separate-stderr amb-strip <<<"$bad"
		show
		[ -z "$output" ]
		[ "${#stderr_lines[@]}" -eq 1 ]
		run -65 --separate-stderr amb-strip -F raw <<<"$bad"
		show
		[ -z "$output" ]
		[ "${#stderr_lines[@]}" -eq 1 ]
	done
	head -c 2000000 /dev/zero | tr '\0' ' ' >big
	run -65 --separate-stderr amb-strip <big
	run -65 --separate-stderr amb-strip -F json <big
}

@test "amb-strip: -h shows the usage, a wrong use exits 64 with it" {
	local bad
	run -0 --separate-stderr amb-strip -h
	[[ "$output" == "usage: amb-strip [-hV]"* ]]
	[ -z "$stderr" ]
	for bad in -Z x '-F png' -F '-n 3' '-t 1' '-F raw -n 0' '-F raw -n 2001' \
		'-F raw -n 1x' '-F raw -t' '-F raw -t soon' '-F raw x' \
		'-F raw -t 99999999999999999999'; do
		# shellcheck disable=SC2086
		run -64 --separate-stderr amb-strip $bad </dev/null
		show
		[ -z "$output" ]
		[[ "$stderr" == *"usage: amb-strip [-hV]"* ]]
	done
}

@test "amb-strip: a full disk on stdout exits 74" {
	[ -w /dev/full ] || skip "no /dev/full"
	run -74 --separate-stderr bash -c \
		'amb-strip <<<"{\"strip\": {\"command\": {\"brightness\": 0}}}" >/dev/full'
	[[ "$stderr" == "amb-strip: cannot write standard output: "* ]]
	run -74 bash -c 'amb-strip -F raw <<<"{\"brightness\": 0}" >/dev/full'
	run -74 bash -c 'amb-strip -F raw <.'
	run -74 bash -c 'amb-strip <.'
}

@test "amb-strip: a setting out of range exits 78 and is named" {
	AMB_LED_COUNT=0 run -78 --separate-stderr amb-strip </dev/null
	[[ "$stderr" == "amb-strip: bad AMB_LED_COUNT: "* ]]
}

@test "amb-strip: brightness 0 is dark, in every mode and without colours" {
	local mode
	for mode in static breath chase gradient flow pulse wave sparkle; do
		[ "$(frame -n 2 <<<"{\"mode\": \"$mode\", \"colors\": [$red], \"brightness\": 0}")" = 000000000000 ]
	done
	[ "$(frame -n 1 <<<'{"brightness": 0}')" = 000000 ]
	[ "$(command_of '{"brightness": 0}' | jq -c '[.brightness, .colors]')" = '[0,[]]' ]
}

@test "amb-strip: static shows the colour itself, half as bright at 0.5" {
	[ "$(frame -n 2 <<<'{"colors": [{"rgb": [255, 140, 61]}]}')" = ff8c3dff8c3d ]
	[ "$(frame -n 1 <<<'{"colors": [{"rgb": [255, 140, 61]}], "brightness": 0.5}')" = 80461f ]
}

@test "amb-strip: a frame is the same on every machine" {
	local mode ms hex
	while read -r mode ms hex; do
		run frame -n 4 -t "$ms" <<<"{\"mode\": \"$mode\", \"brightness\": 0.9,
			\"colors\": [{\"rgb\": [255, 106, 0]}, {\"rgb\": [0, 64, 255]},
				{\"rgb\": [255, 255, 255]}]}"
		echo "$mode $ms $output"
		[ "$output" = "$hex" ]
	done <<-END
		static 0 e65f00e65f00003ae6e6e6e6
		static 1764000001234 e65f00e65f00003ae6e6e6e6
		breath 0 1d1d1d1d1d1d1d1d1d1d1d1d
		breath 1764000001234 ce5500ce5500ce5500ce5500
		chase 0 e65f00000000000000000000
		chase 1764000001234 bb4d00c24f00000000000000
		gradient 0 e65f00b5529b495be6cacce6
		gradient 1764000001234 e65f00b2519f5261e6cdcee6
		flow 0 e65f00d55b63a94fa96341d5
		flow 1764000001234 e69a88e66933e15e37c1558b
		pulse 0 170400170400170400170400
		pulse 1764000001234 210800210800210800210800
		wave 0 3310002f1544575c92cccccc
		wave 1764000001234 af4700411f5b20223b3d3d3d
		sparkle 0 000325250a00252525250a00
		sparkle 1764000001234 000b44250a00252525250a00
	END
}

@test "amb-strip: raw and JSON are the same frame, of led_count or -n LEDs" {
	local command='{"mode": "flow", "led_count": 3, "colors": [{"rgb": [9, 200, 30]}]}'
	run -0 --separate-stderr amb-strip --frame=json -t 5 <<<"$command"
	[ "$(jq length <<<"$output")" = 3 ]
	[ "$(jq -r '.[][]' <<<"$output" | xargs printf %02x)" = "$(frame -t 5 <<<"$command")" ]
	[ "$(amb-strip -F raw -n 2000 <<<"$command" | wc -c)" -eq 6000 ]
	[ "$(amb-strip -F raw <<<'{"brightness": 0}' | wc -c)" -eq 180 ]
}

@test "amb-strip: --frame takes a scene, the service's answer or a command" {
	local command="{\"mode\": \"wave\", \"colors\": [$red]}"
	run -0 frame -n 5 -t 99 <<<"$command"
	[ "$(frame -n 5 -t 99 <<<"{\"command\": $command, \"updated_at_ms\": 1}")" = "$output" ]
	[ "$(frame -n 5 -t 99 <<<"{\"id\": \"x\", \"strip\": {\"command\": $command}}")" = "$output" ]
	run -65 --separate-stderr amb-strip -F raw <<<'{"mode": "wave"}'
	[ "$stderr" = "amb-strip: bad command: 'colors' must hold 1 to 16 colours" ]
}

@test "amb-strip: without -t the frame is that of now" {
	local command="{\"mode\": \"gradient\", \"speed\": 3600,
		\"colors\": [{\"rgb\": [0, 0, 0]}, {\"rgb\": [255, 255, 255]}]}"
	local before now after
	before=$(frame -n 1 -t "$(date +%s%3N)" <<<"$command")
	now=$(frame -n 1 <<<"$command")
	after=$(frame -n 1 -t "$(date +%s%3N)" <<<"$command")
	[ "$now" = "$before" ] || [ "$now" = "$after" ]
}

@test "effect: the flash counter sees what WCAG calls a flash" {
	run -0 "$checks/flash" counter
}

@test "effect: no setting flashes more than three times in a second" {
	run -0 "$checks/flash" guard
}

@test "effect: every mode but static moves at its default speed" {
	run -0 "$checks/effect" moves
}

@test "effect: every mode looks different" {
	run -0 "$checks/effect" distinct
}

@test "effect: brightness 0 is all zero" {
	run -0 "$checks/effect" dark
}

@test "effect: no code is above the palette's, and brightness scales it" {
	run -0 "$checks/effect" range
}

@test "effect: nothing jumps from one ms to the next, at any age of the clock" {
	run -0 "$checks/effect" smooth
	run -0 "$checks/effect" repeats
}

@test "effect: colours come out as they went in, light by the sRGB formula" {
	run -0 "$checks/effect" true
}
