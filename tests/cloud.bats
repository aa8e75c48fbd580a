#!/usr/bin/env bats
# The line with providers that answer, and with such that do not.
load helper
load upstream/upstream

# line CHAT BFL SENTENCE: plan and paint it
line() {
	export AMB_LIBEXEC=$AMB_BINDIR AMB_ALLOW_HTTP=127.0.0.1 FLUX_POLL_INTERVAL_S=0.1
	export API_KEY=$secret AMB_CHAT_URL=$UP/chat.sh/$1 AMB_PLANNER='chat local'
	export BFL_API_KEY=$secret AMB_BFL_URL=$UP/bfl.sh/$2
	# shellcheck disable=SC2016 # $1 is of the inner shell
	run --separate-stderr bash -c 'set -o pipefail; echo "$1" | amb-plan | amb-genimg' - "$3"
	show
	no_key
}
told() {
	jq -r '.errors[] | "\(.stage) \(.code) \(.retry) \(.message)"' <<<"$output"
}

@test "cloud: a sentence is planned by one call and painted by one order" {
	line ok ok 海边日落
	[ "$status" -eq 0 ]
	[ "$(jq -c '[.plan.planner, .plan.degraded, .image.generator, .image.degraded, has("errors")]' <<<"$output")" = \
		'["chat",false,"bfl/flux-2-klein-4b",false,false]' ]
	[ -s "$(jq -r .image.path <<<"$output")" ]
	[ "$(grep -c chat.sh "$UP_DIR/calls")" -eq 1 ]
	[ "$(grep -c 'POST.*bfl.sh' "$UP_DIR/calls")" -eq 1 ]
}

@test "cloud: what failed is done here, in time, and errors tell why" {
	AMB_PLAN_TIMEOUT_S=$((1 + SLACK_MS / 1000)) line slowhead content-moderated 海边日落
	[ "$status" -eq 0 ]
	[ "$(jq -c '[.plan.planner, .plan.degraded, .image.generator, .image.degraded]' <<<"$output")" = \
		'["local",true,"paint",true]' ]
	[[ $(told) == 'plan timeout true amb-plan-chat: '*'no answer in time'*"
genimg refused false amb-genimg-bfl: bfl: the provider reports 'Content Moderated'" ]]
	jq -e --argjson slack "$SLACK_MS" '.timings.plan_s <= 2 + 2 * $slack / 1000' <<<"$output"
}

@test "cloud: every failure of a planner has its code, and there is a plan all the same" {
	local s
	for s in s401 s429 refusal blank html shape away cut; do
		rm -rf spool
		line $s ok 海边日落
		[ "$status" -eq 0 ]
		[ "$(jq -c '[.plan.planner, .plan.degraded]' <<<"$output")" = '["local",true]' ]
		told >>codes
	done
	[ "$(cut -d' ' -f2 codes | tr '\n' ' ')" = \
		'refused unavailable refused unavailable unavailable unavailable refused unavailable ' ]
	[ "$(grep -c 'POST.*chat.sh' "$UP_DIR/calls")" -eq 10 ]
}

@test "cloud: the model's name picks the painter, AMB_GENIMG goes before it" {
	export AMB_IMAGE_CACHE_S=0
	export MATRIX_IMAGE_MODEL=gpt-image-1 AMB_IMAGE_URL=$UP/images.sh/b64
	line ok ok 海边日落
	[ "$(jq -r .image.generator <<<"$output")" = openai/gpt-image-1 ]
	AMB_GENIMG='bfl paint' line ok ok 海边日落
	[ "$(jq -r .image.generator <<<"$output")" = bfl/flux-2-klein-4b ]
	AMB_GENIMG='openai bfl paint' AMB_IMAGE_URL=$UP/images.sh/s402 line ok ok 海边日落
	[ "$(jq -r .image.generator <<<"$output")" = bfl/flux-2-klein-4b ]
	[[ $(told) == 'genimg refused false amb-genimg-openai: openai: order: HTTP 402, no credit left: '* ]]
	unset MATRIX_IMAGE_MODEL
	AMB_GENIMG=auto BFL_API_KEY='' run --separate-stderr amb-genimg <<<'{"instruction":"x","plan":{"matrix":{"scene_prompt":"sun"}}}'
	[ "$(jq -c '[.image.generator, .image.degraded]' <<<"$output")" = '["paint",false]' ]
}

@test "cloud: sentences at once do not wait for each other" {
	export AMB_LIBEXEC=$AMB_BINDIR API_KEY=$secret AMB_CHAT_URL=$UP/chat.sh/second AMB_PLANNER=chat
	export AMB_PLAN_TIMEOUT_S=100
	local n start took many=16
	[ "$SLACK_MS" -eq 0 ] || many=3
	amb-plan <<<warm >/dev/null
	start=$(now_ms)
	for ((n = 0; n < many; n++)); do
		amb-plan <<<"a warm sunset $n" >"out.$n" 2>/dev/null &
	done
	wait
	took=$(($(now_ms) - start))
	echo "took=$took ms"
	[ "$(jq -r .plan.planner out.* | sort | uniq -c | tr -s ' ')" = " $many chat" ]
	# one after the other would take 16 s
	within $((8000 + many * SLACK_MS))
}
