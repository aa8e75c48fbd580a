#!/usr/bin/env bats
# amb-genimg-openai, -aihubmix, -google, -sdwebui
load helper
load upstream/upstream

# buy HELPER SCENARIO [MODEL]: have a picture painted
buy() {
	local url=$UP/images.sh/$2
	rm -rf out spool
	export AMB_IMAGE_URL=$url AMB_AIHUBMIX_URL=$url AMB_GOOGLE_URL=$url AMB_SDWEBUI_URL=$url
	export MATRIX_IMAGE_MODEL=${3-} AMB_IMAGE_OUT=$PWD/out
	export AMB_ALLOW_HTTP=${allow-127.0.0.1} FLUX_POLL_INTERVAL_S=0.05
	export API_KEY=$secret GEMINI_API_KEY=$secret AMB_SDWEBUI_AUTH=user:$secret
	run --separate-stderr in_ms 6000 "amb-genimg-$1" \
		<<<"{\"id\":\"$id\",\"instruction\":\"x\",\"plan\":{\"matrix\":{\"scene_prompt\":\"a sunset\"}}}"
	show
	no_key
}
painted() {
	[ "$status" -eq 0 ]
	[ "$(head -c 4 out | tail -c 3)" = PNG ]
	[ "$(jq -r .generator <<<"$output")" = "$1" ]
}
ends() {
	[ "$status" -eq "$1" ]
	# shellcheck disable=SC2053 # a pattern
	[[ $(failure) == $2 ]]
	[ ! -s out ]
}
sent() {
	jq -c "$1" "$UP_DIR/body"
}

@test "amb-genimg-openai: bytes or a URL, which never gets the key" {
	buy openai b64
	painted openai/gpt-image-1-mini
	[ "$(cut -d' ' -f5- "$UP_DIR/calls")" = "/images/generations auth=Bearer $secret" ]
	buy openai url dall-e-3
	painted openai/dall-e-3
	buy openai own-url some-local-model
	painted openai/some-local-model
	[ "$(calls)" -eq 5 ]
	run ! grep "/picture.*$secret" "$UP_DIR/calls"
}

@test "amb-genimg-openai: each family is asked for what it knows" {
	buy openai b64 gpt-image-1
	[ "$(sent '[.n, .size, .output_format, has("response_format")]')" = '[1,"1024x1024","jpeg",false]' ]
	buy openai b64 gpt-image-2
	[ "$(sent .size)" = '"512x512"' ]
	buy openai b64 dall-e-2
	[ "$(sent '[.size, .response_format]')" = '["256x256","b64_json"]' ]
	buy openai b64 FLUX.1-Kontext-pro
	[ "$(sent '[has("size"), .model]')" = '[false,"FLUX.1-Kontext-pro"]' ]
}

@test "amb-genimg-openai: a server of one's own needs no key, and may answer with its own URL" {
	local allow=
	buy openai own-url
	painted openai/gpt-image-1-mini
	buy openai url
	ends 69 'refused openai: download: not called: address is not public'
	rm -rf spool
	unset API_KEY
	AMB_IMAGE_URL=$UP/images.sh/b64 run -0 --separate-stderr amb-genimg-openai <<<'{"instruction":"x"}'
	grep -q 'auth=$' "$UP_DIR/calls"
}

@test "amb-genimg-openai: AMB_IMAGE_KEY goes before API_KEY" {
	export AMB_IMAGE_KEY=another-key
	buy openai b64
	grep -q 'auth=Bearer another-key$' "$UP_DIR/calls"
}

@test "amb-genimg-aihubmix: all shapes of answer, polled where need be" {
	local s
	for s in doubao gpt gpt-urls flux flux-object; do
		buy aihubmix $s bfl/flux-2-pro
		painted aihubmix/bfl/flux-2-pro
	done
	grep -q "POST .* /models/bfl/flux-2-pro/predictions auth=Bearer $secret$" "$UP_DIR/calls"
	grep -q "GET .* /job auth=Bearer $secret$" "$UP_DIR/calls"
	[ "$(grep -c /job "$UP_DIR/calls")" -eq 4 ]
	run ! grep "/picture.*$secret" "$UP_DIR/calls"
}

@test "amb-genimg-aihubmix: another host is polled without the key" {
	buy aihubmix flux-away
	painted aihubmix/bfl/flux-2-flex
	grep -q 'GET .* /job auth=$' "$UP_DIR/calls"
	run ! grep "/job.*$secret" "$UP_DIR/calls"
}

@test "amb-genimg-aihubmix: a slash in a model's name may be sent as %2F" {
	buy aihubmix gpt openai%2Fgpt-image-1
	painted aihubmix/openai%2Fgpt-image-1
	[ "$(sent '.input | [.size, .quality]')" = '["1024x1024","low"]' ]
}

@test "amb-genimg-google: Gemini's picture is found among its words, however long they are" {
	buy google gemini
	painted google/gemini-3.1-flash-image
	grep -q "/models/gemini-3.1-flash-image:generateContent auth=$secret$" "$UP_DIR/calls"
	[ "$(sent .generationConfig.responseModalities)" = '["TEXT","IMAGE"]' ]
	buy google thought
	painted google/gemini-3.1-flash-image
}

@test "amb-genimg-google: Imagen for those who still have it" {
	buy google imagen imagen-4.0-generate-001
	painted google/imagen-4.0-generate-001
	grep -q ':predict auth=' "$UP_DIR/calls"
	[ "$(sent '[.parameters.sampleCount, (.instances | length)]')" = '[1,1]' ]
}

@test "amb-genimg-google: refusals say why" {
	buy google blocked
	ends 69 'refused google: refused: SAFETY'
	buy google no-image
	ends 69 'refused google: refused: NO_IMAGE'
	buy google filtered imagen-3
	ends 69 'refused google: refused: blocked word'
	buy google words
	ends 75 'unavailable google: no picture in the answer'
	buy google none
	ends 75 'unavailable google: no picture in the answer'
	[ "$(calls)" -eq 5 ]
}

@test "amb-genimg-sdwebui: base64 with or without a data: head, Basic auth" {
	buy sdwebui webui
	painted sdwebui/sdwebui
	[ "$(sent '[.width, .height, .batch_size, (.seed >= 0)]')" = '[512,512,1,true]' ]
	grep -q "auth=Basic $(printf 'user:%s' "$secret" | base64 -w0)$" "$UP_DIR/calls"
	no_key "$(printf 'user:%s' "$secret" | base64 -w0)"
	buy sdwebui webui-data sdwebui/dreamshaper
	painted sdwebui/sdwebui/dreamshaper
	[ "$(sent .override_settings.sd_model_checkpoint)" = '"dreamshaper"' ]
	buy sdwebui junk
	ends 75 'unavailable sdwebui: no picture in the answer'
}

@test "amb-genimg-*: what any provider does wrong ends in time with its class" {
	local helper
	for helper in openai aihubmix google sdwebui; do
		buy $helper s402
		ends 69 "refused $helper: order: HTTP 402, no credit left: it is broken"
		buy $helper html
		ends 75 "unavailable $helper: answer is not a JSON object"
		buy $helper away
		ends 69 "refused $helper: order: HTTP 302, redirect not followed"
		buy $helper echo401
		ends 69 "refused $helper: order: HTTP 401, key refused: *"
	done
	[ "$(calls)" -eq 16 ]
}

@test "amb-genimg-*: usage is the synopsis, -n prints the request and hides the key" {
	local helper
	for helper in openai aihubmix google sdwebui; do
		run -0 --separate-stderr amb-genimg-$helper -h
		[ "${lines[0]}" = "usage: amb-genimg-$helper [-hnvV] [-d spool]" ]
		run -64 --separate-stderr amb-genimg-$helper stray
		export API_KEY=$secret GEMINI_API_KEY=$secret AMB_SDWEBUI_AUTH=$secret
		run -0 --separate-stderr amb-genimg-$helper -n <<<'{"instruction":"blue"}'
		[ "$(jq -r '.headers[0]' <<<"$output" | tail -c 5)" = ' ***' ]
		no_key
		run -65 --separate-stderr amb-genimg-$helper <<<'[]'
	done
	[ "$(calls)" -eq 0 ]
}
