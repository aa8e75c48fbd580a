#!/usr/bin/env bats
# Which helpers amb-plan and amb-genimg find, as they are installed: tools in
# bin, helpers in libexec/amb, data in share/amb of one folder.
load helper
load upstream/upstream

# installed HELPER...: amb below inst, with these helpers of its own
installed() {
	local real=${checks%/.test} name
	mkdir -p inst/bin inst/share inst/libexec/amb
	cp "$real/amb-plan" "$real/amb-genimg" inst/bin
	for name in "$@"; do
		cp "$real/$name" inst/libexec/amb
	done
	ln -s "$AMB_SHARE" inst/share/amb
	unset AMB_SHARE AMB_BINDIR AMB_LIBEXEC
	export API_KEY=$secret AMB_CHAT_URL=$UP/chat.sh/ok
	export BFL_API_KEY=$secret AMB_BFL_URL=$UP/bfl.sh/ok
	export AMB_ALLOW_HTTP=127.0.0.1 FLUX_POLL_INTERVAL_S=0.1 AMB_PLAN_TIMEOUT_S=100
}

# line: a sentence that leaves room for taste, planned and painted
line() {
	run -0 --separate-stderr bash -c 'set -o pipefail; echo 海边日落 | inst/bin/amb-plan | inst/bin/amb-genimg'
	show
	no_key
}

# own NAME: a helper of your own, below the folder own; its body is stdin
own() {
	mkdir -p own
	{ echo '#!/bin/sh' && cat; } >"own/$1"
	chmod +x "own/$1"
}

@test "helpers: -h and -V exit 0, and 74 when standard output is full" {
	local name version
	version=$(cat "$BATS_TEST_DIRNAME/../VERSION")
	for name in amb-plan-chat amb-genimg-{bfl,openai,aihubmix,google,sdwebui}; do
		run -0 "$name" -V
		[ "$output" = "$name $version" ]
		run -74 bash -c "$name -h >/dev/full"
		run -74 bash -c "$name -V >/dev/full"
	done
}

@test "helpers: standard input that cannot be read is 74" {
	local name
	for name in amb-plan-chat amb-genimg-{bfl,openai,aihubmix,google,sdwebui}; do
		run -74 --separate-stderr "$name" <.
		[ "$stderr" = "$name: cannot read standard input: Is a directory" ]
	done
}

@test "helpers: installed, with keys and no other setting, they plan and paint" {
	installed amb-plan-chat amb-genimg-bfl
	line
	[ "$(jq -c '[.plan.planner, .plan.degraded, .image.generator, .image.degraded, has("errors")]' <<<"$output")" = \
		'["chat",false,"bfl/flux-2-klein-4b",false,false]' ]
	grep -q "chat.sh ok /chat/completions auth=Bearer $secret" "$UP_DIR/calls"
	grep -q "POST .*/bfl.sh ok /flux-2-klein-4b auth=$secret" "$UP_DIR/calls"
}

@test "helpers: a key without its helper: a warning, an error in the scene, degraded" {
	installed
	line
	[ "$(jq -c '[.plan.planner, .plan.degraded, .image.generator, .image.degraded]' <<<"$output")" = \
		'["local",true,"paint",true]' ]
	[ "$(jq -r '.errors[] | "\(.stage) \(.code) \(.retry) \(.message)"' <<<"$output")" = \
		"plan internal false cannot run 'amb-plan-chat': not found in AMB_LIBEXEC
genimg internal false cannot run 'amb-genimg-bfl': not found in AMB_LIBEXEC" ]
	[ "$(sort <<<"$stderr")" = \
		"amb-genimg: cannot run 'amb-genimg-bfl': not found in AMB_LIBEXEC (AMB_LIBEXEC is '', amb's own helpers are in '$PWD/inst/bin/../libexec/amb')
amb-plan: cannot run 'amb-plan-chat': not found in AMB_LIBEXEC (AMB_LIBEXEC is '', amb's own helpers are in '$PWD/inst/bin/../libexec/amb')" ]
	[ "$(calls)" -eq 0 ]
	# one warning, however many sentences
	run -0 --separate-stderr inst/bin/amb-plan < <(printf '海边日落\n星空\n')
	[ "$(jq -c '[.plan.degraded, (.errors | length)]' <<<"$output" | tr '\n' ' ')" = '[true,1] [true,1] ' ]
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	# without a key nothing is missing
	unset API_KEY BFL_API_KEY
	line
	[ -z "$stderr" ]
	[ "$(jq -c '[.plan.degraded, .image.degraded, has("errors")]' <<<"$output")" = '[false,false,false]' ]
}

@test "helpers: one that is not executable has another message than one that is missing" {
	installed
	: >inst/libexec/amb/amb-plan-chat
	line
	[ "$(jq -r '.errors[0].message' <<<"$output")" = \
		"cannot run 'amb-plan-chat': no permission to execute it" ]
}

@test "helpers: folders of AMB_LIBEXEC go first, in order, and hide none of amb's own" {
	installed amb-plan-chat
	mkdir first
	own amb-plan-mine <<<'exit 75'
	own amb-genimg-bfl <<<"echo '{\"error\":{\"code\":\"refused\",\"message\":\"mine\"}}'; exit 69"
	export AMB_PLANNER='mine chat' AMB_LIBEXEC=$PWD/first:$PWD/own
	line
	[ "$(jq -c '[.plan.planner, [.errors[] | "\(.code) \(.message)"]]' <<<"$output")" = \
		'["chat",["unavailable amb-plan-mine: failed, exit status 75","refused amb-genimg-bfl: mine"]]' ]
	# the first counts; what cannot be executed is passed over
	cp own/amb-plan-mine first
	: >own/amb-plan-chat
	sed -i 's/75/69/' first/amb-plan-mine
	line
	[ "$(jq -c '[.plan.planner, .errors[0].code]' <<<"$output")" = '["chat","refused"]' ]
}
