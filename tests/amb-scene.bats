#!/usr/bin/env bats
# amb-scene(5): a stage can be written from the page alone.
load helper

# the example of the page; of its displays, the one of that name, and \e is how
# mdoc writes a backslash
setup_file() {
	awk '/^\.Bd/ { text = "" }
		/^\.Ed/ { if (text ~ /# amb-ground - /) printf "%s", text }
		!/^\./ { text = text $0 "\n" }' \
		"$BATS_TEST_DIRNAME/../lib/scene/amb-scene.5" |
		sed 's/\\e/\\/g' >"$BATS_FILE_TMPDIR/amb-ground"
	chmod +x "$BATS_FILE_TMPDIR/amb-ground"
	export ground=$BATS_FILE_TMPDIR/amb-ground
}

@test "amb-scene: the example of amb-scene(5) is a stage: it lights the matrix" {
	export AMB_MATRIX=4x4
	# shellcheck disable=SC2016
	run -0 --separate-stderr bash -c 'set -o pipefail
		echo "a calm forest" | amb-plan | "$ground" | amb-strip | amb-publish'
	silent
	jq -e '.published.matrix and .published.strip and (has("errors") | not)' <<<"$output"
	jq -e --slurpfile lit spool/state/main/matrix.json '
		.plan.matrix.background as $rows | $lit[0].pixels == [range(4) |
			[$rows[. * ($rows | length) / 4 | floor]] | .[0] as $c | [range(4) | $c]]' <<<"$output"
	events | jq -r 'select(.type == "generate").payload.status' | grep -qx success
}

@test "amb-scene: the example of amb-scene(5) keeps the rules for a stage" {
	# a part that is not its own, a plan that it cannot use, a line that is no scene
	run -65 --separate-stderr "$ground" <<-'END'
		{"plan":{"target":"strip"},"mine":1}
		no scene
		{"plan":{"target":"matrix","matrix":{}},"matrix":{"width":1}}
		{"plan":{"target":"both","power":{"matrix":false,"strip":false}}}
	END
	[ "$stderr" != '' ]
	[ "${lines[0]}" = '{"plan":{"target":"strip"},"mine":1}' ]
	[ "$(jq -c '[has("matrix"), .errors[0].stage, .errors[0].code]' <<<"${lines[1]}")" = \
		'[false,"downsample","bad_input"]' ]
	[ "${lines[2]}" = '{"plan":{"target":"both","power":{"matrix":false,"strip":false}}}' ]
	[ "${#lines[@]}" -eq 3 ]
	# amb-publish then does not wait for the matrix
	echo 'a calm forest' | amb-plan | jq -c 'del(.plan.matrix.background)' >scene
	run -65 --separate-stderr "$ground" <scene
	amb-strip <<<"$output" | amb-publish | jq -e '.published.strip and (.published.matrix | not)'
	events | jq -r 'select(.type == "generate").payload.status' | grep -qx partial_failure
}

@test "amb-scene: what only power or brightness changes, no stage makes, and none fails" {
	# shellcheck disable=SC2016
	run -0 --separate-stderr bash -c 'set -o pipefail
		amb-genimg | amb-downsample | amb-strip | amb-publish' <<-'END'
		{"instruction":"a","plan":{"target":"both","power":{"matrix":false,"strip":false}}}
		{"instruction":"b","plan":{"target":"matrix","brightness":{"matrix":0.5}}}
		{"instruction":"c","plan":{"target":"both","brightness":{"matrix":0.5},"strip":{"colors":[{"rgb":[255,0,0]}]}}}
		{"instruction":"d","plan":{"target":"both","power":{"strip":false},"matrix":{"scene_prompt":"x"}}}
	END
	silent
	jq -es 'map([has("errors"), has("image"), has("matrix"), has("strip")]) ==
		[[false, false, false, false], [false, false, false, false],
		[false, false, false, true], [false, true, true, false]]' <<<"$output"
	jq -es 'map(select(.type == "generate").payload | [.status,
		.data.matrix != null, .data.strip != null]) ==
		[["success", false, false], ["success", false, false],
		["success", false, true], ["success", true, false]]' < <(events)
}

@test "amb-scene: a part without a plan is made when power and brightness stay, or fails" {
	# of an upload, and of a raw command
	convert -size 4x4 xc:red red.png
	run -0 --separate-stderr bash -c 'set -o pipefail
		amb-downsample | amb-strip | amb-publish' < <(jq -cn --arg p "$PWD/red.png" '
		{plan: {target: "matrix"}, image: {path: $p}},
		{plan: {target: "strip"}, strip: {command: {colors: [{rgb: [0, 255, 0]}]}}}')
	jq -es 'map([.published.matrix, .published.strip]) ==
		[[true, false], [false, true]]' <<<"$output"
	run -65 --separate-stderr amb-genimg <<<'{"plan":{"target":"matrix"}}'
	run -65 --separate-stderr amb-strip <<<'{"plan":{"target":"strip"}}'
}

@test "amb-scene: power and brightness of another kind or range are no scene" {
	for bad in '"power":true' '"power":{"matrix":1}' '"power":{"strip":"on"}' \
		'"brightness":0.5' '"brightness":{"matrix":1.01}' \
		'"brightness":{"matrix":-0.1}' '"brightness":{"matrix":"1"}'; do
		run -65 --separate-stderr amb-strip <<<"{\"plan\":{\"target\":\"both\",$bad}}"
		[[ $stderr == *"'plan.${bad:1:5}"* ]]
		[ -z "$output" ]
	done
}
