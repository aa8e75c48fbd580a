#!/usr/bin/env bats
load helper
load upstream/upstream

# bfl SCENARIO [MS [ID]]: have a picture painted, with MS to the deadline
bfl() {
	export AMB_BFL_URL=$UP/bfl.sh/$1 BFL_API_KEY=$secret
	export AMB_ALLOW_HTTP=${allow-127.0.0.1} FLUX_POLL_INTERVAL_S=0.1
	export AMB_IMAGE_OUT=$PWD/out
	local start
	rm -f out
	start=$(now_ms)
	AMB_DEADLINE_MS=$((start + ${2:-6000} + SLACK_MS)) run --separate-stderr amb-genimg-bfl ${verbose:+-v} \
		<<<"{\"id\":\"${3:-$id}\",\"instruction\":\"x\",\"plan\":{\"matrix\":{\"scene_prompt\":\"${prompt:-a sunset}\"}}}"
	took=$(($(now_ms) - start))
	show
	no_key
}
ends() {
	[ "$status" -eq "$1" ]
	# shellcheck disable=SC2053 # a pattern
	[[ $(failure) == $2 ]]
	[ ! -s out ]
}
# the picture came
painted() {
	[ "$status" -eq 0 ]
	[ "$(head -c 4 out | tail -c 3)" = PNG ]
}
sent() {
	amb-genimg-bfl -n <<<"{\"id\":\"$id\",\"instruction\":\"a <b>|c\"}" | jq -c "$1"
}

@test "amb-genimg-bfl: order, ask, download: three calls, the key to the first two only" {
	bfl ok
	painted
	[ "$(jq -c '[.generator, .format, .cached, .cost]' <<<"$output")" = '["bfl/flux-2-klein-4b","PNG",false,1.4]' ]
	[ "$(cut -d' ' -f1,5,6 "$UP_DIR/calls" | tr '\n' ';')" = \
		"POST /flux-2-klein-4b auth=$secret;GET /get_result auth=$secret;GET /sample auth=;" ]
	[ "$took" -ge 100 ]
	bfl twice 6000 01KAQM0C9ZJ4S8V7X2T5W3B6RE
	painted
	[ "$(jq -r .cached <<<"$output")" = true ]
}

@test "amb-genimg-bfl: each family gets its own parameters" {
	export MATRIX_IMAGE_MODEL=flux-2-pro
	[ "$(sent '.body | [.width, .height, .output_format, has("aspect_ratio"), .prompt]')" = \
		'[512,512,"jpeg",false,"a  b  c. '"$(cat "$AMB_SHARE/prompts/picture.txt")"'"]' ]
	[ "$(sent '[.url, .headers[0]]')" = '["https://api.bfl.ai/v1/flux-2-pro",null]' ]
	[ "$(sent .body.seed)" = "$(sent .body.seed)" ]
	MATRIX_IMAGE_MODEL=flux-kontext-pro
	[ "$(sent '.body | [has("width"), .aspect_ratio, .prompt_upsampling]')" = '[false,"1:1",false]' ]
	MATRIX_IMAGE_MODEL=flux-pro-1.1
	[ "$(sent '.body | [.width, .prompt_upsampling, has("safety_tolerance")]')" = '[512,false,false]' ]
	# a model of another helper's is not for this one
	MATRIX_IMAGE_MODEL=gpt-image-1
	[ "$(sent .url)" = '"https://api.bfl.ai/v1/flux-2-klein-4b"' ]
	BFL_API_KEY=$secret run amb-genimg-bfl -n <<<'{"instruction":"x"}'
	[ "$(jq -c .headers <<<"$output")" = '["x-key: ***"]' ]
	MATRIX_IMAGE_MODEL='flux-2-pro/../x?y' BFL_API_KEY=$secret \
		run -69 --separate-stderr amb-genimg-bfl <<<'{"instruction":"x"}'
}

@test "amb-genimg-bfl: Pending and what nobody knows are waited for" {
	bfl twice
	painted
	[ "$(grep -c get_result "$UP_DIR/calls")" -eq 3 ]
	prompt=b bfl reasoning
	painted
	prompt=c bfl late
	painted
	[ "$(grep -c 'late /get_result' "$UP_DIR/calls")" -eq 3 ]
}

@test "amb-genimg-bfl: every end of a job is recognised, at once" {
	local line
	while read -r line; do
		rm -rf spool
		bfl "${line%% *}"
		ends "$(cut -d' ' -f2 <<<"$line")" "$(cut -d' ' -f3- <<<"$line")"
		within 3000
	done <<-E
		request-moderated 69 refused bfl: the provider reports 'Request Moderated'
		content-moderated 69 refused bfl: the provider reports 'Content Moderated'
		no-task 69 refused bfl: the provider reports 'Task not found'
		error 75 unavailable bfl: the provider reports 'Error'
		failed 75 unavailable bfl: the provider reports 'Failed'
		empty 75 unavailable bfl: no picture in the answer
		poll-s404 69 refused bfl: poll: HTTP 404, not found: it is broken
		poll-html 75 unavailable bfl: answer is not a JSON object
		poll-cut 75 unavailable bfl: poll: answer cut short: *
	E
	run ! grep -q sample "$UP_DIR/calls"
}

@test "amb-genimg-bfl: a job that stays Pending ends before the deadline" {
	bfl pending 1200
	ends 75 'timeout bfl: the picture was not ready in time'
	within 1250
}

@test "amb-genimg-bfl: an order that is refused is made once, 429 and 503 again" {
	local s
	for s in s400 s401 s402 s403 s404 s422; do
		rm -rf spool
		bfl $s
		ends 69 "refused bfl: order: HTTP ${s#s}, *"
	done
	[ "$(calls)" -eq 6 ]
	rm -rf spool
	bfl retry503
	painted
	[ "$(grep -c 'POST.*retry503' "$UP_DIR/calls")" -eq 3 ]
}

@test "amb-genimg-bfl: a polling URL on a foreign host is not called" {
	bfl foreign
	ends 69 'refused bfl: polling_url has another host'
	bfl lookalike
	ends 69 'refused bfl: polling_url has another host'
	[ "$(calls)" -eq 2 ]
}

@test "amb-genimg-bfl: a sample that leads inward, without TLS or to a file is not fetched" {
	local allow=
	bfl inward
	ends 69 'refused bfl: download: not called: address is not public'
	bfl named # a public name that resolves to this machine
	ends 69 'refused bfl: download: not called: address is not public'
	bfl plain
	ends 69 'refused bfl: download: not called: not https'
	bfl file
	ends 75 'unavailable bfl: no picture in the answer'
	bfl ok
	ends 69 'refused bfl: download: not called: address is not public'
	run ! grep -q sample "$UP_DIR/calls"
}

@test "amb-genimg-bfl: an expired, cut, slow or endless sample, or one that is no picture, is a failure" {
	local line
	while read -r line; do
		rm -rf spool
		bfl "${line%% *}" 1500
		ends "$(cut -d' ' -f2 <<<"$line")" "$(cut -d' ' -f3- <<<"$line")"
		within 1550
	done <<-E
		sample-s403 69 refused bfl: download: HTTP 403, not allowed, or expired: *
		sample-s404 69 refused bfl: download: HTTP 404, not found: *
		sample-cut 75 unavailable bfl: download: answer cut short: *
		sample-slowbody 75 timeout bfl: download: no answer in time: *
		sample-big 69 refused bfl: download: answer too long: *
		sample-text 75 unavailable bfl: the answer is not a complete picture
		sample-loop 69 refused bfl: download: HTTP 302, redirect not followed
	E
}

@test "amb-genimg-bfl: a sample may move, and its content type does not matter" {
	bfl sample-hop
	painted
	prompt=b bfl sample-type
	painted
	run ! grep "/sample.*$secret" "$UP_DIR/calls"
}

@test "amb-genimg-bfl: a picture that was bought is not bought again" {
	bfl ok
	[ -e "spool/done/$id/bought" ]
	[ "$(calls)" -eq 3 ]
	AMB_IMAGE_CACHE_S=0 bfl ok
	painted
	[ "$(calls)" -eq 3 ]
	# for another scene it is in the cache, or not
	AMB_IMAGE_CACHE_S=0 bfl ok 6000 01KAQM0C9ZJ4S8V7X2T5W3B6RF
	[ "$(calls)" -eq 6 ]
	bfl ok 6000 01KAQM0C9ZJ4S8V7X2T5W3B6RG
	painted
	[ "$(calls)" -eq 6 ]
	prompt=another bfl ok 6000 01KAQM0C9ZJ4S8V7X2T5W3B6RG
	[ "$(calls)" -eq 9 ]
}

@test "amb-genimg-bfl: the cache keeps no picture of a clock that was ahead" {
	bfl ok
	f=$(echo spool/cloud/*.picture)
	later() { jq -c ".at_ms += $1" "$f" >new && mv new "$f"; }
	later 5000
	bfl ok 6000 01KAQM0C9ZJ4S8V7X2T5W3B6RF
	[ "$(calls)" -eq 3 ]
	later 86400000
	bfl ok 6000 01KAQM0C9ZJ4S8V7X2T5W3B6RG
	[ "$(calls)" -eq 6 ]
}

@test "amb-genimg-bfl: an order whose helper was killed is polled, not made again" {
	bfl pending 800
	[ "$status" -eq 75 ]
	[ "$(grep -c POST "$UP_DIR/calls")" -eq 1 ]
	sed -i 's/pending/ok/g' "spool/done/$id/receipt.json"
	bfl pending
	painted
	[ "$(grep -c POST "$UP_DIR/calls")" -eq 1 ]
}

@test "amb-genimg-bfl: an order that came to nothing is made anew, a moderated one not" {
	local s
	for s in error content-moderated; do
		prompt=$s bfl pending 800
		[ "$status" -eq 75 ]
		sed -i "s/bfl.sh.pending/bfl.sh\/$s/" "spool/done/$id/receipt.json"
		prompt=$s bfl ok
		echo "$status" >>ends
	done
	[ "$(tr '\n' ' ' <ends)" = '0 69 ' ]
	[ "$(grep -c POST "$UP_DIR/calls")" -eq 3 ]
	[ ! -e "spool/done/$id/receipt.json" ]
}

@test "amb-genimg-bfl: -v reports progress" {
	verbose=-v bfl twice
	painted
	[[ $stderr =~ amb-genimg-bfl:\ Pending\ [0-9.]+\ s.*amb-genimg-bfl:\ Ready\ [0-9.]+\ s ]]
}

@test "amb-genimg-bfl: without its key, a prompt or a place to write it calls nobody" {
	export AMB_IMAGE_OUT=$PWD/out
	run -69 --separate-stderr amb-genimg-bfl <<<'{"instruction":"x"}'
	[ "$(failure)" = 'refused bfl: no key is configured' ]
	export BFL_API_KEY=$secret AMB_BFL_URL=$UP/bfl.sh/ok
	run -65 --separate-stderr amb-genimg-bfl <<<'{}'
	AMB_IMAGE_OUT=/nowhere/x AMB_ALLOW_HTTP=127.0.0.1 \
		run -73 --separate-stderr amb-genimg-bfl <<<'{"instruction":"x"}'
	run -64 --separate-stderr amb-genimg-bfl -x
	unset AMB_IMAGE_OUT
	run -65 --separate-stderr amb-genimg-bfl <<<'{"instruction":"x"}'
}
