#!/usr/bin/env bats
load helper

# summary: each plan of stdin on one line: target, strip, matrix
summary() {
	jq -r 'def digit: "0123456789abcdef"[.:. + 1];
		def hex: map((. / 16 | floor | digit) + (. % 16 | digit)) | add;
		.plan | [.target,
		(.strip | if . then "\(.mode) b\(.brightness) s\(.speed) "
			+ ([.colors[].rgb | hex] | join(",")) else "-" end),
		(.matrix | if . then (.subjects | join("")) + "|" + (.text // "")
			+ "|" + ([.background[] | hex] | join(",")) else "-" end)]
		| join(" / ")'
}

# means [CURRENT]: of the lines "sentence => regex" of stdin, the plan of each
# sentence must match; CURRENT is what is lit
means() {
	local current=${1-null} i failed=0
	local -a rows shown
	mapfile -t rows
	printf '%s\n' "${rows[@]%% => *}" | jq -cR --argjson c "$current" \
		'{instruction: .} + if $c then {current: $c} else {} end' |
		amb-plan | summary >shown
	mapfile -t shown <shown
	[ "${#shown[@]}" -eq "${#rows[@]}" ]
	for i in "${!rows[@]}"; do
		[[ ${shown[i]} =~ ${rows[i]##* => } ]] || {
			echo "${rows[i]}: ${shown[i]}"
			failed=1
		}
	done
	return "$failed"
}

# what is lit where a sentence changes only a part of it
lit='{"strip":{"command":{"mode":"breath","brightness":0.5,"speed":4,
	"led_count":60,"colors":[{"name":"red","rgb":[255,0,0]},
	{"name":"green","rgb":[0,200,60]}]}},
	"matrix":{"scene_prompt":"a boat","subjects":["⛵"],
	"background":[[40,80,120],[10,20,30]],"reason":"","image_model":"x"}}'

# helper NAME: a helper of the sh commands on stdin
helper() {
	mkdir -p libexec
	{ echo '#!/bin/sh' && cat; } >"libexec/amb-plan-$1"
	chmod +x "libexec/amb-plan-$1"
}

good='{"target":"strip","confidence":0.9,"speakable_reason":"as you like it",
	"strip":{"theme":"x","mode":"wave","speed":3,"brightness":0.4,
	"colors":[{"name":"lime","rgb":[160,255,0]}],"reason":"r"}}'

# falls_back CODE REGEX: the scene of stdin has the offline plan of 海边日落,
# and one error of that code whose message matches
falls_back() {
	jq -e --arg code "$1" --arg re "$2" '
		.plan.degraded and .plan.planner == "local" and
		.plan.matrix.subjects == ["🌅"] and (.errors | length) == 1 and
		(.errors[0] | .stage == "plan" and .code == $code and
		(.message | test($re)))'
}

@test "amb-plan: a line of text becomes a scene with a plan" {
	run -0 --separate-stderr amb-plan <<<"海边日落"
	[ -z "$stderr" ]
	jq -e '.instruction == "海边日落" and (.id | length) == 26 and
		.zone == "main" and .timings.plan_s >= 0 and
		(has("errors") | not) and (.plan | .target == "both" and
		.planner == "local" and .degraded == false and .confidence == 1 and
		(.speakable_reason | length) > 5 and .matrix.subjects == ["🌅"] and
		(.matrix | keys) == ["background", "image_model", "reason",
			"scene_prompt", "subjects"] and
		(.strip | keys) == ["brightness", "colors", "mode", "reason",
			"speed", "theme"])' <<<"$output"
}

@test "amb-plan: a scene keeps its members, and its old plan is redone" {
	run -0 --separate-stderr amb-plan < <(jq -cn '{id: "01M80FWSAF8TG3DNQQ3ADAFC8N", zone: "bar",
		instruction: "灯带变成红色", x: {y: [1]},
		plan: {target: "both", z: 1}}')
	jq -e '.id == "01M80FWSAF8TG3DNQQ3ADAFC8N" and .zone == "bar" and
		.x == {y: [1]} and .plan.target == "strip" and
		(.plan | has("z") or has("matrix") | not)' <<<"$output"
}

@test "amb-plan: many lines in one run, the same plan each time" {
	yes '一只小猫，灯带用蓝紫渐变' | head -n 40 | amb-plan >many
	[ "$(wc -l <many)" -eq 40 ]
	[ "$(jq -c .plan many | sort -u | wc -l)" -eq 1 ]
}

@test "amb-plan: the target is what the sentence names" {
	means <<-'EOF'
		灯带调成红色 => ^strip /
		灯调成红色 => ^strip /
		turn the lights red => ^strip /
		矩阵显示红色 => ^matrix / - / \|\|ff0000
		显示一只猫 => ^matrix / - / 🐱
		draw a cat => ^matrix / - / 🐱
		森林 => ^both /.*🌲
		灯带红色，矩阵显示雪人 => ^both / .*ff0000 / ⛄
		show a dog on the matrix and make the strip blue => ^both / .*0050ff / 🐶
		red strip and a cat on the matrix => ^both / .*ff0000 / 🐱
		只改灯带，来点森林的感觉 => ^strip /
		only the matrix, a forest => ^matrix / - / 🌲
		画面不变，灯带变成紫色 => ^strip / .*9628f0
		leave the strip alone, show a star => ^matrix / - / ⭐
		关灯 => ^both / - / -$
	EOF
}

@test "amb-plan: colours by name, code, temperature, in pairs and shades" {
	means <<-'EOF'
		天蓝色 => 50beff
		薰衣草紫的灯 => b496ff
		把燈帶調成綠色 => 00c83c
		ＲＧＢ（１２，３４，５６） => 0c2238
		#Ff8800 => ff8800
		#f0a => ff00aa
		rgb 0 128 255 => 0080ff
		medium sea green => 3cb371
		mediumseagreen => 3cb371
		3000K暖白 => ffb16e$|ffb16e /
		color temperature 6500 => fffefa
		蓝紫渐变 => gradient .* 0050ff,9628f0
		蓝紫色渐变 => gradient .* 0050ff,9628f0
		红橙黄绿青蓝紫 => ff0000,ff7800,ffe600,00c83c,00dce6,0050ff,9628f0
		from red to blue gradient => gradient .* ff0000,0050ff
		light blue => b4ebff
		pale turquoise => afeeee
		light brown => c09678
		深绿色 => 007832
		彩色 => ff0000,ffe600,00c83c
	EOF
}

@test "amb-plan: a longer word wins over a shorter one inside of it" {
	means <<-'EOF'
		金银花 => / 🌼
		红烧肉 => / 🍖
		白天鹅 => / 🦢
		蓝牙 => b0.6 .*ffaa5a
		黑板 => b0.6 .*ffaa5a
		青蛙 => / 🐸
		绿茶 => / 🍵
		show a hot dog => / 🌭
		a goldfish => / 🐠
		a catalogue, redundant => b0.6 .*ffaa5a
	EOF
}

@test "amb-plan: what is not wanted is not there" {
	means "$lit" <<-'EOF'
		不要红色 => b0.5 s4 00c83c /
		no red please => 00c83c /
		不要红色要蓝色 => 0050ff /
		not red but blue => 0050ff /
		去掉绿色 => ff0000 /
		圣诞，但是不要绿色 => ff0000,ffc832 /
		anything but green => ff0000 /
		不要呼吸 => static b0.5 s4
		不要太亮 => b0\.[0-4]
		don't change the strip => ^strip
	EOF
	means <<<"不要红色和绿色和蓝色 => ffaa5a"
}

@test "amb-plan: a change keeps all that it does not name" {
	means "$lit" <<-'EOF'
		换成金色 => ^strip / breath b0.5 s4 ffc832 /
		呼吸改成流水 => ^strip / flow b0.5 s4 ff0000,00c83c /
		把红色换成紫色 => ^strip / breath b0.5 s4 9628f0,00c83c /
		replace green with pink => ^strip / breath b0.5 s4 ff0000,ff78b4 /
		亮度70% => ^strip / breath b0.7 s4 ff0000,00c83c /
		颜色不变，亮度调到百分之八十 => ^strip / breath b0.8 s4 ff0000,00c83c /
		亮一点 => ^strip / breath b0.6.* s4 ff0000,00c83c /
		慢一点 => ^strip / breath b0.5 s([5-9]|[0-9]+\.)[0-9.]* ff0000,00c83c /
		加点蓝色 => ^strip / breath b0.5 s4 ff0000,00c83c,0050ff /
		关掉灯带 => ^strip / - / -$
		背景换成红色 => ^matrix / - / ⛵\|\|b30000
		屏幕亮一点 => ^matrix / - / -$
		矩阵显示月亮 => ^matrix / - / 🌙
	EOF
}

@test "amb-plan: warmer and cooler move the colours, and only them" {
	mild='{"strip":{"command":{"mode":"static","brightness":0.5,"speed":4,
		"led_count":60,"colors":[{"rgb":[255,214,170]}]}}}'
	means "$mild" <<-'EOF'
		再暖一些 => static b0.5 s4 ff[a-c][0-9a-f][0-9][0-9a-f] /
		cooler please => static b0.5 s4 [cd][0-9a-f][c-d][0-9a-f][b-d][0-9a-f] /
	EOF
}

@test "amb-plan: without a word on what is lit the spool says it" {
	mkdir -p spool/state/bar
	jq -n --argjson l "$lit" '{zone: "bar", strip: $l.strip,
		matrix: {plan: $l.matrix}}' >spool/state/bar/scene.json
	amb-plan < <(jq -cn '{zone: "bar", instruction: "换成金色"},
		{zone: "bar", instruction: "背景换成红色"}') | summary >shown
	[[ $(head -n 1 shown) = "strip / breath b0.5 s4 ffc832 / -" ]]
	[[ $(tail -n 1 shown) =~ ^matrix\ /\ -\ /\ ⛵\|\|b30000 ]]
	echo '{"strip":{"command":{"mode":"nonsense"}}}' >spool/state/bar/scene.json
	amb-plan < <(jq -cn '{zone: "bar", instruction: "亮一点"}') | summary >shown
	[[ $(<shown) =~ ^strip\ /\ static ]]
}

@test "amb-plan: a spool that is not there is not made" {
	run -0 --separate-stderr amb-plan <<<"亮一点"
	[ ! -e spool ]
	run -0 --separate-stderr amb-plan -d elsewhere <<<"亮一点"
	[ ! -e elsewhere ]
}

@test "amb-plan: every mode has its words, in both languages" {
	means <<-'EOF'
		红色常亮 => static
		红色呼吸 => breath
		红色跑马灯 => chase
		红蓝渐变 => gradient
		红色流水 => flow
		红色心跳 => pulse
		红色波浪 => wave
		红色闪烁 => sparkle
		steady red => static
		breathing red => breath
		red chase => chase
		red gradient => gradient .* ff0000,
		flowing red => flow
		pulsing red => pulse
		red wave => wave
		twinkling red => sparkle
	EOF
}

@test "amb-plan: faster is fewer seconds, but more LEDs per second" {
	means <<-'EOF'
		慢慢呼吸 => breath b[0-9.]+ s6.4
		红色呼吸 => breath b[0-9.]+ s4
		快速呼吸 => breath b[0-9.]+ s2.5
		slow chase => chase b[0-9.]+ s12.5
		red chase => chase b[0-9.]+ s20
		fast chase => chase b[0-9.]+ s32
		每3秒呼吸一次 => breath b[0-9.]+ s3
		wave every 8 seconds => wave b[0-9.]+ s8
	EOF
	chase='{"strip":{"command":{"mode":"chase","brightness":0.5,"speed":10,
		"led_count":60,"colors":[{"rgb":[255,0,0]}]}}}'
	means "$chase" <<-'EOF'
		快一点 => chase b0.5 s1[1-9]
		slower => chase b0.5 s[5-9]
		太快了 => chase b0.5 s[5-9]
		double the speed => chase b0.5 s20
		速度减半 => chase b0.5 s5
	EOF
	means "$lit" <<-'EOF'
		快一点 => breath b0.5 s[23]
		too fast => breath b0.5 s[5-9]
		double the speed => breath b0.5 s2
	EOF
}

@test "amb-plan: brightness by number, by word, by degree" {
	means "$lit" <<-'EOF'
		亮度百分之三十 => b0.3
		亮度30 => b0.3
		八成亮度 => b0.8
		三分之一亮度 => b0.33
		brightness 0.25 => b0.25
		dim to 20% => b0.2
		一半亮度 => b0.5
		half brightness => b0.5
		最亮 => b1
		full brightness => b1
		最暗 => b0.1
		太亮了 => b0.[0-4]
		有点暗 => b0.[6-9]
		不够亮 => b0.[6-9]
		刺眼 => b0.[0-4]
		make it 20% brighter => b0.[67]
		亮度降低20% => b0.3
		turn it up => b0.[6-9]
		turn off the strip => ^strip / - / -$
		亮度减半 => b0.25
	EOF
	dark='{"strip":{"command":{"mode":"breath","brightness":0,"speed":4,
		"led_count":60,"colors":[{"rgb":[255,0,0]}]}}}'
	means "$dark" <<-'EOF'
		开灯 => breath b0.8 s4 ff0000
		turn on the lights => b0.8
		换成蓝色 => b0.8
		调暗一点 => b0.05
	EOF
}

@test "amb-plan: text of one or two characters is shown as it was written" {
	means <<-'EOF'
		显示数字8 => ^matrix / - / \|8\|
		显示福字 => ^matrix / - / \|福\|
		顯示「愛」 => ^matrix / - / \|愛\|
		显示字母A => ^matrix / - / \|A\|
		显示“你好” => ^matrix / - / \|你好\|
		show the number 42 => ^matrix / - / \|42\|
		display "Hi" => ^matrix / - / \|Hi\|
		show 7 => ^matrix / - / \|7\|
		show 3 cats => ^matrix / - / 🐱\|\|
	EOF
}

@test "amb-plan: danger at the wheel gets the alert light, whatever is said" {
	while read -r sentence; do
		jq -cn --arg i "$sentence" --argjson c "$lit" \
			'{instruction: $i, current: $c}'
	done >scenes <<-'EOF'
		我开车有点困，来点放松的蓝色，暗一点
		疲劳驾驶
		眼皮打架了
		高速上好累
		前方危险，只要矩阵
		I'm falling asleep at the wheel, dim the lights
		so tired of driving, only the matrix in blue
		drowsy
		turn off the lights, i keep nodding off
	EOF
	amb-plan <scenes >plans
	[ "$(wc -l <plans)" -eq 9 ]
	jq -es 'all(.[].plan; .strip.brightness >= 0.8 and .target == "both" and
		(.strip.colors[0].rgb | .[0] > 200 and .[1] < 130 and .[2] < 60) and
		.strip.speed >= 0.34 and .matrix.subjects == ["⚠️"])' plans
	means <<-'EOF'
		困难模式的游戏 => 🎮
		准备睡觉了，把灯调暗 => breath b0
		the baby is sleepy, bedtime light => breath b0
		累了一天，想放松 => breath
	EOF
}

@test "amb-plan: what is not understood gets a warm light, and the reply says so" {
	amb-plan <<-'EOF' >plans
		qqq blorb
		咕噜哇啦
		。
	EOF
	jq -es 'length == 3 and all(.[].plan; .confidence == 0 and
		.degraded == false and .target == "both" and
		(.strip.colors[0].rgb | .[0] > .[1] and .[1] > .[2]) and
		(.speakable_reason | test("not|Not|没|不")))' plans
}

@test "amb-plan: confidence is the part that was understood" {
	amb-plan <<-'EOF' | jq -es 'map(.plan.confidence) | .[0] == 1 and
		.[1] > 0.3 and .[1] < 0.9 and .[2] == 0'
		把灯带调成红色
		红色咕噜哇啦咕噜
		咕噜哇啦
	EOF
}

@test "amb-plan: what is said is short, apt and in the language of the sentence" {
	cut -f 4,5 "$AMB_SHARE"/lexicon/theme-*.tsv | grep -v '^#' |
		tr '\t' '\n' | grep . >sentences
	cat >>sentences <<-'EOF'
		把灯带变成红色
		亮一点
		慢一点
		关灯
		显示数字8
		一只小猫
		make it red
		brighter
		slower
		lights off
		show the number 8
		a cat
	EOF
	[ "$(wc -l <sentences)" -gt 300 ]
	amb-plan <sentences >plans
	jq -es 'map(select(.plan.speakable_reason | length >= 60 or length < 5 or
		test("[{}]"))) == []' plans
	jq -es 'map(select((.instruction | test("\\p{Han}")) !=
		(.plan.speakable_reason | gsub("“.*”"; "") | test("\\p{Han}")))) ==
		[]' plans
	# the colour that is named is the one that is set
	jq -es 'map(.plan | select(.strip.brightness > 0 and .matrix.text == null) |
		. as $p | select($p.strip.colors[0].name as $n |
		$p.speakable_reason | ascii_downcase | contains($n) | not)) == []' plans
	# not one sentence for all
	[ "$(jq -r .plan.speakable_reason plans | sort -u | wc -l)" -gt 250 ]
}

@test "amb-plan: -x prints which words meant what" {
	run -0 --separate-stderr amb-plan -x <<<"不要红色，来个森林"
	[[ $stderr =~ 红色.*color\ red\ \(not\) ]]
	[[ $stderr =~ 森林.*theme\ forest ]]
	jq -e .plan <<<"$output"
}

@test "amb-plan: a helper's good plan is taken" {
	helper nice <<<"cat >seen; echo '${good//$'\n'/}'"
	AMB_PLANNER="nice local" run -0 --separate-stderr amb-plan <<<"海边日落"
	jq -e '(has("errors") | not) and (.plan | .planner == "nice" and
		.degraded == false and .target == "strip" and
		.speakable_reason == "as you like it" and .confidence == 0.9 and
		(has("matrix") | not) and .strip.mode == "wave")' <<<"$output"
	jq -e '.instruction == "海边日落"' seen
}

@test "amb-plan: a helper's numbers are clamped, its colours made usable" {
	helper wild <<-'EOF'
		cat >/dev/null
		printf %s '{"target":"both","extra":1,"matrix":{"scene_prompt":"a\nb",
		"subjects":["🐱",5,"🐶","🐭","🐹"],"text":"hello",
		"background":[[300,-4,10],"x"]},
		"strip":{"mode":"zap","brightness":7,"speed":-3,"reason":"so",
		"colors":[{"rgb":[0,0,9]},{"rgb":[255,0,0]},{"rgb":[254,2,0]},
		{"rgb":[0,255,0]}]}}'
	EOF
	AMB_PLANNER="wild" run -0 --separate-stderr amb-plan <<<"海边日落"
	jq -e '.plan | (has("extra") | not) and
		(.speakable_reason | length > 3 and length < 60) and
		(.matrix | .scene_prompt == "a b" and .text == "he" and
		.subjects == ["🐱", "🐶", "🐭"] and .background == [[255, 0, 10]]) and
		(.strip | .mode == "static" and .brightness == 1 and .speed >= 0 and
		(.reason | startswith("so (") and test("brightness 7 set to 1"))
		and (.colors | map(.rgb) | length == 3 and (unique | length) == 3 and
		all(max >= 100)))' <<<"$output"
}

@test "amb-plan: no helper's plan gets past the safety guard" {
	helper calm <<<"cat >/dev/null; echo '${good//$'\n'/}'"
	AMB_PLANNER="calm" run -0 --separate-stderr amb-plan <<<"我开车好困"
	jq -e '.plan | .planner == "calm" and .strip.brightness >= 0.8 and
		.strip.colors[0].rgb == [255, 0, 0]' <<<"$output"
}

@test "amb-plan: a helper may change power and brightness alone" {
	helper dark <<-'EOF'
		echo '{"target":"both","power":{"matrix":false,"strip":true,"x":1},
			"brightness":{"matrix":7,"strip":0.5}}' | tr -d '\n'
	EOF
	AMB_PLANNER=dark run -0 --separate-stderr amb-plan <<<"blorb"
	jq -e '(has("errors") | not) and (.plan | .planner == "dark" and
		.target == "both" and .power == {matrix: false, strip: true} and
		.brightness == {matrix: 1} and (has("matrix") or has("strip") | not)
		and (.speakable_reason | length > 0))' <<<"$output"
	# null and other kinds are nothing, and a part that is not named is missing
	helper half <<-'EOF'
		echo '{"target":"both","power":{"matrix":false,"strip":null},
			"brightness":{"matrix":"x"}}' | tr -d '\n'
	EOF
	AMB_PLANNER="half local" amb-plan <<<"海边日落" | falls_back \
		internal "'strip' is missing"
	# a part that is outside the target keeps its power
	helper strip <<-'EOF'
		echo '{"target":"strip","power":{"matrix":false,"strip":false},
			"brightness":{"matrix":-1}}' | tr -d '\n'
	EOF
	AMB_PLANNER="strip" run -0 --separate-stderr amb-plan <<<"blorb"
	jq -e '.plan | .power == {strip: false} and (has("brightness") | not)' \
		<<<"$output"
}

@test "amb-plan: a helper that fails leaves the offline plan and its reason" {
	helper later <<<"exit 75"
	helper never <<<"exit 69"
	helper crash <<<'kill -SEGV $$'
	helper text <<<"echo 'I think blue would be nice'"
	helper shape <<<"echo '{\"target\":\"moon\"}'"
	helper part <<<"echo '{\"target\":\"both\",\"strip\":{\"colors\":[]}}'"
	helper list <<<"echo '[1]'"
	helper silent <<<":"
	helper huge <<<"yes '{\"a\":1}' | head -c 3000000"
	while read -r name code message; do
		AMB_PLANNER="$name local" run -0 --separate-stderr amb-plan <<<"海边日落"
		falls_back "$code" "$message" <<<"$output" >/dev/null ||
			{ echo "$name: $output"; return 1; }
	done <<-'EOF'
		later unavailable later
		never refused never
		crash internal crash
		text internal bad.answer
		shape internal target
		part internal matrix
		list internal bad.answer
		silent internal bad.answer
		huge internal huge
		missing internal cannot.run
	EOF
}

@test "amb-plan: a slow helper costs no more than the budget" {
	helper slow <<<"sleep 30"
	helper good <<<"echo '${good//$'\n'/}'"
	SECONDS=0
	AMB_PLANNER="slow good" AMB_PLAN_TIMEOUT_S=0.2 run -0 --separate-stderr amb-plan \
		<<<"海边日落"
	[ "$SECONDS" -lt 10 ]
	jq -e '.plan.degraded and .plan.planner == "local" and
		.errors[0].code == "timeout" and .errors[0].retry' <<<"$output"
}

@test "amb-plan: the next helper is asked, up to the word local" {
	helper never <<<"exit 69"
	helper nice <<<"cat >/dev/null; echo '${good//$'\n'/}'"
	AMB_PLANNER="never nice" run -0 --separate-stderr amb-plan <<<"海边日落"
	jq -e '.plan.planner == "nice" and .plan.degraded == false and
		(.errors | length) == 1' <<<"$output"
	AMB_PLANNER="local nice" run -0 --separate-stderr amb-plan <<<"海边日落"
	jq -e '.plan.planner == "local" and .plan.degraded == false and
		(has("errors") | not)' <<<"$output"
}

@test "amb-plan: auto asks chat only for what is no plain command" {
	helper chat <<<"echo x >>asked; cat >/dev/null; echo '${good//$'\n'/}'"
	AMB_PLANNER=auto run -0 --separate-stderr amb-plan <<<"营造浪漫的氛围"
	jq -e '.plan.planner == "local" and .plan.degraded == false' <<<"$output"
	[ ! -e asked ]
	export API_KEY=k AMB_PLANNER=auto
	run -0 --separate-stderr amb-plan <<<"把灯带调成红色呼吸"
	jq -e '.plan.planner == "local"' <<<"$output"
	run -0 --separate-stderr amb-plan <<<"我开车好困"
	[ ! -e asked ]
	run -0 --separate-stderr amb-plan <<<"营造浪漫的氛围"
	jq -e '.plan.planner == "chat"' <<<"$output"
	[ "$(wc -l <asked)" -eq 1 ]
}

@test "amb-plan: hostile lines get one diagnostic each, the others their plan" {
	{
		echo '{"instruction":"红色"'
		echo '{"instruction":5}'
		echo '{"zone":"../x","instruction":"红色"}'
		printf '%s\n' "$(printf '[%.0s' {1..300})"
		printf 'red\0blue\n'
		printf '\xff\xfe\n'
		echo '{"instruction":"红色","current":{"strip":{"command":7},
			"matrix":[]}}' | tr -d '\n'
		echo
		echo "<span>&red;</span> %s%n \`rm -rf\` {c}"
		echo '{"instruction":"红色","current":5,"errors":[1]}'
	} >lines
	run -65 --separate-stderr amb-plan <lines
	printf '%s\n' "$output" >plans
	[ "$(wc -l <<<"$stderr")" -eq "$((9 - $(wc -l <plans)))" ]
	jq -es 'all(.[].plan.strip.colors[0].rgb; length == 3)' plans
	[ "$(wc -l <plans)" -ge 3 ]
}

@test "amb-plan: a scene without an instruction is a fault of the scene" {
	run -65 --separate-stderr amb-plan <<<'{"zone":"main"}'
	jq -e '.errors[0] | .stage == "plan" and .code == "bad_input"' <<<"$output"
}

@test "amb-plan: the longest and the oddest sentences end in a plan" {
	{
		printf '红%.0s' {1..2000}
		echo
		printf 'a %.0s' {1..1000}
		echo
		printf '🐱%.0s' {1..2000}
		echo
		printf '不%.0s' {1..999}
		echo
		printf '9%.0s' {1..2000}
		echo
		printf '"%.0s' {1..777}
		echo
		echo '显示"'
		echo '亮度99999999999999999999%'
		echo '色温0K 100000000000K'
		echo '#fffffff #ff rgb(1,2 rgb(999,999,999)'
		echo '速度0秒'
		echo '百分之'
		echo '零分之五亮度'
		echo '写字'
		echo '显示字'
	} >lines
	run -0 --separate-stderr amb-plan <lines
	[ -z "$stderr" ]
	jq -es 'length == 15 and all(.[].plan; (.strip // {brightness: 1, speed: 1} |
		.brightness >= 0 and .brightness <= 1 and .speed > 0 and
		.speed <= 1000))' <<<"$output"
}

@test "amb-plan: a lexicon that is missing or damaged is exit 78" {
	mkdir -p share/lexicon
	AMB_SHARE=$PWD/share run -78 --separate-stderr amb-plan <<<"红色"
	[[ $stderr == "amb-plan: cannot open lexicon '$PWD/share/"*": No such file"* ]]
	head -c 2000 "$AMB_SHARE/lexicon/lexicon.bin" >share/lexicon/lexicon.bin
	AMB_SHARE=$PWD/share run -78 --separate-stderr amb-plan <<<"红色"
	[[ $stderr == *"is cut short" ]]
	head -c 200000 /dev/zero >share/lexicon/lexicon.bin
	AMB_SHARE=$PWD/share run -78 --separate-stderr amb-plan <<<"红色"
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	: >share/lexicon/lexicon.bin
	AMB_SHARE=$PWD/share run -78 amb-plan <<<"红色"
}

@test "amb-plan: usage, bad settings, a full disk" {
	run -0 --separate-stderr amb-plan -h
	[ "${lines[0]}" = "usage: amb-plan [-hnVx] [-d spool]" ]
	run -64 --separate-stderr amb-plan -q
	[ -z "$output" ]
	[[ $stderr == *"usage: amb-plan [-hnVx] [-d spool]" ]]
	run -64 amb-plan extra
	run -74 bash -c 'amb-plan -h >/dev/full'
	run -74 bash -c 'amb-plan -V >/dev/full'
	AMB_PLAN_TIMEOUT_S=soon run -78 amb-plan </dev/null
	run -74 bash -c 'echo 红色 | amb-plan >/dev/full'
	run -0 --separate-stderr amb-plan </dev/null
	[ -z "$output$stderr" ]
}

@test "mklexicon: a mistake in a table is reported with its line" {
	make=$AMB_BINDIR/.obj/mklexicon
	[ -x "$make" ] || make=$AMB_BINDIR/../.obj/mklexicon
	cldr=/usr/share/unicode/cldr/common
	printf '# ok\nred\tff0000\tplain\t红色\tred\t红\n' >color.tsv
	run -0 "$make" out.bin "$cldr" color.tsv
	[ -s out.bin ]
	printf 'red2\tff00zz\tplain\t大红\tred2\t\n' >>color.tsv
	run -65 "$make" bad.bin "$cldr" color.tsv
	[[ $output == *"color.tsv:3: bad colour 'ff00zz'" ]]
	printf '# ok\na\tff0000\t-\t红色\tred\t\nb\tff0001\t-\t红色\trose\t\n' \
		>color.tsv
	run -65 "$make" bad.bin "$cldr" color.tsv
	[[ $output == *"two meanings of '红色'"* ]]
	printf 'mode\tjump\t跳\n' >word.tsv
	run -65 "$make" bad.bin "$cldr" word.tsv
	[[ $output == *"word.tsv:1: bad value 'jump'" ]]
	run -66 "$make" bad.bin /nowhere word.tsv
	[ ! -e bad.bin ]
}

@test "mklexicon: a file of CLDR that holds nothing of use is refused" {
	make=$AMB_BINDIR/.obj/mklexicon
	[ -x "$make" ] || make=$AMB_BINDIR/../.obj/mklexicon
	printf 'red\tff0000\tplain\t红色\tred\t红\n' >color.tsv
	cp -r "$BATS_TEST_DIRNAME/light/cldr" whole
	run -0 "$make" out.bin whole color.tsv
	for file in transforms/{Simplified-Traditional,Han-Latin}.xml \
		annotations{,Derived}/{zh,zh_Hant,en}.xml; do
		rm -rf part
		cp -r whole part
		echo '<ldml></ldml>' >"part/$file"
		run -65 "$make" bad.bin part color.tsv
		[ "${#lines[@]}" -eq 1 ]
		[[ $output == "mklexicon: no "*" in 'part/$file'" ]]
		[ ! -e bad.bin ]
	done
}

@test "amb-plan: -n sends nothing and prints the request, its key masked" {
	export AMB_LIBEXEC=$AMB_BINDIR API_KEY=sk-0123456789abcdef AMB_PLANNER=chat
	export AMB_CHAT_URL=https://127.0.0.1:9/v1 # nobody is there
	run -0 --separate-stderr amb-plan -n <<<"a long evening by the sea"
	show
	[ "${#lines[@]}" -eq 1 ]
	jq -e '.body.messages | length >= 2' <<<"$output"
	jq -e 'has("timings") or has("plan") | not' <<<"$output"
	[[ "$output$stderr" != *0123456789abcdef* ]]
}

# outputs [CURRENT]: of the lines "sentence => target changes | reply" of stdin:
# the target, all that the plan of the sentence changes, and a regex of the
# reply.  m+ s- is the matrix on, the strip off; m0.5 s0.8 are brightnesses, the
# strip being as in CURRENT otherwise; any other member is listed by name.
outputs() {
	local current=${1-$lit}
	tee rows | sed 's/ => .*//' | jq -cR --argjson c "$current" \
		'{instruction: ., current: $c}' | amb-plan >plans
	jq -r --argjson c "$current" 'def onoff: if . then "+" else "-" end;
		.instruction as $i | .plan | [.target,
		(.power // {} | to_entries[] | .key[0:1] + (.value | onoff)),
		(.brightness // {} | to_entries[] | .key[0:1] + (.value | tostring)),
		(.strip | select(.) | if del(.brightness, .theme, .reason) ==
			($c.strip.command | del(.brightness, .led_count))
			then "s\(.brightness)" else "strip" end),
		(keys - ["target", "power", "brightness", "strip", "planner",
			"degraded", "confidence", "speakable_reason"])[]]
		| $i + " => " + join(" ")' plans >seen
	sed 's/ | .*//' rows | diff - seen
	jq -r .plan.speakable_reason plans >replies
	paste rows replies | while IFS=$'\t' read -r row reply; do
		[[ $reply =~ ${row##* | } ]] || { echo "$row: $reply"; return 1; }
	done
	jq -es 'all(.[]; (.plan.speakable_reason | length < 60 and
		(test("[{}]|NaN|-1%") | not)) and .plan.confidence > 0.5 and
		(.instruction + .plan.speakable_reason | test("\\p{Han}")) ==
		(.plan.speakable_reason | test("\\p{Han}")))' plans
	# nothing of a part that is as it was
	jq -es 'all(.[].plan; . as $p | .speakable_reason | test({strip: "matrix|矩阵|屏|画",
		matrix: "strip|灯带", both: "^$"}[$p.target]) | not)' plans
}

@test "amb-plan: on and off change the power of what is named, and nothing else" {
	outputs <<-'EOF'
		关灯 => both m- s- | 灯带和矩阵
		开灯 => both m+ s+ | 灯带和矩阵
		熄灯 => both m- s- | 灯带和矩阵
		全部关掉 => both m- s- | 灯带和矩阵
		所有灯都打开 => both m+ s+ | 灯带和矩阵
		关掉灯带 => strip s- | 灯带
		把灯带关了吧 => strip s- | 灯带
		打开灯带 => strip s+ | 灯带
		开启灯带 => strip s+ | 灯带
		只关灯带 => strip s- | 灯带
		矩阵关掉 => matrix m- | 矩阵
		把屏幕关了 => matrix m- | 矩阵
		打开矩阵 => matrix m+ | 矩阵
		關掉矩陣 => matrix m- | 矩阵
		关灯带，开矩阵 => both m+ s- | 灯带关闭，矩阵打开
		关灯，但是矩阵留着 => strip s- | 灯带
		图案留着，只是把灯带关掉 => strip s- | 灯带
		lights off => both m- s- | strip and matrix
		lights on => both m+ s+ | strip and matrix
		turn everything off => both m- s- | strip and matrix
		turn off the strip => strip s- | strip
		turn the strip on => strip s+ | strip
		switch the strip off => strip s- | strip
		turn the matrix on => matrix m+ | matrix
		turn the screen off => matrix m- | matrix
		turn off the matrix and turn on the strip => both m- s+ | strip on, matrix off
		turn off everything except the matrix => strip s- | strip
		turn off everything but the strip => matrix m- | matrix
	EOF
	# a light that is asked for is on because it is set
	outputs <<-'EOF'
		turn on a red light => strip strip | red
		开红灯 => strip strip | 红
		矩阵关掉，灯带变蓝 => both m- strip | 灯带是蓝色，矩阵关闭
		关掉灯带，矩阵显示猫 => both s- matrix | 灯带关闭，矩阵显示猫
	EOF
}

@test "amb-plan: a brightness changes the part that is named, or both" {
	outputs <<-'EOF'
		矩阵亮度50% => matrix m0.5 | 矩阵50%
		屏幕亮度一半 => matrix m0.5 | 矩阵50%
		画面暗一点 => matrix m0.88 | 矩阵88%
		矩阵亮度减半 => matrix m0.5 | 矩阵50%
		矩阵亮度降低20% => matrix m0.84 | 矩阵84%
		屏幕太亮了 => matrix m0.82 | 矩阵82%
		矩阵最亮 => matrix m1 | 矩阵100%
		矩阵最暗 => matrix m0.12 | 矩阵12%
		矩阵亮度0 => matrix m0 | 矩阵0%
		matrix brightness 50% => matrix m0.5 | matrix 50%
		matrix to half brightness => matrix m0.5 | matrix 50%
		full brightness on the matrix => matrix m1 | matrix 100%
		minimum brightness on the matrix => matrix m0.12 | matrix 12%
		dim the picture => matrix m0.82 | matrix 82%
		make the matrix brighter => matrix m1 | matrix 100%
		灯带亮度80% => strip s0.8 | 灯带.*80%
		灯带暗一点 => strip s0.38 | 灯带.*38%
		dim the strip to 20% => strip s0.2 | trip.*20%
		strip at max brightness => strip s1 | trip.*100%
		亮度40% => strip s0.4 | 灯带.*40%
		暗一点 => strip s0.38 | 灯带.*38%
		brighter => strip s0.68 | trip.*68%
		brightness to 0% => strip s0 | trip.*0%
		整体亮度30% => both m0.3 s0.3 | 灯带和矩阵30%
		全部调暗一点 => both m0.88 s0.38 | 灯带38%，矩阵88%
		全部最亮 => both m1 s1 | 灯带和矩阵100%
		所有灯亮度一半 => both m0.5 s0.5 | 灯带和矩阵50%
		两个都暗一点 => both m0.88 s0.38 | 灯带38%，矩阵88%
		dim everything => both m0.3 s0.3 | strip and matrix 30%
		all lights to 20% => both m0.2 s0.2 | strip and matrix 20%
		everything brighter => both m1 s0.68 | strip 68%, matrix 100%
		everything to the max => both m1 s1 | strip and matrix 100%
		灯带亮度80%，矩阵亮度20% => both m0.2 s0.8 | 灯带80%，矩阵20%
		strip 80% and matrix 20% => both m0.2 s0.8 | strip 80%, matrix 20%
		关掉矩阵，灯带亮度80% => both m- s0.8 | 灯带80%，矩阵关闭
		turn the strip off and dim the matrix to 30% => both s- m0.3 | strip off, matrix 30%
	EOF
	# one for a picture or a colour is one for its part alone
	outputs <<-'EOF'
		矩阵显示猫，亮度20% => matrix m0.2 matrix | 矩阵显示猫、20%
		灯带红色，矩阵亮度20% => both m0.2 strip | 灯带是红色，矩阵20%
	EOF
}

@test "amb-plan: a step starts at the brightness that the zone has" {
	dim=$(jq -c '.brightness = {matrix: 0.3, strip: 1}' <<<"$lit")
	outputs "$dim" <<-'EOF'
		画面亮一点 => matrix m0.42 | 矩阵42%
		矩阵亮度翻倍 => matrix m0.6 | 矩阵60%
		the matrix a bit darker => matrix m0.18 | matrix 18%
		everything brighter => both m0.48 s0.68 | strip 68%, matrix 48%
	EOF
	# darker is not dark
	outputs "$(jq -c '.brightness.matrix = 0.06' <<<"$dim")" \
		<<<"矩阵再暗一点 => matrix m0.05 | 矩阵5%"
	# on makes visible, whatever kept it dark
	outputs "$(jq -c '.brightness.matrix = 0' <<<"$dim")" <<-'EOF'
		打开矩阵 => matrix m+ m1 | 矩阵100%
		矩阵亮一点 => matrix m0.12 | 矩阵12%
	EOF
	outputs "$(jq -c '.strip.command.brightness = 0' <<<"$lit")" \
		<<<"打开灯带 => strip s0.8 | 灯带.*80%"
}

@test "amb-plan: a brightness above 0 turns a part on that is off" {
	off=$(jq -c '.power = {matrix: false, strip: false}' <<<"$lit")
	outputs "$off" <<-'EOF'
		亮度40% => strip s+ s0.4 | 灯带.*40%
		brightness 40% => strip s+ s0.4 | trip.*40%
		矩阵亮度40% => matrix m+ m0.4 | 矩阵40%
		整体亮度30% => both m+ s+ m0.3 s0.3 | 灯带和矩阵30%
		暗一点 => strip s+ s0.38 | 灯带.*38%
		矩阵亮度0 => matrix m0 | 矩阵0%
		开灯 => both m+ s+ | 灯带和矩阵
		矩阵显示猫 => matrix matrix | 猫
	EOF
	# without a part a step is for what is lit
	outputs "$(jq -c '.power.matrix = true' <<<"$off")" <<-'EOF'
		暗一点 => matrix m0.88 | 矩阵88%
		brightness 40% => strip s+ s0.4 | trip.*40%
		灯带暗一点 => strip s+ s0.38 | 灯带.*38%
	EOF
}

@test "amb-plan: power and brightness are those of the zone in the spool" {
	mkdir -p spool/state/bar
	jq -n --argjson l "$lit" '{zone: "bar", strip: $l.strip,
		matrix: {plan: $l.matrix}, brightness: {matrix: 0.5, strip: 1},
		power: {matrix: false, strip: true}}' >spool/state/bar/scene.json
	amb-plan < <(jq -cn '{zone: "bar", instruction: "矩阵亮一点"}') >plan
	jq -e '.plan | .power == {matrix: true} and .brightness == {matrix: 0.62} and
		.target == "matrix" and (has("matrix") or has("strip") | not)' plan
}
