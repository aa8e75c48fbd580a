#!/usr/bin/env bats
# amb-cgi by hand: a request is its environment and its standard input.
# shellcheck disable=SC2016,SC2094 # scripts in quotes; a file and its size
load helper
load serve

# cgi METHOD URI [TYPE BODY]: sets status, code, type, header (lines) and body
cgi() {
	local query=
	case $2 in *\?*) query=${2#*\?} ;; esac
	[ $# -lt 4 ] || printf '%s' "$4" >in
	[ -e in ] || : >in
	run -0 --separate-stderr env REQUEST_METHOD="$1" REQUEST_URI="$2" \
		QUERY_STRING="$query" CONTENT_TYPE="${3-}" \
		CONTENT_LENGTH="${length-$(wc -c <in)}" amb-cgi <in
	show
	output=${output//$'\r'/}
	header=${output%%$'\n\n'*}
	header=${header%$'\n'}
	code=${header#Status: }
	code=${code:0:3}
	type=$(field content-type)
	body=${output#"$header"}
	body=${body#$'\n'}
	body=${body#$'\n'}
}

submit() {
	cgi POST /api/voice/submit application/json "$1"
}

# planner SCRIPT: what plans is this helper
planner() {
	mkdir -p libexec
	printf '#!/bin/sh\nscene=$(cat)\n%s\n' "$1" >libexec/amb-plan-test
	chmod +x libexec/amb-plan-test
	export AMB_PLANNER='test local'
}

# tool NAME SCRIPT: this runs in place of that tool
tool() {
	mkdir -p bin
	export AMB_BINDIR=$PWD/bin
	printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
	chmod +x "bin/$1"
}

queued() {
	find spool/queue -name '*.json' | wc -l
}

picture() {
	convert -size "${1-32x16}" gradient:red-blue -depth 8 "${2-a.png}"
}

# form FILE...: their multipart body, in the file in
form() {
	local f
	for f; do
		printf -- '--XX\r\nContent-Disposition: form-data; name="%s"; ' "$f"
		printf 'filename="%s"\r\nContent-Type: image/png\r\n\r\n' "$f"
		cat "$f"
		printf '\r\n'
	done >in
	printf -- '--XX--\r\n' >>in
}

upload() {
	cgi POST "/api/matrix/downsample$1" "${2-multipart/form-data; boundary=XX}"
}

@test "amb-cgi: -h prints the usage, anything else it does not know is 64" {
	run -0 --separate-stderr amb-cgi -h
	[ "${lines[0]}" = 'usage: amb-cgi [-hlV]' ]
	run -64 --separate-stderr amb-cgi -x
	run -64 --separate-stderr amb-cgi argument
	run -64 --separate-stderr amb-cgi
	[ -z "$output" ]
	[ "$stderr" = 'usage: amb-cgi [-hlV]' ]
}

@test "amb-cgi: a help or a version that cannot be written is 74" {
	for option in -h -V; do
		run -74 --separate-stderr bash -c "amb-cgi $option >/dev/full"
	done
}

@test "amb-cgi: what a stranger typed does not become an option" {
	run -0 --separate-stderr env GATEWAY_INTERFACE=CGI/1.1 \
		REQUEST_METHOD=GET REQUEST_URI='/nope?-l' amb-cgi -l
	[[ $output == 'Status: 404 '* ]]
}

@test "amb-cgi: without fcgiwrap lighttpd runs amb-command itself" {
	mkdir few
	ln -s "$(command -v cat)" few
	web=$(PATH=$PATH:/usr/sbin command -v lighttpd)
	for more in '' ":$(dirname "$(PATH=$PATH:/usr/sbin command -v fcgiwrap)")"; do
		run -0 env PATH="$checks/..:$PWD/few$more" "$web" -p \
			-f "$BATS_TEST_DIRNAME/../etc/lighttpd.conf"
		[[ $output == *'"/amb-command" => ""'* ]]
		[ -z "$more" ] || [[ $output == *'fcgiwrap"'* ]]
		[ -n "$more" ] || [[ $output != *fcgiwrap* ]]
	done
}

@test "amb-cgi: -l prints absolute paths, the environment, no secret, for lighttpd" {
	echo geheim >key
	echo 'AMB_PORT=8123' >amb.conf
	AMB_SPOOL=here AMB_CONFIG=amb.conf API_KEY=geheim API_KEY_FILE=key \
		AMB_MATRIX=8x8 run -0 --separate-stderr amb-cgi -l
	[[ $output == *"var.amb_port = 8123"* ]]
	[[ $output == *"\"AMB_SPOOL\" => \"$PWD/here\""* ]]
	[[ $output == *"\"AMB_CONFIG\" => \"$PWD/amb.conf\""* ]]
	[[ $output == *"\"API_KEY_FILE\" => \"$PWD/key\""* ]]
	[[ $output == *'"AMB_MATRIX" => "8x8"'* ]]
	[[ $output != *geheim* ]]
}

@test "amb-cgi: bad configuration is 78 and names the key" {
	AMB_PORT=many run -78 --separate-stderr amb-cgi -l
	[[ $stderr == *AMB_PORT* ]]
	AMB_BIND='a"b' run -78 --separate-stderr amb-cgi -l
	[[ $stderr == *'a"b'* ]]
}

@test "amb-cgi: a response that cannot be written is 74" {
	run -74 --separate-stderr env REQUEST_METHOD=GET REQUEST_URI=/nope \
		bash -c 'amb-cgi >/dev/full'
	[[ $stderr == 'amb-cgi: cannot write standard output: '* ]]
}

@test "amb-cgi: an unknown path is 404, a wrong method 405 with Allow" {
	for path in / /api /api/jobs /api/jobs/a/b /api/voice/submit/ '' \
		/api//voice/submit '*' "/$(printf '%0600d' 0)" /API/APP/SUBMIT; do
		cgi PATCH "$path"
		[ "$path" = / ] || refused 404 'not found'
	done
	for path in /api/voice/submit /api/app/submit /api/app/strip/command \
		/api/matrix/downsample; do
		cgi GET "$path"
		refused 405 POST
		[ "$(field allow)" = POST ]
	done
	for path in /api/data/matrix/raw /api/zones/a/data/strip /healthz /docs \
		/api/jobs/1 /; do
		cgi POST "$path" text/plain x
		refused 405 GET
		[ "$(field allow)" = 'GET, HEAD' ]
	done
}

@test "amb-cgi: HEAD has the header of GET and no body" {
	cgi GET /nope
	get=$header
	cgi HEAD /nope
	[ "$header" = "$get" ]
	[ -z "$body" ]
}

@test "amb-cgi: what the server itself refused gets its words, not its route" {
	for told in 400 408 411 413 414 431; do
		REDIRECT_STATUS=$told cgi GET /healthz
		[ "$code" = "$told" ]
		[[ $body == '{"detail":"the '* ]]
	done
	REDIRECT_STATUS=501 cgi GET /api/data/strip
	refused 405 GET
	REDIRECT_STATUS=501 cgi GET ''
	refused 405 POST
	REDIRECT_STATUS=403 cgi GET /
	refused 404 'not found'
	REDIRECT_STATUS=404 cgi GET /api/zones/kitchen/data/strip
	refused 404 kitchen
	REDIRECT_STATUS=500 cgi GET /healthz
	refused 500 server
}

@test "amb-cgi: the plan that is spoken is the plan that is queued" {
	amb-publish -i
	submit '{"instruction": "海边日落", "extra": [1]}'
	[ "$code" = 200 ]
	[ "$type" = application/json ]
	id=$(jq -er .id <<<"$body")
	jq -e --argjson said "$body" '$said.status == "accepted"
		and $said.instruction == "海边日落" and .instruction == "海边日落"
		and $said.target == .plan.target and .zone == "main"
		and $said.speakable_reason == .plan.speakable_reason
		and $said.matrix.scene_prompt == .plan.matrix.scene_prompt
		and $said.matrix.image_model == .plan.matrix.image_model
		and $said.matrix.suggested_colors == .plan.matrix.background
		and $said.strip.final_selection == .plan.strip.colors
		and $said.strip.mode == .plan.strip.mode
		and $said.timings.planner_llm == .timings.plan_s
		and (has("extra") | not)' "spool/queue/$id.json"
	jq -e --slurpfile now spool/state/main/matrix.json \
		'.matrix.current == $now[0]' <<<"$body"
	[ -z "$(ls -A spool/tmp)" ]
}

@test "amb-cgi: power and brightness without a new light are done when it is answered" {
	amb-publish -i
	for sentence in 关灯 'turn the matrix on' 矩阵亮度50%; do
		submit "{\"instruction\": \"$sentence\"}"
		[ "$code" = 200 ]
		jq -e '.status == "accepted" and .outcome == "done" and
			.matrix == null and .strip == null' <<<"$body"
		[ "$(queued)" -eq 0 ]
		events | jq -es --argjson said "$body" 'map(select(.type == "generate" and
			.payload.id == $said.id).payload) | length == 1 and
			.[0].status == "success" and .[0].target == $said.target'
	done
	submit '{"instruction": "整体亮度30%"}'
	jq -e '.outcome == "planned" and .target == "both" and .matrix == null and
		.strip.mode == "static"' <<<"$body"
	[ "$(queued)" -eq 1 ]
	submit '{"instruction": "海边日落"}'
	jq -e '.outcome == "planned" and .matrix != null' <<<"$body"
	[ "$(queued)" -eq 2 ]
}

@test "amb-cgi: a change of power that cannot be published is not done" {
	mkdir -p spool/amb.db # in the way of the store
	submit '{"instruction": "关灯"}'
	[ "$code" = 500 ]
	jq -e 'keys == ["detail"] and .detail != ""' <<<"$body"
	[ "$(queued)" -eq 0 ]
}

@test "amb-cgi: a picture that is torn, empty or absent is null in the answer" {
	local torn
	amb-publish -i
	torn=$(head -c 400 spool/state/main/matrix.json)
	for torn in "$torn" '' absent; do
		printf %s "$torn" >spool/state/main/matrix.json
		[ "$torn" != absent ] || rm spool/state/main/matrix.json
		submit '{"instruction": "海边日落"}'
		[ "$code" = 200 ]
		jq -e '.matrix | has("current") and .current == null' <<<"$body"
	done
}

@test "amb-cgi: the answer has every member, null for what is not wanted" {
	want='["description","id","instruction","matrix","outcome",
		"speakable_reason","status","strip","target","timings","zone"]'
	planner 'echo "{\"target\":\"strip\",\"speakable_reason\":\"so\",
		\"strip\":{\"theme\":\"t\",\"mode\":\"static\",\"speed\":1,
		\"brightness\":1,\"colors\":[{\"name\":\"r\",\"rgb\":[255,0,0]}],
		\"reason\":\"because\"}}" | tr -d "\n"'
	submit '{"instruction": "something", "zone": "kitchen"}'
	[ "$code" = 200 ]
	jq -e --argjson want "$want" 'keys == $want and .target == "strip"
		and .matrix == null and .zone == "kitchen"
		and (.strip | keys) == ["colors","final_selection","mode","reason",
			"speakable_reason","theme"]' <<<"$body"
	unset AMB_PLANNER
	submit '{"instruction": "矩阵显示一个红色的心", "zone": "kitchen"}'
	jq -e --argjson want "$want" 'keys == $want and .target == "matrix"
		and .strip == null and (.matrix | keys) == ["current","image_model",
			"note","reason","scene_prompt","speakable_reason",
			"suggested_colors"] and .matrix.current == null' <<<"$body"
}

@test "amb-cgi: hostile JSON is 4xx with a detail, and nothing is queued" {
	deep=$(printf '%0300d' 0)
	while IFS='|' read -r want text json; do
		submit "$json"
		refused "$want" "$text"
	done <<-END
		400|JSON|
		400|JSON|not json
		400|JSON|[1,2]
		400|JSON|"text"
		400|JSON|null
		400|after|{} {}
		400|JSON|{"instruction": "a"
		400|deeper|{"instruction": ${deep//0/[}${deep//0/]}}
		400|UTF-8|{"instruction": "$(printf '\377\376')"}
		422|'instruction'|{}
		422|'instruction'|{"Instruction": "a"}
		422|'instruction'|{"instruction": null}
		422|'instruction'|{"instruction": ""}
		422|'instruction'|{"instruction": "  "}
		422|'instruction'|{"instruction": 1e999}
		422|'instruction'|{"instruction": ["a"]}
		422|'instruction'|{"instruction": {"a": 1}}
		422|'instruction'|{"instruction": "a\\u0000b"}
		422|'instruction'|{"instruction": "$(printf '%010000d' 0)"}
		422|'zone'|{"instruction": "a", "zone": "../main"}
		422|'zone'|{"instruction": "a", "zone": "A"}
		422|'zone'|{"instruction": "a", "zone": ""}
		422|'zone'|{"instruction": "a", "zone": 1}
		422|'zone'|{"instruction": "a", "zone": "$(printf '%065d' 0)"}
	END
	[ "$(queued)" = 0 ]
	[ -z "$(ls -A spool/tmp)" ]
}

@test "amb-cgi: markup, templates and paths in a sentence stay a sentence" {
	for text in '<span size="999999999">x</span>' '%s%n ${HOME} $(id) `id`' \
		'@/etc/passwd' '../../etc/passwd' '--help' 'a b'; do
		submit "$(jq -n --arg t "$text" '{instruction: $t}')"
		[ "$code" = 200 ]
		jq -e --arg t "$text" '.instruction == $t' <<<"$body"
	done
	[ "$(queued)" = 6 ]
}

@test "amb-cgi: a body must have a length, a type, and be all there" {
	length='' submit '{"instruction": "a"}'
	refused 411 Content-Length
	length=-1 submit '{"instruction": "a"}'
	refused 411 Content-Length
	length=99999999999999999999 submit '{"instruction": "a"}'
	refused 411 Content-Length
	length=65537 submit '{"instruction": "a"}'
	refused 413 65536
	length=50 submit '{"instruction": "a"}'
	refused 400 short
	for type in '' text/plain application/jsonx 'application/x-www-form-urlencoded'; do
		cgi POST /api/app/submit "$type" '{"instruction": "a"}'
		refused 415 application/json
	done
	cgi POST /api/app/submit 'Application/JSON; charset=utf-8' \
		'{"instruction": "a"}'
	[ "$code" = 200 ]
}

@test "amb-cgi: a full queue is 503 with Retry-After" {
	mkdir -p spool/queue
	: >spool/queue/a.json
	AMB_QUEUE_MAX=1 submit '{"instruction": "sunset"}'
	refused 503 waiting
	[ "$(field retry-after)" -gt 0 ]
	AMB_QUEUE_MAX=2 submit '{"instruction": "sunset"}'
	[ "$code" = 200 ]
}

@test "amb-cgi: no more sentences are planned at once than AMB_MAX_PLANS" {
	export AMB_MAX_PLANS=1 AMB_PLAN_TIMEOUT_S=60
	planner "touch $PWD/in-planner
		until [ -e $PWD/go ]; do sleep 0.02; done; exit 69"
	printf '{"instruction":"one"}' >one
	REQUEST_METHOD=POST REQUEST_URI=/api/app/submit CONTENT_LENGTH=21 \
		CONTENT_TYPE=application/json amb-cgi <one >first 3>&- &
	pid=$!
	until_true 60 test -e in-planner
	submit '{"instruction": "two"}'
	refused 503 'being planned'
	[ "$(field retry-after)" -gt 0 ]
	touch go
	wait "$pid"
	grep -q '^Status: 200 ' first
	submit '{"instruction": "three"}'
	[ "$code" = 200 ]
	[ "$(queued)" = 2 ]
}

@test "amb-cgi: a tool's exit status becomes the status of the answer" {
	scene='{"errors":[{"stage":"plan","code":"x","message":"said why"}]}'
	while read -r exit want text; do
		tool amb-plan "cat >/dev/null; echo '$scene'; exit $exit"
		submit '{"instruction": "sunset"}'
		refused "$want" "$text"
		[ "$want" != 503 ] || [ "$(field retry-after)" -gt 0 ]
	done <<-'END'
		65 422 said why
		69 502 refused
		75 503 in time
		73 500 said why
		74 500 said why
		70 500 failed
		78 500 failed
		0x 500 failed
	END
	[ "$(queued)" = 0 ]
}

@test "amb-cgi: a tool that is gone, dies, babbles or floods is 500" {
	mkdir bin
	AMB_BINDIR=$PWD/bin submit '{"instruction": "sunset"}'
	refused 500 'cannot run amb-plan'
	for script in 'kill -9 $$' 'echo babble' 'echo "{}{}"' ':' \
		'exec cat /dev/zero'; do
		tool amb-plan "$script"
		submit '{"instruction": "sunset"}'
		refused 500 'amb-plan failed'
	done
	[ "$(queued)" = 0 ]
}

@test "amb-cgi: a planner that hangs is killed, with what it started" {
	tool amb-plan "sleep 1000 & echo \$! >$PWD/pids; echo \$\$ >>$PWD/pids; wait"
	AMB_PLAN_TIMEOUT_S=0.05 submit '{"instruction": "sunset"}'
	refused 503 'in time'
	while read -r pid; do
		until_true 5 bash -c "! kill -0 $pid"
	done <pids
}

@test "amb-cgi: a spool that is full is 500, stores nothing, and mends" {
	amb-publish -i
	# longer than one block of the limit
	printf '{"instruction":"sunset %01500d"}' 0 >in
	run -0 --separate-stderr bash -c 'ulimit -f 1; trap "" XFSZ
		REQUEST_METHOD=POST REQUEST_URI=/api/voice/submit \
		CONTENT_LENGTH=1525 CONTENT_TYPE=application/json amb-cgi <in'
	show
	[[ $output == 'Status: 500 '*'cannot store the job: File too large'* ]]
	[ "$(queued)" = 0 ]
	[ -z "$(ls -A spool/tmp)" ]
	submit '{"instruction": "sunset"}'
	[ "$code" = 200 ]
}

@test "amb-cgi: a spool that cannot be opened is 500 without its path" {
	: >file
	AMB_SPOOL=$PWD/file/spool submit '{"instruction": "sunset"}'
	refused 500 'cannot open the spool: Not a directory'
}

@test "amb-cgi: a job is found wherever it is" {
	id=01KA0000000000000000000001
	cgi GET "/api/jobs/$id"
	refused 404 "$id"
	mkdir -p "spool/done/$id"
	for place in queue/$id active/$id done/$id/scene failed/$id; do
		echo "{\"id\":\"$id\",\"zone\":\"main\"}" >"spool/$place.json"
		cgi GET "/api/jobs/$id"
		[ "$code" = 200 ]
		jq -e --arg id "$id" '.id == $id and .scene.zone == "main"' <<<"$body"
		jq -r .state <<<"$body" >>states
		rm "spool/$place.json"
	done
	[ "$(tr '\n' ' ' <states)" = 'queued running done failed ' ]
}

@test "amb-cgi: a malformed id of a job is 422" {
	for id in 1 .. %2e%2e 01ka0000000000000000000001 ../state \
		81KA0000000000000000000001 01KA000000000000000000000U; do
		case $id in */*) want=404 ;; *) want=422 ;; esac
		cgi GET "/api/jobs/$id"
		[ "$code" = "$want" ]
	done
}

@test "amb-cgi: /healthz reports the spool, the queue and amb-run" {
	version=$(<"$BATS_TEST_DIRNAME/../VERSION")
	cgi GET /healthz
	[ "$code" = 200 ]
	jq -e --arg v "$version" '. == {status: "degraded", version: $v,
		spool: "ok", queue: 0, active: 0, runner: false, publisher: "none"}' <<<"$body"
	exec 9>spool/run.lock
	flock -s 9
	: >spool/active/x
	cgi GET /healthz
	jq -e '[.status, .active, .runner, .publisher] == ["degraded", 1, true, "none"]' <<<"$body"
	amb-publish -f 3>&- &
	publisher=$!
	until_true 20 test -S spool/publish.sock
	ready() { cgi GET /healthz && jq -e '.publisher == "ready"' <<<"$body"; }
	until_true 20 ready
	jq -e --arg v "$version" '. == {status: "ok", version: $v, spool: "ok",
		queue: 0, active: 1, runner: true, publisher: "ready"}' <<<"$body"
	kill "$publisher"
	wait "$publisher"
	exec 9>&-
	[ -z "$(ls -A spool/tmp)" ]
}

@test "amb-cgi: the contract is of this version" {
	jq -e --arg v "$(<"$BATS_TEST_DIRNAME/../VERSION")" '.info.version == $v' \
		"$AMB_SHARE/www/openapi.json"
}

@test "amb-cgi: health is 503 when the spool is full or jobs are stuck" {
	mkdir -p spool/queue
	: >spool/queue/01KA0000000000000000000001.json
	cgi GET /healthz
	[ "$code" = 503 ]
	[ "$(field retry-after)" -gt 0 ]
	jq -e '.status == "unavailable" and .queue == 1' <<<"$body"
	exec 9>spool/run.lock
	flock -s 9
	cgi GET /healthz
	[ "$code" = 200 ]
	: >file
	AMB_SPOOL=$PWD/file/spool cgi GET /healthz
	[ "$code" = 503 ]
	jq -e '.spool == "Not a directory"' <<<"$body"
}

@test "amb-cgi: health notices that not a byte can be written" {
	case $AMB_BINDIR in
	*.memcheck) skip 'valgrind writes files of its own' ;;
	esac
	amb-publish -i
	run -0 --separate-stderr bash -c 'ulimit -f 0
		REQUEST_METHOD=GET REQUEST_URI=/healthz amb-cgi'
	[[ $output == 'Status: 503 '*'"spool":"File too large"'* ]]
	[ -z "$(ls -A spool/tmp)" ]
}

@test "amb-cgi: a strip command is lit and answered" {
	command='{"mode":"breath","colors":[{"name":"blue","rgb":[0,0,255]}],
		"brightness":0.5,"speed":2,"led_count":30,"mode_options":{"a":1}}'
	cgi POST /api/app/strip/command application/json "$command"
	[ "$code" = 200 ]
	jq -e --argjson sent "$command" 'keys == ["command","updated_at_ms"]
		and .command == $sent and .updated_at_ms > 1e12' <<<"$body"
	jq -e --argjson said "$body" '. == $said' spool/state/main/strip_command.json
	[ "$(cat spool/state/main/latest_strip_data.json)" = '[[0,0,255]]' ]
	cgi POST '/api/app/strip/command?zone=kitchen' application/json "$command"
	[ "$code" = 200 ]
	[ -e spool/state/kitchen/strip_command.json ]
}

@test "amb-cgi: a strip command out of range is 422 and names the field" {
	while IFS='|' read -r text json; do
		cgi POST /api/app/strip/command application/json "$json"
		refused 422 "$text"
	done <<-'END'
		mode|{"mode":"strobe","colors":[{"rgb":[1,2,3]}]}
		brightness|{"mode":"static","colors":[{"rgb":[1,2,3]}],"brightness":1.1}
		speed|{"mode":"static","colors":[{"rgb":[1,2,3]}],"speed":-1}
		led_count|{"mode":"static","colors":[{"rgb":[1,2,3]}],"led_count":2001}
		colors|{"mode":"static","colors":[{"rgb":[1,2]}]}
		colors|{"mode":"static","colors":"red"}
	END
	cgi POST '/api/app/strip/command?zone=%2e' application/json '{}'
	refused 422 zone
	[ ! -e spool/state/main/strip_command.json ]
}

@test "amb-cgi: a picture becomes the matrix" {
	picture
	form a.png
	upload '?width=4&height=2&include_raw=true'
	[ "$code" = 200 ]
	jq -e 'keys == ["content_type","filename","json","raw_base64"]
		and .filename == "a.png" and .content_type == "image/png"
		and .json.width == 4 and .json.height == 2' <<<"$body"
	jq -r .raw_base64 <<<"$body" | base64 -d | cmp - spool/state/main/matrix.raw
	jq -e --argjson said "$body" '. == $said.json' spool/state/main/matrix.json
	jq -e 'has("image") | not' spool/state/main/scene.json
	[ -z "$(ls -A spool/tmp)" ]
	AMB_MATRIX=8x4 upload '?zone=kitchen'
	[ "$code" = 200 ]
	jq -e '.raw_base64 == null and .json.width == 8' <<<"$body"
	[ "$(stat -c %s spool/state/kitchen/matrix.raw)" = 96 ]
}

@test "amb-cgi: a picture may be the whole body" {
	picture 32x16 in.png
	mv in.png in
	upload '?width=64&height=1' 'image/png; x=y'
	[ "$code" = 200 ]
	jq -e '.filename == null and .content_type == "image/png"' <<<"$body"
}

@test "amb-cgi: the parameters of a picture are checked and named" {
	picture
	form a.png
	while read -r query name; do
		upload "?$query"
		refused 422 "'$name'"
	done <<-'END'
		width=0 width
		width=65 width
		width= width
		width=4.5 width
		width=-1 width
		width=1e1 width
		width=%00 width
		width=%4 width
		width=99999999999999999999 width
		width=4&height=x height
		include_raw=maybe include_raw
		include_raw= include_raw
		zone=A zone
		zone=a%2fb zone
	END
	[ ! -e spool/state ] || [ -z "$(ls spool/state)" ]
}

@test "amb-cgi: an upload that is not one good picture is 4xx and leaves nothing" {
	picture
	form a.png a.png
	upload ''
	refused 400 'more than one file'
	form
	upload ''
	refused 400 ''
	: >empty
	form empty
	upload ''
	refused 400 empty
	form a.png
	upload '' multipart/form-data
	refused 400 boundary
	upload '' 'multipart/form-data; boundary=YY'
	refused 400 boundary
	upload '' ''
	refused 415 multipart
	upload '' text/plain
	refused 415 multipart
	length='' upload ''
	refused 411 Content-Length
	head -c 200 a.png >cut.png
	form cut.png
	upload ''
	refused 400 picture
	echo '<svg xmlns="http://www.w3.org/2000/svg"/>' >evil.png
	form evil.png
	upload ''
	refused 415 PNG
	MAX_UPLOAD_MB=0.001 length=99999 upload ''
	refused 413 longer
	head -c 2000 /dev/urandom >big.png
	form big.png
	MAX_UPLOAD_MB=0.001 upload ''
	refused 413 1048
	[ -z "$(ls -A spool/tmp)" ]
	[ -z "$(ls spool/state)" ]
}

@test "amb-cgi: killed in the middle of an upload it leaves nothing behind" {
	picture
	form a.png
	ln -s "$AMB_BINDIR" real
	tool amb-form "exec $PWD/real/amb-form \"\$@\""
	tool amb-downsample "touch $PWD/there; exec sleep 1000"
	REQUEST_METHOD=POST REQUEST_URI=/api/matrix/downsample \
		CONTENT_LENGTH=$(stat -c %s in) \
		CONTENT_TYPE='multipart/form-data; boundary=XX' \
		amb-cgi <in 3>&- &
	pid=$!
	until_true 60 test -e there
	kill -9 "$pid"
	wait "$pid" || :
	[ -z "$(ls -A spool/tmp)" ]
}
