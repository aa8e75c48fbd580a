#!/usr/bin/env bats
load helper

matrix='{"width":2,"height":2,"pixels":[[[255,0,0],[0,255,0]],[[0,0,255],[1,2,3]]]}'
command='{"mode":"static","colors":[{"rgb":[255,0,170]}],"led_count":3}'
csi=$'\e['

@test "amb-show: without colours each LED is six digits, a row a line" {
	run -0 --separate-stderr amb-show <<<"$matrix"
	[ "$output" = "ff0000 00ff00
0000ff 010203" ]
	[ -z "$stderr" ]
}

@test "amb-show: a scene has its matrix and its strip shown" {
	run -0 --separate-stderr amb-show \
		<<<"{\"id\":\"x\",\"matrix\":$matrix,\"strip\":{\"command\":$command}}"
	[ "$output" = "ff0000 00ff00
0000ff 010203

ff00aa ff00aa ff00aa" ]
}

@test "amb-show: of many lines the last is shown" {
	printf '%s\n' "$command" "$matrix" '' >in
	run -0 --separate-stderr amb-show in
	[ "${lines[1]}" = "0000ff 010203" ]
	[ "${#lines[@]}" -eq 2 ]
	jq . <<<"$matrix" >in
	run -0 --separate-stderr amb-show - <in
	[ "${lines[1]}" = "0000ff 010203" ]
}

@test "amb-show: every document that has lights in it is shown" {
	local doc
	for doc in "{\"raw\":[1],\"json\":$matrix}" "{\"matrix\":$matrix,\"strip\":{}}"; do
		run -0 --separate-stderr amb-show <<<"$doc"
		[ "${lines[1]}" = "0000ff 010203" ]
	done
	for doc in "$command" "{\"command\":$command,\"updated_at_ms\":1}" \
		"{\"strip\":{\"colors\":[[1,2,3]],\"command\":$command}}"; do
		run -0 --separate-stderr amb-show <<<"$doc"
		[ "$output" = "ff00aa ff00aa ff00aa" ]
	done
	AMB_LED_COUNT=4 run -0 --separate-stderr amb-show <<<'[[1,2,3],[255,0,0]]'
	[ "$output" = "010203 010203 ff0000 ff0000" ]
}

@test "amb-show: a state folder is shown, by name, by zone and by default" {
	mkdir -p spool/state/main spool/state/den
	echo "{\"raw\":[],\"json\":$matrix}" >spool/state/main/latest_led_data.json
	echo '[[9,9,9]]' >spool/state/main/latest_strip_data.json
	echo "$command" >spool/state/main/latest_strip_command.json
	echo '[[9,9,9]]' >spool/state/den/latest_strip_data.json
	want="ff0000 00ff00
0000ff 010203

ff00aa ff00aa ff00aa"
	run -0 --separate-stderr amb-show spool/state/main
	[ "$output" = "$want" ]
	run -0 --separate-stderr amb-show </dev/null
	[ "$output" = "$want" ]
	AMB_SPOOL=nowhere run -0 --separate-stderr amb-show -d spool -z main
	[ "$output" = "$want" ]
	AMB_LED_COUNT=2 run -0 --separate-stderr amb-show -z den
	[ "$output" = "090909 090909" ]
}

@test "amb-show: brightness 0 is dark" {
	run -0 --separate-stderr amb-show \
		<<<'{"mode":"static","colors":[{"rgb":[9,9,9]}],"brightness":0,"led_count":2}'
	[ "$output" = "000000 000000" ]
}

@test "amb-show: true colour where the terminal has it, 256 where not" {
	one='{"width":1,"height":2,"pixels":[[[255,0,0]],[[8,8,8]]]}'
	COLORTERM=truecolor run -0 --separate-stderr amb-show -c always -x 1 <<<"$one"
	[ "$output" = "${csi}38;2;255;0;0m${csi}48;2;8;8;8m▀${csi}0m" ]
	unset COLORTERM
	TERM=xterm-256color run -0 --separate-stderr amb-show -c always -x 1 <<<"$one"
	[ "$output" = "${csi}38;5;196m${csi}48;5;232m▀${csi}0m" ]
	TERM=dumb run -0 --separate-stderr amb-show -c always -x 1 <<<"$one"
	[ "$output" = "${csi}38;2;255;0;0m${csi}48;2;8;8;8m▀${csi}0m" ]
}

@test "amb-show: a terminal gets colours unless -c or NO_COLOR forbids them" {
	script -qec true /dev/null </dev/null || skip "no terminals here"
	echo "$matrix" >in
	COLORTERM=truecolor run -0 script -qec 'amb-show in' /dev/null </dev/null
	[[ $output == *"${csi}38;2;255;0;0m"* ]]
	run -0 script -qec 'amb-show -c never in' /dev/null </dev/null
	[[ $output == "ff0000 00ff00"* ]]
	NO_COLOR=1 run -0 script -qec 'amb-show in' /dev/null </dev/null
	[[ $output == "ff0000 00ff00"* ]]
}

@test "amb-show: -x sets the columns of an LED, odd heights end in black" {
	one='{"width":1,"height":1,"pixels":[[[5,6,7]]]}'
	COLORTERM=24bit run -0 amb-show -c always -x 1 <<<"$one"
	[ "$output" = "${csi}38;2;5;6;7m${csi}48;2;0;0;0m▀${csi}0m" ]
	COLORTERM=24bit run -0 amb-show -c always -x 4 <<<"$one"
	[ "${#lines[@]}" -eq 2 ]
	[ "$(grep -o '48;2;5;6;7' <<<"$output" | wc -l)" -eq 8 ]
}

@test "amb-show: -o draws round LEDs on black, the strip below" {
	amb-show -o out.png <<<"{\"matrix\":$matrix,\"strip\":{\"command\":$command}}"
	[ "$(convert out.png -format '%w %h' info:)" = "256 384" ]
	at() { convert out.png -format "%[fx:int(255*p{$1}.$2)]" info:; }
	# two of the LEDs, a corner that no light reaches, the strip
	[ "$(at 96,96 r)" -gt 240 ] && [ "$(at 96,96 g)" -lt 60 ]
	[ "$(at 160,96 g)" -gt 240 ]
	[ "$(at 2,2 r)" -lt 30 ]
	[ "$(at 128,288 b)" -gt 140 ] && [ "$(at 128,288 g)" -lt 60 ]
	amb-show -o - <<<"$matrix" | cmp -n 8 - out.png
}

@test "amb-show: a PNG that cannot be written exits 73, a full disk 74" {
	run -73 --separate-stderr amb-show -o no/where.png <<<"$matrix"
	[ "$stderr" = \
		"amb-show: cannot create 'no/where.png': No such file or directory" ]
	run -73 --separate-stderr amb-show -o /dev/full <<<"$matrix"
	run -74 --separate-stderr bash -c "amb-show >/dev/full <<<'$matrix'"
	run -74 --separate-stderr bash -c "amb-show -o - >/dev/full <<<'$matrix'"
	run -74 --separate-stderr bash -c 'amb-show -h >/dev/full'
	run -74 --separate-stderr bash -c 'amb-show -V >/dev/full'
}

@test "amb-show: hostile input exits 65 in one line" {
	local bad
	for bad in '{' 'hello' '{}' '[]' '7' '[[1,2]]' '[[1,2,256]]' '{"matrix":7}' \
		'{"width":2,"height":2,"pixels":[]}' \
		'{"width":65,"height":1,"pixels":[[]]}' \
		'{"width":1e999,"height":1,"pixels":[[[1,2,3]]]}' \
		'{"width":1,"height":1,"pixels":[[[1,2,-3]]]}' \
		'{"mode":"static","colors":"x"}' '{"mode":"blink","colors":[]}' \
		'{"mode":"static","colors":[{"rgb":[1,2,3]}],"led_count":2001}' \
		$'"\xff"' "$(printf '[%.0s' {1..300})"; do
		run -65 --separate-stderr amb-show <<<"$bad"
		show
		[ -z "$output" ]
		[ "${#stderr_lines[@]}" -eq 1 ]
		[[ $stderr == "amb-show: cannot show 'standard input': "* ]]
	done
	head -c 3000000 /dev/zero | tr '\0' '[' >long
	run -65 --separate-stderr amb-show long
	run -65 --separate-stderr amb-show - </dev/null
}

@test "amb-show: what is missing exits 66" {
	run -66 --separate-stderr amb-show none.json
	[ "$stderr" = "amb-show: cannot open 'none.json': No such file or directory" ]
	run -66 --separate-stderr amb-show -z none
	[[ $stderr == "amb-show: cannot show '"*"/state/none': "* ]]
	mkdir empty
	run -66 --separate-stderr amb-show empty
}

@test "amb-show: bad usage exits 64 and says how" {
	local args
	for args in '-c blue' '-x 0' '-x 9' '-x 2a' '-z A/B' '-Z' 'a b' '-f a' '-f -o x'; do
		# shellcheck disable=SC2086 # several words
		run -64 --separate-stderr amb-show $args </dev/null
		[[ $stderr == *"usage: amb-show "* ]]
	done
	run -0 --separate-stderr amb-show -h
	[[ $output == "usage: amb-show "* ]]
}

@test "amb-show: a bad setting exits 78 and names it" {
	AMB_LED_COUNT=0 run -78 --separate-stderr amb-show <<<"$matrix"
	[[ $stderr == *AMB_LED_COUNT* ]]
}

# frames N: the file out has that many
frames() {
	[ "$(grep -c "$1" out)" -ge "$2" ]
}

@test "amb-show: -f shows each change of the state" {
	run -66 --separate-stderr amb-show -f
	amb-publish -i
	amb-show -f -c never >out 3>&- &
	pid=$!
	until_true 20 frames '00aaff 00aaff' 1
	printf '%s\n' "{\"plan\":{\"target\":\"strip\"},\"strip\":{\"command\":$command}}" |
		amb-publish >published
	until_true 20 frames 'ff00aa ff00aa' 1
	kill "$pid"
	[ "$(grep -c '^$' out)" = 3 ] # in each of the two, and between them
}

@test "amb-show: -f with colours stays in its place and moves" {
	amb-publish -i
	TERM=xterm-256color amb-show -f -c always >out 3>&- &
	pid=$!
	until_true 20 frames $'\e\\[H' 3
	kill "$pid"
	[ "$(grep -c $'\e\\[2J' out)" = 1 ]
}

@test "amb-show: standard input that cannot be read exits 74" {
	run -74 --separate-stderr bash -c 'amb-show <.'
	[ "$stderr" = "amb-show: cannot read 'standard input': Is a directory" ]
}

@test "amb-show: -f whose output is full exits 74" {
	amb-publish -i
	run -74 --separate-stderr timeout 20 sh -c 'amb-show -f >/dev/full'
}
