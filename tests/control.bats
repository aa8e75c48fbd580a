#!/usr/bin/env bats
# Power and brightness of the parts of a zone.
# shellcheck disable=SC2016,SC2030,SC2031 # perl in quotes; each test has a process of its own
load helper
load serve
load spools

setup_file() {
	load helper
	load serve
	serve_start -n
}

teardown_file() {
	load serve
	serve_stop
}

teardown() {
	[ -z "${resident-}" ] || kill "$resident" 2>/dev/null || :
	wait
}

files=(matrix.raw matrix.json latest_led_data.json latest_strip_data.json
	strip_command.json latest_strip_command.json)

# over http: with the spool of the server
http() { export AMB_SPOOL=$spool; }

# do_one VERB JSON: at the store, answer is the JSON
do_one() {
	answer=$(amb-publish -r <<<"$1 $2") || return
	answer=${answer#0 }
}

refuses() {
	run -65 amb-publish -r <<<"$1 $2"
	echo "$1 $2: $output"
	[[ $output == '65 {'*'"detail":"'* ]]
}

sql() { sqlite3 -cmd '.timeout 5000' "$AMB_SPOOL/amb.db" "$@"; }

# entries [ZONE]: of its history
entries() {
	sql "SELECT count(*) FROM history h, zone z WHERE z.name = '${1-main}'
		AND h.key >> 32 = z.zone AND h.key <= (z.zone << 32) + z.past"
}

# codes [ZONE [ID]]: a picture that has every code, without an instruction
codes() {
	jq -nc --arg zone "${1-main}" --argjson id "${2-\"01KA0000000000000000000001\"}" '{$id, $zone,
		plan: {target: "both"},
		matrix: {width: 16, height: 16, pixels: [range(16) as $y | [range(16) as $x |
			[$y * 16 + $x, 255 - $y * 16 - $x, ($y * 16 + $x) * 7 % 256]]]},
		strip: {command: {mode: "breath", brightness: 0.7, speed: 2, led_count: 3,
			colors: [{rgb: [255, 0, 9]}, {rgb: [1, 2, 3]}]}}}' |
		amb-publish >published
}

# sentence ID PARTS [POWER]: a sentence for these parts, with id and plan.power
sentence() {
	jq -nc --arg id "$1" --arg target "$2" --argjson power "${3-null}" '
		{$id, instruction: "red", plan: ({target: $target} +
			if $power then {$power} else {} end)} +
		if $target == "matrix" then {} else {strip: {command: {mode: "static",
			brightness: 1, speed: 1, led_count: 1, colors: [{rgb: [255, 0, 0]}]}}} end +
		if $target == "strip" then {} else {matrix: {width: 1, height: 1,
			pixels: [[[255, 0, 0]]]}} end' | amb-publish >published
}

is_on() {
	do_one power '{}'
	[ "$(jq -c '.power | [.matrix, .strip]' <<<"$answer")" = "$1" ]
}

# scaled BRIGHTNESS: the bytes of codes, computed another way
scaled() {
	perl -e 'my $b = shift; for my $i (0..255) {
		print chr(sprintf "%.0f", $_ * $b) for $i, 255 - $i, $i * 7 % 256 }' "$1"
}

keep_files() {
	mkdir -p "$1"
	cp "${files[@]/#/$AMB_SPOOL/state/main/}" "$1"
}

### what is set

@test "control: each part is on and full until it is set, by itself" {
	amb-publish -i
	do_one power '{}'
	[ "$answer" = '{"power":{"matrix":true,"strip":true},"updated_at_ms":0}' ]
	do_one brightness '{}'
	[ "$answer" = '{"brightness":{"matrix":1,"strip":1},"updated_at_ms":0}' ]
	do_one power '{"strip":false}'
	jq -e '.power == {matrix: true, strip: false} and .updated_at_ms > 1e12' <<<"$answer"
	do_one power '{"matrix":false}'
	jq -e '.power == {matrix: false, strip: false}' <<<"$answer"
	do_one brightness '{"matrix":0.25}'
	jq -e '.brightness == {matrix: 0.25, strip: 1}' <<<"$answer"
	do_one brightness '{"strip":0.5,"other":[1]}'
	jq -e '.brightness == {matrix: 0.25, strip: 0.5}' <<<"$answer"
	do_one power '{"matrix":true,"strip":true}'
	jq -e '.power == {matrix: true, strip: true}' <<<"$answer"
	jq -e '.brightness.brightness == {matrix: 0.25, strip: 0.5}
		and .power.power == {matrix: true, strip: true}' spool/state/main/app_state.json
}

@test "control: to read makes no zone, to set makes it; zones are apart" {
	amb-publish -i
	do_one power '{"zone":"den"}'
	[ "$answer" = '{"power":{"matrix":true,"strip":true},"updated_at_ms":0}' ]
	[ ! -e spool/state/den ]
	do_one power '{"zone":"den","matrix":false}'
	[ -e spool/state/den/app_state.json ]
	is_on '[true,true]'
	do_one brightness '{"zone":"den"}'
	jq -e '.brightness == {matrix: 1, strip: 1}' <<<"$answer"
	[ "$(entries den)" = 2 ]
	[ "$(entries)" = 1 ]
}

@test "control: what is no brightness and no power is refused, and changes nothing" {
	amb-publish -i
	cp spool/state/main/scene.json before
	for x in NaN nan Infinity -Infinity 1e300 -0.1 1.0000001 2 null true false '"0.5"' \
		'""' '[]' '[0.5]' '{}' '{"matrix":1}' \
		'{"width":1,"height":1,"pixels":[[[1,2,3]]]}' \
		"$(printf '[%.0s' {1..100})$(printf ']%.0s' {1..100})"; do
		for part in matrix strip; do
			refuses brightness "{\"$part\":$x}"
		done
	done
	for x in 0 1 null '"on"' '"true"' '[]' '[true]' '{}' NaN 1e300; do
		for part in matrix strip; do
			refuses power "{\"$part\":$x}"
		done
	done
	refuses power '{"matrix":true,"strip":1}'
	refuses brightness '{"matrix":0.5,"strip":-1}'
	for zone in '"../x"' '"."' '""' '"A"' '"a b"' '"a/b"' 7 '[]' '{}' \
		"\"$(printf 'a%.0s' {1..65})\""; do
		refuses power "{\"zone\":$zone,\"matrix\":false}"
	done
	for id in '"x"' 7 '[]' '"01KA000000000000000000000"'; do
		refuses power "{\"id\":$id,\"matrix\":false}"
	done
	refuses power '{"matrix":false'
	refuses power '[]'
	cmp before spool/state/main/scene.json
	[ "$(entries)" = 1 ]
	[ -z "$(events)" ]
}

@test "control: 0 and 1 are allowed; of two members of one name the last counts" {
	amb-publish -i
	do_one brightness '{"matrix":0,"strip":1e-9}'
	jq -e '.brightness == {matrix: 0, strip: 1e-9}' <<<"$answer"
	do_one brightness '{"matrix":1,"strip":-0.0}'
	jq -e '.brightness == {matrix: 1, strip: 0}' <<<"$answer"
	do_one power '{"strip":true,"strip":false}'
	is_on '[true,false]'
}

### what is shown

@test "control: all files of a zone that is off are black, what was set is kept" {
	codes
	keep_files on
	do_one power '{"matrix":false,"strip":false}'
	head -c 768 /dev/zero | cmp - spool/state/main/matrix.raw
	jq -e '.width == 16 and .height == 16 and ([.pixels[][][]] | add == 0 and length == 768)' \
		spool/state/main/matrix.json
	jq -e '([.json.pixels[][][], .raw[]] | add == 0 and length == 1536)' \
		spool/state/main/latest_led_data.json
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,0,0]]' ]
	jq -e '.command.brightness == 0 and .command.mode == "breath"' spool/state/main/strip_command.json
	jq -e '.brightness == 0 and (.colors | length) == 2' spool/state/main/latest_strip_command.json
	jq -e '.matrix.pixels[0][1] == [1, 254, 7] and .strip.command.brightness == 0.7
		and .strip.colors == [[255, 0, 9], [1, 2, 3]]' spool/state/main/app_state.json
	do_one power '{"strip":true}'
	head -c 768 /dev/zero | cmp - spool/state/main/matrix.raw
	cmp on/latest_strip_data.json spool/state/main/latest_strip_data.json
	do_one power '{"matrix":true}'
	for f in "${files[@]}"; do
		cmp "on/$f" "spool/state/main/$f"
	done
}

@test "control: brightness scales every code, a half to the even one" {
	local b
	codes
	keep_files full
	for b in 0.3 0.5 0.1 0.001 0.998 0; do
		do_one brightness "{\"matrix\":$b,\"strip\":$b}"
		scaled $b | cmp - spool/state/main/matrix.raw
		od -An -v -tu1 -w3 spool/state/main/matrix.raw | jq -sc '_nwise(3)' >raw
		jq -c '.pixels[][]' spool/state/main/matrix.json | cmp - raw
		jq -c '.json.pixels[][]' spool/state/main/latest_led_data.json | cmp - raw
		jq -c '.raw | _nwise(3)' spool/state/main/latest_led_data.json | cmp - raw
		jq -e --argjson b $b '.command.brightness - 0.7 * $b | fabs < 1e-6' \
			spool/state/main/strip_command.json
		jq -e --argjson b $b '.brightness - 0.7 * $b | fabs < 1e-6' \
			spool/state/main/latest_strip_command.json
		cmp full/latest_strip_data.json spool/state/main/latest_strip_data.json
		jq -e --argjson b $b '.matrix.pixels[0][1] == [1, 254, 7]
			and .strip.command.brightness == 0.7
			and .brightness.brightness == {matrix: $b, strip: $b}' spool/state/main/app_state.json
	done
	[ "$(sql "SELECT hex(rgb) FROM zone")" = "$(scaled 1 | od -An -v -tx1 | tr -d ' \n' | tr a-f A-F)" ]
	do_one brightness '{"matrix":1,"strip":1}'
	for f in "${files[@]}"; do
		cmp "full/$f" "spool/state/main/$f"
	done
}

@test "control: what is set while off stays dark and is stored" {
	amb-publish -i
	do_one power '{"matrix":false,"strip":false}'
	do_one strip '{"mode":"static","colors":[{"rgb":[1,2,3]}],"brightness":1,"speed":1,"led_count":2}'
	codes main null
	jq -e '.strip.command.mode == "breath" and .matrix.pixels[0][1] == [1, 254, 7]
		and .power.power == {matrix: false, strip: false}' spool/state/main/app_state.json
	head -c 768 /dev/zero | cmp - spool/state/main/matrix.raw
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,0,0]]' ]
	do_one power '{"matrix":true,"strip":true}'
	scaled 1 | cmp - spool/state/main/matrix.raw
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[255,0,9],[1,2,3]]' ]
}

@test "control: amb-show shows what the LEDs show" {
	codes
	do_one power '{"matrix":false}'
	do_one brightness '{"strip":0}'
	run -0 amb-show -c never -z main
	[ "${lines[0]//[0 ]/}" = '' ]
	[[ $output != *[1-9a-f]* ]]
	amb-show -c never spool/state/main/scene.json | diff - <(echo "$output")
}

### sentences, undo, history

@test "control: a sentence turns on what it sets, and nothing else" {
	amb-publish -i
	do_one power '{"id":"01KA0000000000000000000001","matrix":false,"strip":false}'
	sentence 01KA0000000000000000000002 strip
	is_on '[false,true]'
	jq -e '.published.strip == true' published
	sentence 01KA0000000000000000000003 matrix
	is_on '[true,true]'
	[ "$(events | jq -r .type | xargs)" = "power_update strip_command_update power_update generate matrix_update power_update generate" ]
}

@test "control: an older sentence that ends late does not turn on what was turned off" {
	amb-publish -i
	do_one power '{"id":"01KA0000000000000000000009","strip":false}'
	sentence 01KA0000000000000000000005 both
	is_on '[true,false]'
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,0,0]]' ]
	jq -e '.strip.colors == [[255,0,0]]' spool/state/main/app_state.json
	sentence 01KA0000000000000000000010 both
	is_on '[true,true]'
}

@test "control: a newer request of one part does not hold up an older one of the other" {
	amb-publish -i
	do_one power '{"id":"01KA0000000000000000000009","strip":false}'
	do_one power '{"id":"01KA0000000000000000000005","strip":true,"matrix":false}'
	is_on '[false,false]'
	[ "$(events | jq -r .payload.id | tail -1)" = 01KA0000000000000000000005 ]
	do_one brightness '{"id":"01KA0000000000000000000007","strip":0.5}'
	do_one brightness '{"id":"01KA0000000000000000000006","strip":0.1}'
	jq -e '.brightness.strip == 0.5' <<<"$answer"
}

@test "control: the same request again changes nothing" {
	amb-publish -i
	do_one power '{"id":"01KA0000000000000000000001","strip":false}'
	first=$answer
	do_one power '{"id":"01KA0000000000000000000001","strip":false}'
	[ "$answer" = "$first" ]
	do_one power '{"id":"01KA0000000000000000000001","strip":true}'
	[ "$answer" = "$first" ]
	[ "$(entries)" = 2 ]
	[ "$(events | wc -l)" = 1 ]
}

@test "control: undo and redo set power and brightness back, with their events" {
	codes
	do_one brightness '{"strip":0.5}'
	do_one power '{"matrix":false,"strip":false}'
	do_one undo '{}'
	is_on '[true,true]'
	do_one brightness '{}'
	jq -e '.brightness.strip == 0.5' <<<"$answer"
	[ "$(events | jq -r .type | tail -3 | xargs)" = 'strip_command_update matrix_update power_update' ]
	scaled 1 | cmp - spool/state/main/matrix.raw
	do_one undo '{}'
	do_one brightness '{}'
	jq -e '.brightness.strip == 1' <<<"$answer"
	jq -e '.command.brightness == 0.7' spool/state/main/strip_command.json
	do_one redo '{}'
	do_one redo '{}'
	is_on '[false,false]'
	head -c 768 /dev/zero | cmp - spool/state/main/matrix.raw
	do_one brightness '{}'
	jq -e '.brightness.strip == 0.5' <<<"$answer"
}

@test "control: a slider that is moved is one entry of the history, per part" {
	local n
	amb-publish -i
	for n in 1 2 3 4 5 6 7 8 9 10; do
		echo "brightness {\"strip\":0.$n}"
	done | amb-publish -r >answers
	[ "$(grep -c '^0 ' answers)" = 10 ]
	[ "$(entries)" = 2 ]
	[ "$(events | wc -l)" = 10 ]
	do_one brightness '{"matrix":0.5}'
	[ "$(entries)" = 3 ]
	do_one power '{"matrix":false}'
	[ "$(entries)" = 4 ]
	do_one undo '{}'
	do_one undo '{}'
	do_one undo '{}'
	do_one brightness '{}'
	jq -e '.brightness == {matrix: 1, strip: 1}' <<<"$answer"
	refuses undo '{}'
}

@test "control: two changes that are six seconds apart are two entries" {
	type faketime >/dev/null || skip 'faketime is not installed'
	amb-publish -i
	# a sanitizer is not loaded first
	ASAN_OPTIONS=verify_asan_link_order=0:${ASAN_OPTIONS-} \
		faketime -f -6 amb-publish -r <<<'brightness {"strip":0.4}'
	do_one brightness '{"strip":0.5}'
	[ "$(entries)" = 3 ]
	do_one brightness '{"strip":0.6}'
	[ "$(entries)" = 3 ]
}

### older spools

@test "control: a store of the first version is taken over, on and full" {
	type sqlite3 >/dev/null || skip 'sqlite3 is not installed'
	codes
	sql 'DROP TABLE scene; DROP TABLE timer; PRAGMA user_version = 1'
	jq -e 'has("power") or has("brightness") | not' spool/state/main/scene.json
	do_one power '{}'
	[ "$answer" = '{"power":{"matrix":true,"strip":true},"updated_at_ms":0}' ]
	scaled 1 | cmp - spool/state/main/matrix.raw
	do_one power '{"matrix":false}'
	do_one undo '{}'
	is_on '[true,true]'
	scaled 1 | cmp - spool/state/main/matrix.raw
	[ "$(sql 'PRAGMA user_version')" = 2 ]
}

@test "control: a spool without a store is taken over, on and full" {
	old_spool
	amb-publish -i
	is_on '[true,true]'
	jq -e '.power == {power: {matrix: true, strip: true}, updated_at_ms: 0}
		and .brightness == {brightness: {matrix: 1, strip: 1}, updated_at_ms: 0}' \
		spool/state/main/app_state.json
	do_one power '{"strip":false}'
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,0,0]]' ]
	do_one undo '{}'
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[3,0,0]]' ]
}

### over HTTP

# fresh: a zone of this test's own, which is there
fresh() {
	zone=z$BATS_TEST_NUMBER
	http
	amb-publish -i -z "$zone"
}

# is JQ: the last answer is 200 and that
is() {
	echo "$code $body"
	[[ $code == 200 && $type == application/json ]] && jq -e "$1" <<<"$body" >/dev/null
}

@test "control: power and brightness over HTTP, the zone in the query or the body" {
	fresh
	ask "/api/app/power?zone=$zone"
	is '. == {power: {matrix: true, strip: true}, updated_at_ms: 0}'
	post "/api/app/power?zone=$zone" '{"strip":false}'
	is '.power == {matrix: true, strip: false} and .updated_at_ms > 1e12'
	post /api/app/power "{\"zone\":\"$zone\",\"matrix\":false}"
	is '.power == {matrix: false, strip: false}'
	post "/api/app/brightness?zone=$zone" '{"strip":0.5}'
	is '.brightness == {matrix: 1, strip: 0.5}'
	post /api/app/brightness "{\"matrix\":0.25,\"zone\":\"$zone\"}"
	is '.brightness == {matrix: 0.25, strip: 0.5}'
	ask "/api/app/brightness?zone=$zone"
	is '.brightness == {matrix: 0.25, strip: 0.5}'
	ask "/api/app/power?zone=$zone"
	is '.power == {matrix: false, strip: false}'
	ask "/api/zones/$zone/data/strip"
	is '. == [[0,0,0]]'
	post "/api/app/power?zone=$zone" '{"strip":true,"matrix":true}'
	is '.power == {matrix: true, strip: true}'
	ask /api/app/power
	is '.power == {matrix: true, strip: true} and .updated_at_ms == 0'
}

@test "control: a request without a body changes nothing, with any Origin and type" {
	fresh
	post "/api/app/power?zone=$zone" '{"strip":false}'
	for name in power brightness; do
		ask "/api/app/$name?zone=$zone"
		now=$body
		for how in '-X POST' '-d {}' '-X POST -H Origin:http://evil.test' \
			'-X POST -H content-length:0' '-X POST -H content-type:text/plain'; do
			[[ $how != '-d {}' ]] || how="$how -H content-type:application/json"
			# shellcheck disable=SC2086 # several options
			ask $how "/api/app/$name?zone=$zone"
			is .
			[ "$body" = "$now" ]
		done
	done
	ask -I "/api/app/power?zone=$zone"
	[ "$code" = 200 ]
	ask -X GET -H content-type:application/json -d '{"strip":true}' "/api/app/power?zone=$zone"
	refused 400 'not well formed'
	[ "$(entries "$zone")" = 2 ]
}

@test "control: undo and redo without a body are those of the zone in the query" {
	fresh
	post "/api/app/power?zone=$zone" '{"strip":false}'
	ask -X POST "/api/app/undo?zone=$zone"
	is ".zone == \"$zone\" and .undone"
	ask "/api/app/power?zone=$zone"
	is '.power.strip'
	ask -X POST "/api/app/redo?zone=$zone"
	is ".zone == \"$zone\" and .redone"
	ask -H transfer-encoding:chunked -H content-type:application/json \
		-d "{\"zone\":\"$zone\"}" /api/app/undo
	is ".zone == \"$zone\" and .undone"
	ask -X POST "/api/app/undo?zone=$zone"
	refused 409 nothing
	ask -X POST "/api/app/undo?zone=a.b"
	refused 422 zone
}

@test "control: bad requests over HTTP are refused, by name" {
	local deep
	fresh
	deep=$(printf '[%.0s' {1..100})$(printf ']%.0s' {1..100})
	for x in NaN 1e300 -0.1 1.0000001 null '"x"' '[]' '{}' "$deep"; do
		post "/api/app/brightness?zone=$zone" "{\"matrix\":$x}"
		echo "$x: $code $body"
		[[ $code == 4?? && $body == '{"detail":"'* ]]
	done
	post "/api/app/brightness?zone=$zone" '{"strip":1.5}'
	refused 422 "'strip' must be a number, 0 to 1"
	post "/api/app/power?zone=$zone" '{"matrix":1}'
	refused 422 "'matrix' must be true or false"
	post "/api/app/power?zone=$zone" '{"matrix":null}'
	refused 422 "'matrix' must be true or false"
	for path in /api/app/power /api/app/brightness; do
		for z in ../x . A a/b; do
			post "$path" "{\"zone\":\"$z\"}"
			refused 422 zone
		done
		post "$path?zone=a.b" '{}'
		refused 422 zone
		ask "$path?zone=a.b"
		refused 422 zone
		post "$path" '{"matrix":'
		refused 400 ''
		post "$path" '[]'
		refused 400 ''
		ask -d 'matrix=1' "$path"
		refused 415 application/json
		head -c 71680 /dev/zero | tr '\0' ' ' >long
		post "$path" @long
		refused 413 ''
		ask -X DELETE "$path"
		refused 405 method
		[ "$(field allow)" = 'GET, HEAD, POST' ]
		ask -X PUT -d '{}' "$path"
		refused 405 method
	done
	[ "$(entries "$zone")" = 1 ]
}

@test "control: an upload while off is stored and stays dark" {
	fresh
	post "/api/app/power?zone=$zone" '{"matrix":false}'
	amb-show -o red.png - <<<'{"width":1,"height":1,"pixels":[[[255,128,64]]]}'
	ask -F "file=@red.png" "/api/matrix/downsample?width=2&height=2&zone=$zone"
	[ "$code" = 200 ]
	ask "/api/zones/$zone/data/matrix/raw"
	[ "$(od -An -v -tx1 body | tr -d ' 0\n')" = '' ]
	post "/api/app/power?zone=$zone" '{"matrix":true}'
	ask "/api/zones/$zone/data/matrix/raw"
	[ "$(od -An -v -tx1 body | tr -d ' 0\n')" != '' ]
}

### live

# frames: the strip's frame as json and as bytes agree and are JQ
frame() {
	ask "/api/data/strip/frame/json?zone=$zone"
	is "$1" || return
	jq -r '.[][]' <<<"$body" >numbers
	ask "/api/data/strip/frame/raw?zone=$zone"
	od -An -v -tu1 -w1 body | tr -d ' ' | cmp - numbers
}

# has FILE PATTERN: a line of it is that
has() { grep -qE "$2" "$1"; }

@test "control: frames and streams show power and brightness at once" {
	fresh
	port=${url##*:}
	jq -nc --arg zone "$zone" '{$zone, plan: {target: "both"},
		matrix: {width: 2, height: 1, pixels: [[[255, 5, 15], [1, 2, 3]]]},
		strip: {command: {mode: "static", brightness: 1, speed: 1, led_count: 2,
			colors: [{rgb: [200, 100, 40]}]}}}' | amb-publish >/dev/null
	"$checks/wsclient" "$port" "/ws/matrix/raw?zone=$zone" >pictures 3>&- &
	pictures=$!
	"$checks/wsclient" "$port" "/ws/strip/raw?zone=$zone&fps=30" >strips 3>&- &
	strips=$!
	"$checks/wsclient" "$port" "/ws?zone=$zone" >texts 3>&- &
	texts=$!
	until_true 30 has texts '^text .*"state"'
	until_true 30 has pictures '^binary 6 ff050f010203'
	until_true 30 has strips '^binary 6 c86428c86428'
	frame '. == [[200,100,40],[200,100,40]]'
	post "/api/app/brightness?zone=$zone" '{"matrix":0.3,"strip":0.5}'
	until_true 30 has pictures '^binary 6 4c0204000101'
	until_true 30 has strips '^binary 6 643214643214'
	until_true 30 has texts '^text .*"brightness_update"'
	frame '. == [[100,50,20],[100,50,20]]'
	post "/api/app/power?zone=$zone" '{"matrix":false,"strip":false}'
	until_true 30 has pictures '^binary 6 000000000000'
	until_true 30 has strips '^binary 6 000000000000'
	until_true 30 has texts '^text .*"power_update"'
	frame '. == [[0,0,0],[0,0,0]]'
	kill $pictures $strips $texts
	sed -n 's/^text //p' texts | tail -n +2 >got
	run -0 jq -c '[.type, .payload.zone, (.payload | keys | join(" ")),
		.payload.power // .payload.brightness]' got
	[ "${lines[0]}" = "[\"brightness_update\",\"$zone\",\"brightness id updated_at_ms zone\",{\"matrix\":0.3,\"strip\":0.5}]" ]
	[ "${lines[1]}" = "[\"power_update\",\"$zone\",\"id power updated_at_ms zone\",{\"matrix\":false,\"strip\":false}]" ]
	timeout 30 "$checks/wsclient" -n 1 "$port" "/ws?zone=$zone" | sed -n 's/^text //p' |
		jq -e '.payload | .power.power == {matrix: false, strip: false}
			and .brightness.brightness == {matrix: 0.3, strip: 0.5}
			and .matrix.pixels[0][0] == [255, 5, 15] and .strip.command.brightness == 1'
}

@test "control: every mode is black when it is off" {
	local mode
	fresh
	post "/api/app/power?zone=$zone" '{"strip":false}'
	for mode in static breath chase gradient flow pulse wave sparkle; do
		post "/api/app/strip/command?zone=$zone" "{\"mode\":\"$mode\",\"brightness\":1,
			\"speed\":9,\"led_count\":20,\"colors\":[{\"rgb\":[255,255,255]}]}"
		[ "$code" = 200 ]
		until_true 30 frame 'length == 20 and (flatten | add == 0)'
	done
	[ "$(entries "$zone")" -gt 2 ]
}
