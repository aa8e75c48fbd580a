load helper

# The scorer runs on small tables of our own, where the sentence of a row is
# the plan that it is answered with.

plan='{"target":"both","confidence":0.9,"speakable_reason":"Blue light.",
	"strip":{"mode":"breath","brightness":0.5,"speed":6,
		"colors":[{"rgb":[0,80,255]},{"rgb":[150,0,255]}]},
	"matrix":{"subjects":["❤️","8️⃣"],"text":"福"}}'

# planner SH: what is called amb-plan from now on
planner() {
	mkdir -p fake
	printf '#!/bin/sh\n%s\n' "$1" >fake/amb-plan
	chmod +x fake/amb-plan
	PATH=$PWD/fake:$PATH
}

echo_planner() {
	planner 'exec jq -c ".plan = (.instruction | fromjson)"'
}

# rows CHANGE: one row for each line of stdin, "STATE TEST...", all answered
# with the plan above, changed by jq
rows() {
	local answer state tests
	answer=$(jq -c "$1" <<<"$plan")
	while read -r state tests; do
		n=$((n + 1))
		printf 'r%d\ten\t%s\t%s\t%s\n' "$n" "$state" "$answer" "$tests"
	done
}

score() {
	"$BATS_TEST_DIRNAME/../scripts/score" "$@"
}

@test "score: a right plan passes, whatever the test" {
	echo_planner
	{
		rows . <<-'END'
			- target=both mode=breath|wave mode!=chase lang=en conf>0.8
			- hue=200-240 hue!=340-20 any-hue=260-300 no-hue=340-190
			- bri=0.5±0.1 bri>0.4 bri<0.6 bri>=0.5 bri<=0.5 bri!=0
			- sat>=0.9 colors=2 colors>=2 slow cycle=6
			- subject=🌊|❤ subject!=🌅|🌊 text=福
			dim brighter slower cooler richer recolored
			sea slower keep=brightness
		END
		rows '.matrix = {subjects: ["O", "K"]} | .strip.mode = "chase" |
			.strip.speed = 30' <<-'END'
			- text=ok fast
			party faster keep=mode
		END
		rows '.matrix.subjects = ["8️⃣"] | .strip = {mode: "static",
			brightness: 0.3, speed: 3, colors: [{rgb: [255, 255, 255]}]}' <<-'END'
			- text=8 hue=white hue=0-9|coolwhite hue!=0-359
			full dimmer faster keep=mode|colors
		END
		rows '.target = "strip" | del(.matrix) |
			.strip.colors = [{rgb: [255, 228, 205]}]' <<-'END'
			- hue=~10-50 hue!=10-50 hue=warmwhite
			sea paler warmer keep=picture
		END
		rows '.target = "matrix" | del(.strip)' <<-'END'
			sea keep=colors|mode|brightness|speed subject=❤
			- mode!=chase hue!=0-90 no-hue=0-359 bri!=0
		END
		rows '.strip = {mode: "pulse", brightness: 1, speed: 0.5,
			colors: [{rgb: [255, 120, 0]}]}' <<-'END'
			- alert fast
			full brighter
		END
	} >right.tsv
	run score -v right.tsv
	show
	[ "$status" -eq 0 ]
	[ "${#lines[@]}" -eq 3 ]
	[[ ${lines[1]} == "right "*" 100.0%"* ]]
}

@test "score: a wrong plan fails, and the test that it failed is named" {
	echo_planner
	{
		rows . <<-'END'
			- target=strip
			- mode=chase
			- mode!=breath|wave
			- hue=0-199
			- hue!=200-240
			- hue=warmwhite
			- any-hue=60-120
			- no-hue=260-300
			- bri=0.4±0.05
			- bri>0.5
			- colors=1
			- sat<0.5
			- fast
			- alert
			- subject=🌊
			- subject!=❤
			- text=喜
			- lang=zh
			- conf<0.5
			sea brighter
			sea dimmer
			dim dimmer
			full brighter
			sea faster
			warm warmer
			sea keep=colors
			sea keep=mode
			sea keep=speed
			full keep=brightness
			sea keep=picture
			breath paler
			- slower
		END
		rows '.target = "matrix" | del(.strip)' <<-'END'
			- hue=0-359
			- bri<=1
			- mode=breath
			sea dimmer
		END
	} >wrong.tsv
	cut -f 5 wrong.tsv >want
	run score -v wrong.tsv
	show
	sed -n 's/^\tfails //p' <<<"$output" | diff want -
	[[ $output == *"wrong "*" 0.0%"* ]]
}

@test "score: a plan that is no plan fails, whatever the row asks" {
	echo_planner
	{
		rows '.target = "all"' <<<'- conf>0'
		rows 'del(.strip)' <<<'- conf>0'
		rows '.strip.mode = "disco"' <<<'- conf>0'
		rows '.strip.brightness = 2' <<<'- conf>0'
		rows '.strip.colors = []' <<<'- conf>0'
		rows '.strip.colors[0].rgb = [0, 0, 256]' <<<'- conf>0'
		rows 'del(.matrix)' <<<'- conf>0'
		rows 'del(.confidence)' <<<'- conf>0'
		rows '.speakable_reason = ""' <<<'- conf>0'
		rows '.speakable_reason = "x" * 60' <<<'- conf>0'
		rows '[]' <<<'- conf>0'
	} >broken.tsv
	run score -v broken.tsv
	show
	[ "$(grep -c 'fails valid ' <<<"$output")" -eq 11 ]
	[[ $output == *"broken "*" 0.0%"* ]]
}

@test "score: below a bar it exits 1, at the bar 0" {
	echo_planner
	{
		printf -- '- mode=breath\n%.0s' {1..17}
		printf -- '- mode=chase\n%.0s' {1..3}
	} | rows . >noisy.tsv
	run -0 score noisy.tsv
	[[ ${lines[1]} == *" 85.0%"* && ${lines[1]} != *missed ]]
	rows . <<<'- mode=chase' >>noisy.tsv
	run -1 score noisy.tsv
	[[ ${lines[1]} == *"missed" ]]
}

@test "score: a sentence without an answer fails" {
	planner 'exec jq -c "select(.id | endswith(\"2\")) |
		.plan = (.instruction | fromjson)"'
	rows . <<<$'- mode=breath\n- mode=breath' >direct.tsv
	run -1 score -v direct.tsv
	[[ ${lines[0]} == "direct/r1 "* && ${lines[2]} == *"no plan"* ]]
	[[ $output == *" 50.0%"* ]]
}

@test "score: a planner gets the state, and no setting of this machine" {
	planner "cat >'$PWD/scenes'; env | grep ^AMB_ >'$PWD/env'"
	printf 'r1\tzh\tsea\t亮一点\tbrighter\n' >direct.tsv
	printf 'r2\tzh\t-\t关灯\tbri=0\n' >>direct.tsv
	export AMB_PLANNER=chat AMB_CONFIG=$PWD/none
	run -1 score direct.tsv
	[ "$(jq -r .instruction scenes)" = $'亮一点\n关灯' ]
	[ "$(jq -rs '.[0].current.strip.command.mode' scenes)" = wave ]
	[ "$(jq -rs '.[1] | has("current")' scenes)" = false ]
	grep -q ^AMB_PLANNER=local$ env
	run ! grep -e ^AMB_CONFIG= -e "^AMB_SPOOL=$AMB_SPOOL" env
}

@test "score: a table that is wrong exits 65 and names the row" {
	planner 'exec false'
	for bad in 'r1 zh - x' 'r1 zh nowhere x bri=0' 'r1 zh - x glow=1' \
		'r1 zh - x bri' 'r1 zh - x slower=2' 'r1 zh - x ??'; do
		tr ' ' '\t' <<<"$bad" >direct.tsv
		run -65 --separate-stderr score direct.tsv
		# shellcheck disable=SC2154
		[[ $stderr == "score: direct/r1: "* ]]
	done
}

@test "score: usage errors exit 64, a missing table 66, a broken planner 70" {
	run -64 score -x
	run -0 score -h
	[[ $output == "usage: score [-v] [table.tsv ...]" ]]
	run -66 score none.tsv
	[[ $output == "score: cannot read 'none.tsv'" ]]
	planner 'cat >/dev/null; exit 75'
	run -70 score
	[[ $output == "score: amb-plan failed, exit status 75" ]]
}

@test "score: the set is large, in both languages, and no id is used twice" {
	cd "$BATS_TEST_DIRNAME/eval"
	[ "$(cat ./*.tsv | grep -c $'^[a-z]*[0-9]*\tzh')" -ge 210 ]
	[ "$(cat ./*.tsv | grep -c $'^[a-z]*[0-9]*\ten\t')" -ge 105 ]
	[ -z "$(cut -f 1 ./*.tsv | grep -v '^#' | sort | uniq -d)" ]
}

@test "amb-plan: understands the evaluation set, each stratum to its bar" {
	run score -v
	show
	[ "$status" -eq 0 ]
}
