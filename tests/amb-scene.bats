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
	END
	[ "$stderr" != '' ]
	[ "${lines[0]}" = '{"plan":{"target":"strip"},"mine":1}' ]
	[ "$(jq -c '[has("matrix"), .errors[0].stage, .errors[0].code]' <<<"${lines[1]}")" = \
		'[false,"downsample","bad_input"]' ]
	[ "${#lines[@]}" -eq 2 ]
	# amb-publish then does not wait for the matrix
	echo 'a calm forest' | amb-plan | jq -c 'del(.plan.matrix.background)' >scene
	run -65 --separate-stderr "$ground" <scene
	amb-strip <<<"$output" | amb-publish | jq -e '.published.strip and (.published.matrix | not)'
	events | jq -r 'select(.type == "generate").payload.status' | grep -qx partial_failure
}
