#!/usr/bin/env bats
# Kept scenes, redo, restore and zones, from the store to HTTP.
# shellcheck disable=SC2030,SC2031 # each test has a process of its own
load helper

teardown() {
	[ -z "${pid-}" ] || kill "$pid" 2>/dev/null || :
	wait
}

# say VERB JSON: sets code, which is the exit status, and answer
say() {
	run --separate-stderr amb-publish -r <<<"$1 ${2-{\}}"
	show
	code=${output%% *}
	answer=${output#* }
	[ "$code" = "$status" ]
}

# did VERB JSON JQ: it is done, and that is true of the answer
did() {
	say "$1" "$2"
	[ "$code" = 0 ]
	jq -e "${3-true}" <<<"$answer" >/dev/null
}

# refused TEXT [CODE]: the last one was, for that reason
refused() {
	[ "$code" = 65 ]
	[[ "$(jq -r .detail <<<"$answer")" == *"$1"* ]]
	[ "$(jq -r '.code // ""' <<<"$answer")" = "${2-}" ]
}

# light N RED [JQ]: a sentence for both parts, whose id grows with N and is older
# than any of now; with a new id if N is empty
light() {
	jq -nc --arg n "$1" --argjson v "$2" '
		(if $n == "" then {}
		 else {id: ("01KA" + ("0" * (22 - ($n | length))) + $n)} end) +
		{zone: "main", instruction: "light \($v)", description: "d \($v)",
		 plan: {target: "both", speakable_reason: "why \($v)",
			matrix: {scene_prompt: "p"}, strip: {theme: "t"}},
		 matrix: {width: 16, height: 16,
			  pixels: [range(16) as $y | [range(16) | [$v, ., $y]]]},
		 strip: {command: {mode: "static", colors: [{rgb: [$v, 0, 0]}],
				   brightness: 0.5, speed: 4, led_count: 60}}}'"${3+| $3}" |
		amb-publish >published
}

# is RED: what main shows
is() {
	echo "want $1, is $(<spool/state/main/latest_strip_data.json)"
	[ "$(<spool/state/main/latest_strip_data.json)" = "[[$1,0,0]]" ]
	[ "$(od -An -tu1 -N1 spool/state/main/matrix.raw | tr -d ' ')" = "$1" ]
}

history() { amb-log -H "$@"; }

# kept [ZONE]: the names, one a line
kept() {
	amb-publish -r <<<"scenes {\"zone\":\"${1-main}\"}" |
		sed 's/^0 //' | jq -r '.scenes[].name'
}

zone_names() {
	amb-publish -r <<<zones | sed 's/^0 //' | jq -r '.zones[].zone'
}

# start: a resident one
start() {
	amb-publish -f 2>>publish.err 3>&- &
	pid=$!
	until_true 30 [ -S spool/publish.sock ]
}

# cgi METHOD URI [BODY [TYPE]]: by hand; sets http, which is the status, and body
cgi() {
	local query=
	case $2 in *\?*) query=${2#*\?} ;; esac
	printf '%s' "${3-}" >in
	run -0 --separate-stderr env REQUEST_METHOD="$1" REQUEST_URI="$2" \
		QUERY_STRING="$query" CONTENT_TYPE="${4-application/json}" \
		CONTENT_LENGTH="$(wc -c <in)" amb-cgi <in
	show
	output=${output//$'\r'/}
	http=${output#Status: }
	http=${http:0:3}
	body=${output#*$'\n\n'}
}

### redo and restore

@test "scenes: undo, undo, redo, redo ends where it began; a third has nothing" {
	light 1 10
	light 2 20
	light 3 30
	amb-publish -u
	amb-publish -u
	is 10
	[ "$(history | jq .redo)" = 2 ]
	did redo '{}' '.redone == true and .zone == "main" and
		.instruction == "light 20" and .speakable_reason == "why 20" and
		(.id | length) == 26 and .updated_at_ms > 1e12'
	is 20
	did redo '{}'
	is 30
	[ "$(history | jq -c '[.redo, .count, .items[0].instruction]')" = '[0,4,"light 30"]' ]
	say redo
	refused "nothing to redo in zone 'main'" nothing
	is 30
	say redo '{"zone":"nowhere"}'
	refused "nothing to redo in zone 'nowhere'" nothing
	[ ! -e spool/state/nowhere ]
}

@test "scenes: a redo that is asked again is done once, by its id" {
	light 1 10
	light 2 20
	light 3 30
	amb-publish -u
	amb-publish -u
	did redo '{"id":"01KB0000000000000000000001"}'
	did redo '{"id":"01KB0000000000000000000001"}' '.redone'
	is 20
	did redo '{"id":"01KB0000000000000000000002"}'
	is 30
}

@test "scenes: a change after an undo removes what could be redone" {
	light 1 10
	light 2 20
	amb-publish -u
	did brightness '{"strip":1}' # as it is: no change
	[ "$(history | jq -c .redo)" = 1 ]
	did brightness '{"strip":0.5}'
	[ "$(history | jq -c '[.redo, [.items[].change]]')" = \
		'[0,["brightness","sentence",null]]' ]
	say redo
	refused 'nothing to redo' nothing
	is 10
}

@test "scenes: any entry is restored by its id as a new entry, an undone one too" {
	light 1 10
	light 2 20
	light 3 30
	amb-publish -u
	undone=$(printf '01KA%022d' 3)
	did restore '{"entry":"'"$undone"'"}' '.restored == true and
		.instruction == "light 30" and .id != "'"$undone"'"'
	is 30
	[ "$(history | jq -c '[.redo, .count, [.items[].instruction]]')" = \
		'[0,4,["light 30","light 20","light 10",null]]' ]
	[ "$(history | jq -r '.items[0].id')" = "$(jq -r .id <<<"$answer")" ]
	[ "$(history | jq -r '.items[0].change')" = restore ]
	did restore '{"entry":"'"$(history | jq -r '.items[-1].id')"'"}'
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,170,255]]' ]
}

@test "scenes: restore takes power and brightness of then, and is done once" {
	light 1 10
	did brightness '{"matrix":0.5}'
	dim=$(history | jq -r '.items[0].id')
	did power '{"strip":false}'
	did brightness '{"matrix":1,"strip":0.25}'
	did restore '{"entry":"'"$dim"'","id":"01KB0000000000000000000001"}'
	did power '{}' '.power == {"matrix":true,"strip":true}'
	did brightness '{}' '.brightness == {"matrix":0.5,"strip":1}'
	light '' 20
	did restore '{"entry":"'"$dim"'","id":"01KB0000000000000000000001"}'
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[20,0,0]]' ]
}

@test "scenes: uploads and commands to the strip are restored" {
	light 1 10 'del(.instruction, .strip) | .plan.target = "matrix"'
	upload=$(history | jq -r '.items[0].id')
	picture=$(md5sum <spool/state/main/matrix.raw)
	did strip '{"mode":"wave","colors":[{"rgb":[1,2,3]}],"brightness":1,"speed":4,"led_count":60}'
	command=$(history | jq -r '.items[0].id')
	light '' 20
	did restore '{"entry":"'"$upload"'"}' '.instruction == null'
	[ "$(md5sum <spool/state/main/matrix.raw)" = "$picture" ]
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,170,255]]' ]
	light '' 30
	did restore '{"entry":"'"$command"'"}'
	[ "$(jq -r .command.mode spool/state/main/strip_command.json)" = wave ]
	[ "$(md5sum <spool/state/main/matrix.raw)" = "$picture" ]
	[ "$(history | jq -c '[.items[].change] | .[-4:-1]')" = '["sentence","command","scene"]' ]
}

@test "scenes: an entry that is not there is refused by its id" {
	light 1 10
	say restore '{"entry":"01KB0000000000000000000001"}'
	refused "zone 'main' has no entry '01KB0000000000000000000001'" not_found
	say restore '{"entry":"01KA0000000000000000000001","zone":"nowhere"}'
	refused "zone 'nowhere' has no entry" not_found
	for entry in '"x"' 7 null '"01KA00000000000000000000010"'; do
		say restore "{\"entry\":$entry}"
		refused "'id' must be the id of an entry, 26 characters"
	done
	[ "$(history | jq .count)" = 2 ]
}

### kept scenes

@test "scenes: what is recalled is what was kept, byte for byte, and is on" {
	light 1 10
	cp -r spool/state/main before
	did keep '{"name":"evening"}' '. == {"kept":"evening","zone":"main","count":1}'
	light 2 20
	did power '{"matrix":false,"strip":false}'
	did brightness '{"strip":0.5}'
	did recall '{"name":"evening"}' '.recalled == "evening" and .zone == "main" and
		.instruction == "light 10" and .speakable_reason == "why 10" and
		(.id | length) == 26 and .updated_at_ms > 1e12'
	is 10
	cmp before/matrix.raw spool/state/main/matrix.raw
	did power '{}' '.power == {"matrix":true,"strip":true}'
	did brightness '{}' '.brightness == {"matrix":1,"strip":0.5}'
	[ "$(jq .command.brightness spool/state/main/strip_command.json)" = 0.25 ]
	for f in before spool/state/main; do
		jq -c '[.description, .matrix.plan, .strip.plan, .strip.command]' \
			$f/scene.json
	done | uniq -c | grep -q '^ *2 '
	[ "$(history | jq -c '.items[0] | [.change, .target, .id == "'"$(jq -r .id <<<"$answer")"'"]')" = \
		'["recall","both",false]' ]
	amb-publish -u
	did power '{}' '.power == {"matrix":false,"strip":false}'
}

@test "scenes: recall is an entry of its own, under its id, and is done once" {
	light 1 10
	did keep '{"name":"a"}'
	light 2 20
	did recall '{"name":"a","id":"01KB0000000000000000000001"}'
	[ "$(history | jq -c '[.count, .items[0].id]')" = '[4,"01KB0000000000000000000001"]' ]
	[ "$(events | jq -r 'select(.payload.id == "01KB0000000000000000000001").type' | xargs)" = \
		'strip_command_update matrix_update' ]
	light '' 30
	did recall '{"name":"a","id":"01KB0000000000000000000001"}'
	is 30
	[ "$(history | jq .count)" = 5 ]
}

@test "scenes: what is kept has neither power nor brightness nor news of requests" {
	light 1 10
	did power '{"strip":false}'
	amb-publish -u
	did keep '{"name":"a"}'
	run -0 sqlite3 spool/amb.db 'SELECT doc FROM scene'
	[ "$(jq -c 'keys' <<<"$output")" = \
		'["description","id","instruction","matrix","speakable_reason","strip","zone"]' ]
}

@test "scenes: the list has names in order, instructions and small pictures" {
	light 1 10
	did keep '{"name":"b"}'
	light 2 20
	did keep '{"name":"a"}'
	did scenes '{}' '.zone == "main" and .count == 2 and
		[.scenes[].name] == ["a","b"] and
		([.scenes[].instruction] == ["light 20","light 10"]) and
		(.scenes[0] | .updated_at_ms > 1e12 and .matrix.width == 8 and
		 .matrix.height == 8 and (.matrix.pixels | length) == 8 and
		 .matrix.pixels[0][0][0] == 20 and
		 .strip == {"mode":"static","colors":[{"rgb":[20,0,0]}]})'
	did scenes '{"zone":"empty"}' '.count == 0 and .scenes == []'
	[ ! -e spool/state/empty ]
}

@test "scenes: an existing name is replaced, a name in another zone is another" {
	light 1 10
	did keep '{"name":"a"}'
	light 2 20
	did keep '{"name":"a"}' '.count == 1'
	light 3 30 '.zone = "den"'
	did keep '{"name":"a","zone":"den"}' '.count == 1'
	did recall '{"name":"a"}' '.instruction == "light 20"'
	did recall '{"name":"a","zone":"den"}' '.instruction == "light 30"'
}

@test "scenes: the form of accents does not matter, that of letters does" {
	light 1 10
	did keep '{"name":"caf\u00e9"}'
	did keep '{"name":"cafe\u0301"}' '.count == 1 and .kept == "café"'
	did keep '{"name":"CAF\u00c9"}' '.count == 2'
	did recall '{"name":"cafe\u0301"}' '.recalled == "café"'
	did forget '{"name":"cafe\u0301"}' '. == {"forgotten":"café","zone":"main"}'
	[ "$(kept)" = CAFÉ ]
}

@test "scenes: names people use are kept, and come back as they are" {
	light 1 10
	printf '%s\n' a 海边日落 'movie night' '...' '.a' 'a.' 'x%2Fy' \
		'👨‍👩‍👧' 'می‌خواهم' "\"quoted\"\\" "it's" '-' '*' '<b>&' "$(printf '😀%.0s' {1..64})" |
		LC_ALL=C sort >names
	jq -Rc '{name: .}' names | sed 's/^/keep /' | amb-publish -r >out
	[ "$(grep -c '^0 ' out)" = "$(wc -l <names)" ]
	kept | cmp - names
	jq -Rc '{name: .}' names | sed 's/^/recall /' | amb-publish -r >out
	[ "$(sed 's/^0 //' out | jq -r .recalled)" = "$(<names)" ]
}

@test "scenes: bad names are refused, and the refusal says what is allowed" {
	light 1 10
	local name
	for name in '""' '"."' '".."' '"a/b"' '"/"' '"a\u0001"' '"a\n"' '"a\u0000b"' \
		'"\u007f"' '"a\u0085"' '"a\u2028b"' '"a\u2029"' '"a\u202eb"' '"a\u2066b"' \
		'"\ufeffa"' '"a\u00ad"' '" a"' '"a "' '"\u00a0a"' '"a\u3000"' 7 null '["a"]' \
		"\"$(printf 'a%.0s' {1..65})\"" "\"$(printf '😀%.0s' {1..65})\""; do
		for verb in keep forget recall; do
			say $verb "{\"name\":$name}"
			refused "'name' must be 1 to 64 characters, without '/', control \
characters and blanks at its ends, and not '.' or '..'"
		done
	done
	say keep '{}'
	refused "'name' must be"
	[ -z "$(kept)" ]
}

@test "scenes: 200 are kept, the next is refused, in the place of one it is not" {
	light 1 10
	for i in {100..299}; do
		echo "keep {\"name\":\"$i\"}"
	done | amb-publish -r >out
	[ "$(grep -c '^0 ' out)" = 200 ]
	say keep '{"name":"300"}'
	refused "zone 'main' has 200 kept scenes already" too_many
	did keep '{"name":"150"}' '.count == 200'
	did forget '{"name":"150"}'
	did keep '{"name":"300"}' '.count == 200'
	did scenes '{}' '.count == 200 and (.scenes | length) == 200'
	did keep '{"name":"300","zone":"den"}' || refused "zone 'den' has no state yet" not_found
}

@test "scenes: an unknown zone, an unknown name are not found, and make nothing" {
	amb-publish -i
	say keep '{"name":"a","zone":"den"}'
	refused "zone 'den' has no state yet" not_found
	say forget '{"name":"a","zone":"den"}'
	refused "zone 'den' has no state yet" not_found
	say recall '{"name":"a","zone":"den"}'
	refused "zone 'den' has no scene 'a'" not_found
	say recall '{"name":"a b"}'
	refused "zone 'main' has no scene 'a b'" not_found
	say forget '{"name":"a"}'
	refused "zone 'main' has no scene 'a'" not_found
	say keep '{"name":"a","zone":"a.b"}'
	refused "'zone' must be"
	[ "$(zone_names)" = main ]
	[ ! -e spool/state/den ]
	[ -z "$(events)" ]
}

@test "scenes: to keep and to forget is news, with the names that there are" {
	light 1 10
	did keep '{"name":"b"}'
	did keep '{"name":"a"}'
	did forget '{"name":"b"}'
	run -0 jq -c 'select(.type == "scenes_update").payload |
		[.zone, .scenes, .updated_at_ms > 1e12]' < <(events)
	[ "$output" = '["main",["b"],true]
["main",["a","b"],true]
["main",["a"],true]' ]
}

@test "scenes: a kept scene of which a byte has changed is reported, not shown" {
	light 1 10
	did keep '{"name":"a"}'
	light 2 20
	sqlite3 spool/amb.db "UPDATE scene SET rgb = zeroblob(768)"
	say recall '{"name":"a"}'
	[ "$code" = 73 ]
	is 20
	did keep '{"name":"a"}' '.count == 1'
	did recall '{"name":"a"}' '.instruction == "light 20"'
}

### zones

@test "scenes: zones are listed page by page, each once" {
	for i in {100..349}; do
		echo "init {\"zone\":\"z$i\"}"
	done | amb-publish -r >out
	did zones '{}' '(.zones | length) == 100 and .zones[0].zone == "z100" and
		.next == "z199" and (.zones[0] | .instruction == null and
		.updated_at_ms > 1e12 and .power == {"matrix":true,"strip":true})'
	did zones '{"after":"z199"}' '.zones[0].zone == "z200" and .next == "z299"'
	did zones '{"after":"z299"}' '(.zones | length) == 50 and .next == null'
	did zones '{"after":"z299","limit":50}' '(.zones | length) == 50 and .next == null'
	did zones '{"after":"z299","limit":49}' '.next == "z348"'
	did zones '{"after":"z349"}' '.zones == [] and .next == null'
	did zones '{"after":"z1"}' '.zones[0].zone == "z100"'
	did zones '{"limit":500}' '(.zones | length) == 250 and .next == null'
	did power '{"zone":"z200","strip":false}'
	light 1 10 '.zone = "z201" | .instruction = ("é" * 2000)'
	did zones '{"after":"z199","limit":2}' '
		.zones[0].power == {"matrix":true,"strip":false} and
		.zones[1].instruction == ("é" * 100)'
	for bad in '{"limit":0}' '{"limit":501}' '{"limit":"x"}' '{"limit":1.5}'; do
		say zones "$bad"
		refused "'limit' must be a whole number, 1 to 500"
	done
	for bad in '"a.b"' '"A"' 7 '""'; do
		say zones "{\"after\":$bad}"
		refused "'after' must be 1 to 64 of a-z, 0-9, _ and -"
	done
}

@test "scenes: a zone is removed with its past, what was kept, timers and files" {
	light 1 10
	light 2 20 '.zone = "den"'
	for z in main den; do
		did keep '{"name":"a","zone":"'$z'"}'
		sqlite3 spool/amb.db "INSERT INTO timer (id, zone, instruction, due_ms)
			VALUES ('01KA000000000000000000000$z', '$z', 'x', 1)"
	done
	did remove '{"zone":"den"}' '. == {"removed":"den"}'
	[ "$(zone_names)" = main ]
	[ "$(ls -A spool/state)" = main ]
	run -0 sqlite3 spool/amb.db 'SELECT (SELECT count(*) FROM history),
		(SELECT count(*) FROM scene), (SELECT group_concat(zone) FROM timer)'
	[ "$output" = '2|1|main' ]
	[ "$(events | tail -n 1 | jq -c '[.type, .payload.zone, .payload.updated_at_ms > 1e12]')" = \
		'["zone_removed","den",true]' ]
	is 10
	say remove '{"zone":"den"}'
	refused "zone 'den' has no state yet" not_found
	say remove '{"zone":"a.b"}'
	refused "'zone' must be"
	# the next change makes it anew, with nothing of before
	light 3 30 '.zone = "den"'
	[ -z "$(kept den)" ]
	[ "$(history -z den | jq .count)" = 2 ]
	[ "$(<spool/state/den/latest_strip_data.json)" = '[[30,0,0]]' ]
}

@test "scenes: main is removed, too, and made anew by a change" {
	light 1 10
	did remove '{}' '.removed == "main"'
	[ -z "$(ls -A spool/state)" ]
	run -65 --separate-stderr amb-log -H
	did power '{"strip":false}'
	[ "$(history | jq -c '[.count, .items[-1].change]')" = '[2,null]' ]
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,0,0]]' ]
}

@test "scenes: removed and made again in one group" {
	light 1 10
	did keep '{"name":"a"}'
	printf '%s\n' 'remove {}' 'power {"strip":false}' 'scenes {}' >in
	amb-publish -r <in >out
	[ "$(cut -c1 out | xargs)" = '0 0 0' ]
	[ "$(sed -n '3s/^0 //p' out | jq .count)" = 0 ]
	[ "$(<spool/state/main/latest_strip_data.json)" = '[[0,0,0]]' ]
	[ "$(history | jq .count)" = 2 ]
	printf '%s\n' 'power {"strip":true}' 'remove {}' >in
	amb-publish -r <in >out
	[ -z "$(ls -A spool/state)" ]
	[ -z "$(zone_names)" ]
}

@test "scenes: at AMB_ZONES_MAX a further zone is refused, the others go on" {
	export AMB_ZONES_MAX=3
	for zone in a b c; do
		did init "{\"zone\":\"$zone\"}"
	done
	for request in 'init {"zone":"d"}' 'power {"zone":"d","strip":false}' \
		'strip {"zone":"d","mode":"static","colors":[{"rgb":[1,2,3]}],"led_count":9}'; do
		say "${request%% *}" "${request#* }"
		refused 'there are 3 zones already; see AMB_ZONES_MAX' too_many_zones
	done
	# in one group
	printf '%s\n' 'power {"zone":"a","strip":false}' 'power {"zone":"d","strip":false}' \
		'power {"zone":"b","strip":false}' >in
	run -65 --separate-stderr amb-publish -r <in
	[ "$(cut -d' ' -f1 <<<"$output" | xargs)" = '0 65 0' ]
	did power '{"zone":"b"}' '.power.strip == false'
	[ "$(zone_names | xargs)" = 'a b c' ]
	[ ! -e spool/state/d ]
	did remove '{"zone":"a"}'
	did power '{"zone":"d","strip":false}'
}

@test "scenes: a sentence for a zone too many ends with an error, once" {
	export AMB_ZONES_MAX=1
	amb-publish -i
	run -65 --separate-stderr light 1 10 '.zone = "den"'
	[ "$(jq -c '.errors[-1] | [.stage, .code, .retry]' published)" = \
		'["publish","too_many_zones",false]' ]
	[ "$(jq .published published)" = null ]
	cgi POST /api/app/submit '{"instruction":"red","zone":"den"}'
	[ "$http" = 507 ]
	# accepted before another zone took the last place
	AMB_ZONES_MAX=2 cgi POST /api/app/submit '{"instruction":"red","zone":"den"}'
	[ "$http" = 200 ]
	id=$(jq -r .id <<<"$body")
	run --separate-stderr amb-run
	run -0 jq -c '[.errors[] | select(.code == "too_many_zones") | .retry]' \
		"spool/failed/$id.json"
	[[ "$output" == '[false'* ]]
	[ -z "$(find spool/queue spool/active -name '*.json')" ]
	[ "$(zone_names)" = main ]
}

### over HTTP

@test "scenes: the routes, by their statuses" {
	start
	light 1 10
	light 2 20
	cgi PUT /api/app/scenes/evening
	[ "$http $body" = '200 {"count":1,"kept":"evening","zone":"main"}' ]
	cgi PUT '/api/app/scenes/caf%C3%A9?zone=main'
	[ "$http $(jq -r .kept <<<"$body")" = '200 café' ]
	cgi PUT /api/app/scenes/cafe%CC%81 '{"zone":"main"}'
	[ "$http $(jq .count <<<"$body")" = '200 2' ]
	cgi GET /api/app/scenes
	[ "$http $(jq -c '[.scenes[].name]' <<<"$body")" = '200 ["café","evening"]' ]
	light 3 30
	cgi POST /api/app/scenes/caf%C3%A9/recall '{"fade_s":0}'
	[ "$http $(jq -r '"\(.recalled) \(.instruction)"' <<<"$body")" = '200 café light 20' ]
	is 20
	cgi DELETE /api/app/scenes/caf%C3%A9
	[ "$http $body" = '200 {"forgotten":"café","zone":"main"}' ]
	for way in 'DELETE /api/app/scenes/none' 'POST /api/app/scenes/none/recall' \
		'PUT /api/app/scenes/a?zone=den' 'DELETE /api/zones/den'; do
		# shellcheck disable=SC2086 # two words
		cgi $way
		[ "$http" = 404 ]
	done
	cgi POST /api/app/undo
	[ "$http" = 200 ]
	cgi POST /api/app/redo
	[ "$http $(jq .redone <<<"$body")" = '200 true' ]
	is 20
	cgi POST /api/app/redo
	[ "$http $body" = "409 {\"detail\":\"nothing to redo in zone 'main'\"}" ]
	cgi GET /api/app/history
	[ "$(jq -c '[.redo, .items[0].change]' <<<"$body")" = '[0,"recall"]' ]
	cgi POST /api/app/restore '{"id":"01KA0000000000000000000001"}'
	[ "$http $(jq -r .instruction <<<"$body")" = '200 light 10' ]
	cgi POST /api/app/restore '{"id":"01KA0000000000000000000009"}'
	[ "$http $body" = "404 {\"detail\":\"zone 'main' has no entry '01KA0000000000000000000009'\"}" ]
	for bad in '{}' '{"id":"x"}' '{"id":7}'; do
		cgi POST /api/app/restore "$bad"
		[ "$http" = 422 ]
		[[ $body == *"'id' must be"* ]]
	done
	cgi GET '/api/zones?limit=1'
	[ "$http $(jq -c '[.zones[0].zone, .next]' <<<"$body")" = '200 ["main",null]' ]
	for bad in 'limit=0' 'limit=501' 'limit=x' 'after=a.b'; do
		cgi GET "/api/zones?$bad"
		[ "$http" = 422 ]
	done
	cgi DELETE /api/zones/a.b
	[ "$http" = 422 ]
	cgi DELETE /api/zones/main
	[ "$http $body" = '200 {"removed":"main"}' ]
	cgi GET /api/app/history
	[ "$http" = 404 ]
}

@test "scenes: a bad name in a path is 422 and says what is allowed, whoever refuses it" {
	amb-publish -i
	local name
	for name in a%2Fb .. . %2e%2e a%01b a%00b %ff %zz %2 %20a a%20 a%0A %E2%80%AE \
		"$(printf 'a%.0s' {1..65})" "$(printf '%%F0%%9F%%98%%80%.0s' {1..65})" \
		"$(printf 'a%.0s' {1..4000})"; do
		for way in "PUT /api/app/scenes/$name" "DELETE /api/app/scenes/$name" \
			"POST /api/app/scenes/$name/recall"; do
			# shellcheck disable=SC2086 # two words
			cgi $way
			[ "$http" = 422 ]
			[[ $body == *"'name' must be 1 to 64 characters"* ]]
		done
	done
	# as lighttpd says it
	REDIRECT_STATUS=400 cgi GET /api/app/scenes/a%2Fb
	[ "$http" = 422 ]
	REDIRECT_STATUS=400 cgi PUT /api/app/scenes/a
	[ "$http $body" = '400 {"detail":"the request is not well formed"}' ]
	cgi PUT "/api/app/scenes/$(printf '%%F0%%9F%%98%%80%.0s' {1..64})"
	[ "$http" = 200 ]
}

@test "scenes: the 201st is 409" {
	start
	amb-publish -i
	for i in {100..299}; do
		echo "keep {\"name\":\"$i\"}"
	done | amb-publish -r >out
	cgi PUT /api/app/scenes/300
	[ "$http $body" = "409 {\"detail\":\"zone 'main' has 200 kept scenes already\"}" ]
	cgi PUT /api/app/scenes/299
	[ "$http" = 200 ]
}

@test "scenes: a zone too many is 507 for a command, an upload and a sentence" {
	export AMB_ZONES_MAX=3
	for zone in a b c; do
		did init "{\"zone\":\"$zone\"}"
	done
	cgi POST '/api/app/strip/command?zone=d' \
		'{"mode":"static","colors":[{"rgb":[1,2,3]}],"brightness":1,"speed":4,"led_count":9}'
	[ "$http $body" = '507 {"detail":"there are 3 zones already; see AMB_ZONES_MAX"}' ]
	cgi POST '/api/app/submit' '{"instruction":"red","zone":"d"}'
	[ "$http $body" = '507 {"detail":"there are 3 zones already; see AMB_ZONES_MAX"}' ]
	[ -z "$(ls spool/queue)" ]
	convert -size 4x4 xc:red a.png
	run -0 --separate-stderr env REQUEST_METHOD=POST \
		REQUEST_URI='/api/matrix/downsample?zone=d' QUERY_STRING=zone=d \
		CONTENT_TYPE=image/png CONTENT_LENGTH="$(wc -c <a.png)" amb-cgi <a.png
	[[ $output == 'Status: 507 Insufficient Storage'* ]]
	for path in power brightness; do
		cgi POST /api/app/$path '{"strip":1,"zone":"d"}'
		[ "$http" = 422 ] || [ "$http" = 507 ]
	done
	[ ! -e spool/state/d ]
	cgi POST /api/app/submit '{"instruction":"red","zone":"a"}'
	[ "$http" = 200 ]
}

### crashes

# killed CALL N REQUEST: whether amb-publish was, at the Nth of these calls
killed() {
	run strace -qo trace -e "trace=$1" \
		-e "inject=$1:signal=KILL:when=$2" amb-publish -r <<<"$3"
	[ "$status" = 137 ]
}

# at_each_call REQUEST COMMAND: killed at each call that writes, and tried again
at_each_call() {
	command -v strace >/dev/null || skip 'no strace here'
	case $AMB_BINDIR in
	*.memcheck | *.asan) skip 'the checker traces, too' ;;
	esac
	local call n kills=0
	mv spool fresh
	for call in pwrite64 fdatasync unlinkat renameat2 unlink; do
		for n in {1..40}; do
			rm -rf spool
			cp -a fresh spool
			killed $call "$n" "$1" || break
			kills=$((kills + 1))
			"$2"
		done
	done
	echo "$kills kills"
	[ "$kills" -gt 10 ]
}

light_and_keep() {
	light 1 10
	did keep '{"name":"a"}'
	light 2 20
}

kept_once() {
	did keep '{"name":"b"}' '.count == 2'
	did recall '{"name":"b"}' '.instruction == "light 20"'
	did recall '{"name":"a"}' '.instruction == "light 10"'
}

@test "scenes: amb-publish killed while it keeps has kept all of it or nothing" {
	light_and_keep
	at_each_call 'keep {"name":"b"}' kept_once
}

recalled_once() {
	did recall '{"name":"a","id":"01KB0000000000000000000001"}'
	is 10
	[ "$(history | jq -c '[.count, .redo, .items[0].id]')" = \
		'[4,0,"01KB0000000000000000000001"]' ]
}

@test "scenes: amb-publish killed while it recalls has done so once when asked again" {
	light_and_keep
	at_each_call 'recall {"name":"a","id":"01KB0000000000000000000001"}' recalled_once
}

# all of it is there, or nothing
whole_or_gone() {
	amb-publish -i -z other # mends
	if [ "$(zone_names | xargs)" = 'main other' ]; then
		is 20
		did recall '{"name":"a"}'
		did remove '{}'
	fi
	[ "$(ls -A spool/state)" = other ]
	[ "$(zone_names)" = other ]
	[ "$(sqlite3 spool/amb.db 'SELECT count(*) FROM history')" = 1 ]
	[ "$(sqlite3 spool/amb.db 'SELECT count(*) FROM scene')" = 0 ]
}

# after the only one was removed, its folder must not be taken over again
@test "scenes: amb-publish killed while it removes a zone leaves it whole or gone" {
	light_and_keep
	at_each_call 'remove {"zone":"main"}' whole_or_gone
}

@test "scenes: what is left of the folder of a removed zone goes with the next repair" {
	light_and_keep
	amb-publish -i -z other
	cp -a spool/state/main before
	did remove '{}'
	for f in none 'matrix.*' '*strip*' '.*.json' '[^s]*'; do
		cp -a before spool/state/main
		# shellcheck disable=SC2086 # a pattern
		rm -f spool/state/main/$f
		echo unknown >spool/publish.lock # as after a power cut
		amb-publish -i -z other
		[ "$(ls -A spool/state)" = other ]
	done
	# what is not ours stays
	mkdir spool/state/mine
	: >spool/state/mine/file
	echo unknown >spool/publish.lock
	amb-publish -i -z other
	[ -e spool/state/mine/file ]
}
