load helper

# The same light before and after: the digests of plan, strip command and
# frames of every sentence of light/sentences.tsv, planned with the words of
# etc/lexicon and a frozen part of CLDR, light/cldr, so that a newer CLDR does
# not matter.
#
# To change the light on purpose, write the digests anew, and look at which
# sentences they belong to before committing them:
#
#	make check
#	LIGHT_UPDATE=1 PATH=$PWD/bin:$PATH bats tests/light.bats
#	git diff tests/light/sentences.tsv
#
# New sentences: append lines "-	-	-	state	sentence", likewise.

sentences=$BATS_TEST_DIRNAME/light/sentences.tsv
states=$BATS_TEST_DIRNAME/eval/states.json

# the sentences as scenes, with id and time fixed, on the state that each names
as_scenes() {
	jq -Rc --slurpfile states "$states" 'split("\t") |
		{id: "01KAR0000000000000000000AM", accepted_at_ms: 1764000000000,
		instruction: .[4]} + if .[3] == "-" then {} else
		{current: ($states[0][.[3]] // error("no state " + .[3]))} end' \
		"$sentences"
}

@test "light: 300 sentences, no two alike, on states that exist" {
	[ "$(wc -l <"$sentences")" -eq 300 ]
	[ "$(cut -f 5 "$sentences" | sort -u | grep -c .)" -eq 300 ]
	[ "$(grep -cP '[\xe4-\xe9]' "$sentences")" -ge 140 ]
	[ "$(cut -f 4 "$sentences" | grep -cvx -e -)" -ge 80 ]
	run ! grep -vP '^([0-9a-f]{16}\t|-\t){3}[a-z-]+\t[^\t]+$' "$sentences"
	cut -f 4 "$sentences" | grep -vx -e - | sort -u >used
	jq -r 'keys[]' "$states" | sort | comm -23 used - | diff /dev/null -
}

@test "light: every sentence gives the plan, the command and the frames it gave" {
	export AMB_SHARE=$checks/share AMB_PLANNER=local
	as_scenes >scenes
	amb-plan <scenes >plans
	amb-strip <plans >strips
	"$checks/light" <strips >digests
	paste digests <(cut -f 4,5 "$sentences") >now
	[ "${LIGHT_UPDATE-}" != 1 ] || cp now "$sentences"
	diff "$sentences" now
}
