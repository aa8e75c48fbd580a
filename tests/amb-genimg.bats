#!/usr/bin/env bats
load helper

ID=01KAQM0C9ZJ4S8V7X2T5W3B6RD

# scene MATRIX [MEMBERS]: a scene whose plan.matrix is MATRIX
scene() {
	printf '{"id":"%s","instruction":"x","accepted_at_ms":1%s,"plan":{"target":"both","matrix":%s}}\n' \
		"$ID" "${2-}" "$1"
}

cat_scene() {
	scene '{"subjects":["🐱"],"background":[[10,10,40]],"scene_prompt":"cat"}'
}

# helper NAME: a helper whose body, in sh, is standard input; it leaves a
# line in asked, and reads the scene first
helper() {
	mkdir -p libexec
	{
		printf '#!/bin/sh\necho %s >>%s/asked\nread -r scene\n' "$1" "$PWD"
		cat
	} >"libexec/amb-genimg-$1"
	chmod +x "libexec/amb-genimg-$1"
}

# ask CHAIN: run a scene with this AMB_GENIMG
ask() {
	: >asked
	AMB_GENIMG=$1 run --separate-stderr amb-genimg <<<"$(cat_scene)"
	show
}

image() {
	jq -r ".image | $1" <<<"$output"
}

# the painter did it in a helper's stead, for the reason that matches $2
fell_back() {
	[ "$status" -eq 0 ]
	[ "$(image '[.generator, .degraded] | join(" ")')" = "paint true" ]
	[ "$(head -c 4 "$(image .path)" | tail -c 3)" = PNG ]
	[ "$(jq -r '.errors[-1] | select(.stage == "genimg") | [.code, .retry] | join(" ")' <<<"$output")" = "$1" ]
	# shellcheck disable=SC2053 # a pattern
	[[ $(jq -r '.errors[-1].message' <<<"$output") == $2 ]]
	[ "$(ls "spool/done/$ID")" = image.png ]
	[ -z "$(ls spool/tmp)" ]
}

# leds: the matrix of the scene in $output, a line of r,g,b for each row
leds() {
	amb-downsample <<<"$output" |
		jq -r '.matrix.pixels[] | map(map(tostring) | join(",")) | join(" ")'
}

# lit MIN: how many LEDs have a code of at least MIN
lit() {
	leds | tr ' ' '\n' | awk -F, -v min="$1" '$1>=min||$2>=min||$3>=min' | wc -l
}

@test "amb-genimg: a plan becomes a picture in the spool, all else is passed on" {
	run -0 --separate-stderr amb-genimg <<<"$(scene '{"subjects":["🐱"]}' ',"mine":[1,{"a":null}]')"
	show
	[ -z "$stderr" ]
	[ "$(image .path)" = "$(realpath spool)/done/$ID/image.png" ]
	[ "$(image '[.generator, .degraded, .fit] | join(" ")')" = "paint false contain" ]
	[ "$(identify -format '%m %w %h' "$(image .path)")" = "PNG $(image .width) $(image .height)" ]
	[ "$(jq -c .mine <<<"$output")" = '[1,{"a":null}]' ]
	jq -e '.timings.genimg_s > 0 and (has("errors") | not)' <<<"$output"
	[ "$(ls "spool/done/$ID")" = image.png ]
	[ -z "$(ls spool/tmp)" ]
}

@test "amb-genimg: the same plan gives the same bytes, another plan others" {
	for plan in '{"subjects":["🌙"],"scene_prompt":"starry night"}' '{"text":"福"}' \
		'{"subjects":["🌅"],"background":[[80,40,100],[255,180,60]]}'; do
		amb-genimg -d one <<<"$(scene "$plan")" >/dev/null
		scene "$plan" | sed "s/$ID/01KAQM0C9ZJ4S8V7X2T5W3B6RE/" |
			amb-genimg -d two >/dev/null
		cmp one/done/*/image.png two/done/*/image.png
		rm -r two
		sum=$(cksum one/done/*/image.png)
		[ "$sum" != "${last-}" ]
		last=$sum
	done
}

@test "amb-genimg: one subject is centred and fills the matrix but for its edge" {
	run -0 amb-genimg <<<"$(scene '{"subjects":["🍎"],"background":[[0,0,0]]}')"
	leds >rows
	[ "$(wc -l <rows)" -eq 16 ]
	# rows and columns with something in them
	# shellcheck disable=SC2016 # for awk
	run -0 awk '{ for (i = 1; i <= NF; i++) if ($i != "0,0,0") { row[NR]; col[i] } }
		END { print length(row), length(col), 1 in row, 16 in row, 1 in col, 16 in col }' rows
	[[ $output =~ ^1[234]\ 1[1234]\ 0\ 0\ 0\ 0$ ]]
}

@test "amb-genimg: a bright ground does not drown its subject" {
	run -0 amb-genimg <<<"$(scene '{"subjects":["☁️"],"background":[[255,255,255],[250,250,255]]}')"
	# corners are ground, the middle is cloud
	leds >rows
	corner=$(head -1 rows | cut -d' ' -f1 | cut -d, -f2)
	middle=$(sed -n 9p rows | cut -d' ' -f8 | cut -d, -f2)
	[ "$middle" -gt $((corner + 80)) ]
}

@test "amb-genimg: without a subject the colours fill the matrix" {
	run -0 amb-genimg <<<"$(scene '{"background":[[255,0,0],[0,0,255]]}')"
	leds >rows
	[ "$(sort -u rows | wc -l)" -eq 16 ]
	read -r top _ < <(head -1 rows)
	[ "${top%%,*}" -gt 240 ]
	read -r bottom _ < <(tail -1 rows)
	[ "${bottom##*,}" -gt 240 ]
	[ "$(tail -1 rows | tr ' ' '\n' | sort -u | wc -l)" -eq 1 ]
}

@test "amb-genimg: digits and letters are whole LEDs and need no font" {
	printf '<fontconfig></fontconfig>' >none.conf
	export FONTCONFIG_FILE=$PWD/none.conf
	for text in 8 26 A OK w 7%; do
		run -0 --separate-stderr amb-genimg <<<"$(scene "{\"text\":\"$text\"}")"
		[ -z "$stderr" ]
		[ "$(image .degraded)" = false ]
		# either wholly lit or not at all
		n=$(lit 250)
		[ "$n" -ge 30 ]
		[ "$(lit 16)" -eq "$n" ]
	done
}

@test "amb-genimg: a Chinese character is drawn dot by dot" {
	fc-list | grep -qi unifont || skip "no font of dots"
	run -0 --separate-stderr amb-genimg <<<"$(scene '{"text":"福"}')"
	[ -z "$stderr" ]
	n=$(lit 200)
	[ "$n" -ge 80 ]
	[ "$n" -le 140 ]
	[ "$(lit 16)" -eq "$n" ]
}

@test "amb-genimg: text takes the colour of the plan" {
	run -0 amb-genimg <<<"$(scene '{"text":"H","background":[[0,60,0]]}')"
	leds | tr ' ' '\n' | sort | uniq -c | sort -rn >colours
	grep -q ' 0,255,0$' colours
	run -0 amb-genimg <<<"$(scene '{"text":"H","background":[[0,0,0]]},"strip":{"colors":[{"rgb":[255,0,0]}]}')"
	leds | tr ' ' '\n' | grep -qx 255,0,0
}

@test "amb-genimg: what the words name is seen: stars, rain, a town, a sea" {
	scene '{"background":[[0,0,20]],"scene_prompt":"nothing"}' >plain
	run -0 amb-genimg <plain
	[ "$(lit 60)" -eq 0 ]
	for words in 'a starry night' 下雨 snow 城市 aurora '烟花' 'the milky way' 流星; do
		run -0 amb-genimg <<<"$(scene "{\"background\":[[0,0,20]],\"scene_prompt\":\"$words\"}")"
		n=$(lit 60)
		echo "$words: $n"
		[ "$n" -ge 8 ]
		[ "$n" -le 200 ]
	done
	# a part of a word is not the word
	run -0 amb-genimg <<<"$(scene '{"background":[[0,0,20]],"scene_prompt":"starch, trains, capacity"}')"
	[ "$(lit 60)" -eq 0 ]
}

@test "amb-genimg: a low sun is painted over the water that mirrors it" {
	run -0 amb-genimg <<<"$(scene '{"subjects":["🌅"],"background":[[80,40,100],[240,100,70],[255,180,60]]}')"
	leds >rows
	IFS=, read -r r g b < <(sed -n 9p rows | cut -d' ' -f8)
	[ "$r" -gt 240 ] && [ "$g" -gt 220 ] && [ "$b" -lt 200 ]
	IFS=, read -r r g b < <(sed -n 12p rows | cut -d' ' -f1)
	[ "$b" -gt "$g" ]
}

@test "amb-genimg: with two and three subjects each is seen" {
	run -0 amb-genimg <<<"$(scene '{"subjects":["🍎","🌲"]}')"
	leds | tr ' ' '\n' | tr , ' ' >two
	[ "$(awk '$1>150 && $2<90' two | wc -l)" -ge 15 ]
	[ "$(awk '$2>100 && $1<90' two | wc -l)" -ge 12 ]
	run -0 amb-genimg <<<"$(scene '{"subjects":["🍎","🌲","💙"]}')"
	leds | tr ' ' '\n' | tr , ' ' >three
	[ "$(awk '$1>150 && $2<90' three | wc -l)" -ge 10 ]
	[ "$(awk '$2>100 && $1<90' three | wc -l)" -ge 8 ]
	[ "$(awk '$3>150 && $1<100' three | wc -l)" -ge 8 ]
}

@test "amb-genimg: without fonts there is a shape, a warning and degraded" {
	printf '<fontconfig></fontconfig>' >none.conf
	FONTCONFIG_FILE=$PWD/none.conf run -0 --separate-stderr amb-genimg \
		<<<"$(scene '{"subjects":["🐱"]},"strip":{"colors":[{"rgb":[0,200,0]}]}')"
	show
	[ "$stderr" = "amb-genimg: a character or emoji has no glyph in the fonts" ]
	[ "$(image .degraded)" = true ]
	[ "$(leds | tr ' ' '\n' | grep -cx 0,200,0)" -ge 100 ]
	FONTCONFIG_FILE=$PWD/none.conf run -0 --separate-stderr amb-genimg <<<"$(scene '{"text":"福"}')"
	[ "$stderr" = "amb-genimg: a character or emoji has no glyph in the fonts" ]
	[ "$(image .degraded)" = true ]
	[ "$(lit 250)" -ge 30 ]
}

@test "amb-genimg: hostile plans are painted or an error, never run, never a crash" {
	long=$(printf '%10000s' '' | tr ' ' x)
	while IFS= read -r plan; do
		scene "$plan"
	done >scenes <<END
{}
{"subjects":[],"background":[],"scene_prompt":"","text":""}
{"subjects":"🐱","background":"red","scene_prompt":7,"text":[]}
{"subjects":[null,true,7,[],{},""],"background":[null,[1],[1,2,3,4],[256,0,0],[-1,0,0],["a",0,0]]}
{"subjects":["<b>x</b>","<span font='999'>x</span>","&lt;","@/etc/passwd"]}
{"subjects":["%[fx:1]","label:x","\\\\x41","\u0001","\u200d","\ufe0f"]}
{"subjects":["$long","🐱🐱🐱🐱🐱🐱🐱🐱🐱🐱🐱🐱","🐱🐶"],"text":"$long","scene_prompt":"$long"}
{"subjects":["\u202e🐱","\u0645\u0631\u062d\u0628\u0627","a\u0301\u0301\u0301\u0301"]}
{"subjects":["🐱","🐶","🐰","🦊","🐻"]}
{"text":"<>","subjects":["🐱"]}
{"text":"&#"}
{"text":"\u0000"}
{"text":"\n\n"}
{"text":"\u202e8"}
{"text":"\udbff\udfff"}
{"subjects":["🇨🇳","1️⃣","👨‍👩‍👧‍👦"]}
{"background":[[0,0,0],[1,1,1],[2,2,2],[3,3,3],[4,4,4],[5,5,5],[6,6,6],[7,7,7],[8,8,8],[9,9,9]]}
END
	run -0 --separate-stderr amb-genimg <scenes
	show
	[ "$(wc -l <<<"$output")" -eq "$(wc -l <scenes)" ]
	[ "$(jq -r .image.generator <<<"$output" | sort | uniq -c | tr -s ' ')" = " $(wc -l <scenes) paint" ]
	run ! grep -v '^amb-genimg: ' <<<"$stderr"
	grep -q 'ignored 6 invalid or surplus subjects' <<<"$stderr"
	grep -q 'ignored 2 invalid or surplus subjects' <<<"$stderr"
}

@test "amb-genimg: many scenes in one run, a bad line among them" {
	for i in 1 2 3 4 5 6 7 8; do
		cat_scene | sed "s/$ID/01KAQM0C9ZJ4S8V7X2T5W3B6R$i/"
		[ $i -ne 4 ] || echo '{"id":'
	done >scenes
	run -65 --separate-stderr amb-genimg <scenes
	[ "$(wc -l <<<"$output")" -eq 8 ]
	[ "$(jq -r .image.path <<<"$output" | xargs ls | wc -l)" -eq 8 ]
	[[ $stderr == "amb-genimg: bad scene: "* ]]
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
}

@test "amb-genimg: a scene for the strip alone is passed on as it is" {
	in='{"id":"'$ID'","zone":"main","accepted_at_ms":1,"plan":{"target":"strip"}}'
	run -0 --separate-stderr amb-genimg <<<"$in"
	[ "$(jq -cS 'del(.timings)' <<<"$output")" = "$(jq -cS . <<<"$in")" ]
	[ ! -e spool/done/$ID ]
}

@test "amb-genimg: no plan for the matrix is bad input, an error in the scene" {
	run -65 --separate-stderr amb-genimg <<<'{"id":"'$ID'","instruction":"x"}'
	[ "$(jq -r '.errors[0] | [.stage, .code, .message] | join(" ")' <<<"$output")" = \
		"genimg bad_input 'plan.matrix' must be an object" ]
	run -65 --separate-stderr amb-genimg <<<'{"plan":{"target":"both","matrix":[]}}'
	[ "$(jq -r '.errors[0].code' <<<"$output")" = bad_input ]
	# a picture that was there before is not that of this plan
	run -65 amb-genimg <<<'{"image":{"path":"/x"},"plan":{"target":"both"}}'
	jq -e 'has("image") | not' <<<"$output"
}

@test "amb-genimg: a helper's picture is taken, whatever its format is called" {
	for f in png jpg gif webp; do
		convert -size 20x10 xc:red "good.$f"
	done
	for f in png jpg gif webp; do
		helper made <<-END
			cp $PWD/good.$f "\$AMB_IMAGE_OUT"
			echo '{"generator":"made/model-1","width":20,"height":10,"cost":0.04,"path":"/etc/passwd","degraded":true}'
		END
		rm -rf spool
		ask made
		[ "$status" -eq 0 ] && [[ $stderr != *amb-genimg* ]]
		[ "$(image .path)" = "$(realpath spool)/done/$ID/image.$f" ]
		cmp "good.$f" "$(image .path)"
		[ "$(image '[.generator, .width, .height, .cost, .degraded, .fit] | map(tostring) | join(" ")')" = \
			"made/model-1 20 10 0.04 false cover" ]
		jq -e 'has("errors") | not' <<<"$output"
		[ "$(ls "spool/done/$ID")" = "image.$f" ]
		[ "$(cat asked)" = made ]
	done
}

@test "amb-genimg: a helper gets the scene, a deadline and a place of its own" {
	helper look <<-'END'
		printf '%s\n' "$scene" >seen
		echo "$AMB_DEADLINE_MS $AMB_IMAGE_OUT" >>seen
		exit 69
	END
	mkdir -p "spool/done/$ID"
	echo left over >"spool/done/$ID/helper"
	before=$(date +%s%3N)
	FLUX_POLL_MAX_SECONDS=20 ask look
	read -r deadline out < <(tail -1 seen)
	[ "$(head -1 seen | jq -c '[.id, .plan.matrix.subjects]')" = "[\"$ID\",[\"🐱\"]]" ]
	[ $((deadline - before)) -ge 19000 ]
	[ $((deadline - before)) -le 29000 ]
	[[ $out == "$(realpath spool)/done/$ID/"* ]]
	fell_back 'refused false' 'amb-genimg-look: *69'
}

@test "amb-genimg: a helper that brings no picture is made good by the painter" {
	answer='echo {\"generator\":\"x\"}'
	helper none <<<"$answer"
	ask none
	fell_back 'internal false' '*bad answer: no picture in AMB_IMAGE_OUT'
	# shellcheck disable=SC2016 # for the helper's shell
	helper empty <<<': >"$AMB_IMAGE_OUT";'"$answer"
	ask empty
	fell_back 'internal false' '*no picture in AMB_IMAGE_OUT'
	# shellcheck disable=SC2016
	helper text <<<'echo "<svg/>" >"$AMB_IMAGE_OUT";'"$answer"
	ask text
	fell_back 'internal false' '*its picture is no PNG, JPEG, GIF or WebP'
	# shellcheck disable=SC2016
	helper link <<<'ln -s /etc/passwd "$AMB_IMAGE_OUT";'"$answer"
	ask link
	fell_back 'internal false' '*no picture in AMB_IMAGE_OUT'
	# shellcheck disable=SC2016
	helper pipe <<<'mkfifo "$AMB_IMAGE_OUT";'"$answer"
	ask pipe
	fell_back 'internal false' '*no picture in AMB_IMAGE_OUT'
}

@test "amb-genimg: a picture that is cut off or too large is not taken" {
	convert -size 200x200 plasma: good.jpg
	helper cut <<-END
		head -c 2000 $PWD/good.jpg >"\$AMB_IMAGE_OUT"
		echo '{}'
	END
	ask cut
	fell_back 'internal false' '*its picture is truncated'
	helper large <<-END
		cp $PWD/good.jpg "\$AMB_IMAGE_OUT"
		echo '{}'
	END
	MAX_UPLOAD_MB=0.001 ask large
	fell_back 'internal false' '*its picture is larger than MAX_UPLOAD_MB'
}

@test "amb-genimg: what a helper's failure says, the scene says" {
	helper busy <<<'exit 75'
	ask busy
	fell_back 'unavailable true' 'amb-genimg-busy: *75'
	helper no <<<"echo '{\"error\":{\"code\":\"refused\",\"message\":\"moderated\"}}'; exit 69"
	ask no
	fell_back 'refused false' 'amb-genimg-no: moderated'
	# shellcheck disable=SC2016
	helper crash <<<'kill -SEGV $$'
	ask crash
	fell_back 'internal false' 'amb-genimg-crash: *'
	helper chat <<<'echo hello'
	ask chat
	fell_back 'internal false' 'amb-genimg-chat: bad answer: *'
	ask nobody
	fell_back 'internal false' "cannot run 'amb-genimg-nobody': *"
	[ ! -s asked ]
}

@test "amb-genimg: a slow helper is ended at the budget, with all it started" {
	# shellcheck disable=SC2016
	helper slow <<<'echo x >"$AMB_IMAGE_OUT"; sleep 60 & echo $! >child; wait'
	SECONDS=0
	FLUX_POLL_MAX_SECONDS=0.5 ask slow
	[ "$SECONDS" -lt 30 ]
	fell_back 'timeout true' 'amb-genimg-slow: no answer in time'
	until_true 10 gone "$(cat child)"
}

gone() {
	! kill -0 "$1" 2>/dev/null
}

@test "amb-genimg: the next in the chain is asked, and gets a clean place" {
	convert -size 8x8 xc:red good.png
	# shellcheck disable=SC2016
	helper first <<<'cp good.png "$AMB_IMAGE_OUT"; exit 75'
	helper idle <<<'echo {}'
	# shellcheck disable=SC2016
	helper second <<<'cp good.png "$AMB_IMAGE_OUT"; echo {}'
	ask "first second paint"
	[ "$status" -eq 0 ]
	[ "$(image '[.generator, .degraded] | join(" ")')" = "helper false" ]
	[ "$(jq -c '[.errors[].code]' <<<"$output")" = '["unavailable"]' ]
	[ "$(tr '\n' ' ' <asked)" = "first second " ]
	# the painter leaves no trace in what helpers are started with
	helper env <<<'env | grep MAGICK >found; exit 75'
	{
		cat_scene
		cat_scene
	} >two
	MAGICK_TEST=1 AMB_GENIMG=env run -0 --separate-stderr amb-genimg <two
	[ "$(cat found)" = MAGICK_TEST=1 ]
	# what the first left is not the answer of one that brought nothing
	ask "first idle"
	[ "$(tr '\n' ' ' <asked)" = "first idle " ]
	fell_back 'internal false' 'amb-genimg-idle: *no picture in AMB_IMAGE_OUT'
}

@test "amb-genimg: the example of amb-helper(7) is a helper" {
	mkdir libexec
	# of its displays, the one of that name; \e is how mdoc writes a backslash
	awk '/^\.Bd/ { text = "" }
		/^\.Ed/ { if (text ~ /amb-genimg-blank/) printf "%s", text }
		!/^\./ { text = text $0 "\n" }' \
		"$BATS_TEST_DIRNAME/../lib/scene/amb-helper.7" |
		sed 's/\\e/\\/g' >libexec/amb-genimg-blank
	chmod +x libexec/amb-genimg-blank
	ask blank
	[ "$(image '[.generator, .width, .degraded] | join(" ")')" = "blank 64 false" ]
	[ "$(leds | tr ' ' '\n' | sort -u)" = 10,10,40 ]
}

@test "amb-genimg: after paint nobody is asked" {
	helper late <<<'exit 70'
	ask "paint late"
	[ "$status" -eq 0 ]
	[ "$(image '[.generator, .degraded] | join(" ")')" = "paint false" ]
	[ ! -s asked ]
}

@test "amb-genimg: -n prints what would be sent and stores nothing" {
	# shellcheck disable=SC2016
	helper dry <<<'echo "{\"dry\":\"$1\"}"'
	AMB_GENIMG=dry run -0 --separate-stderr amb-genimg -n <<<"$(cat_scene)"
	[ "$(jq -c .dry <<<"$output")" = '"-n"' ]
	run -0 --separate-stderr amb-genimg -n <<<"$(cat_scene)"
	[ "$(jq -c .generator <<<"$output")" = '"paint"' ]
	[ ! -e "spool/done/$ID" ]
}

@test "amb-genimg: a spool that cannot be made is 73, named" {
	: >file
	run -73 --separate-stderr amb-genimg -d file/spool <<<"$(cat_scene)"
	[ -z "$output" ]
	[[ $stderr == "amb-genimg: cannot open spool 'file/spool': "* ]]
}

@test "amb-genimg: a picture that cannot be stored is an error, and the scene goes on" {
	mkdir -p spool/done
	: >"spool/done/$ID"
	rm -f "spool/done/$ID/image.png"
	run -73 --separate-stderr amb-genimg <<<"$(cat_scene)"
	[ "$(jq -r '.errors[0] | [.stage, .code, .retry] | join(" ")' <<<"$output")" = "genimg storage true" ]
	jq -e 'has("image") | not' <<<"$output"
	# no room for it: nothing half-written, and then all is well again
	rm "spool/done/$ID"
	run -73 --separate-stderr bash -c 'ulimit -f 1; exec amb-genimg' <<<"$(cat_scene)"
	show
	[ "$(jq -r '.errors[0].code' <<<"$output")" = storage ]
	[ -z "$(find spool/tmp "spool/done/$ID" -type f)" ]
	run -0 amb-genimg <<<"$(cat_scene)"
}

@test "amb-genimg: a full standard output is 74" {
	run -74 --separate-stderr bash -c 'amb-genimg >/dev/full' <<<"$(cat_scene)"
	[[ $stderr == "amb-genimg: "*"standard output"* ]]
	run -74 --separate-stderr bash -c 'amb-genimg -h >/dev/full'
	run -74 --separate-stderr bash -c 'amb-genimg -V >/dev/full'
}

@test "amb-genimg: -h is the synopsis, a wrong option is 64" {
	run -0 --separate-stderr amb-genimg -h
	[ "${lines[0]}" = "usage: amb-genimg [-hnV] [-d spool]" ]
	for args in -x "-d" "file"; do
		run -64 --separate-stderr amb-genimg $args </dev/null
		[ -z "$output" ]
		[[ $stderr == *"usage: amb-genimg [-hnV] [-d spool]" ]]
	done
}

@test "amb-genimg: a setting that does not parse is 78" {
	AMB_GENIMG='../sh' run -78 --separate-stderr amb-genimg </dev/null
	[[ $stderr == "amb-genimg: bad AMB_GENIMG: "* ]]
	FLUX_POLL_MAX_SECONDS=soon run -78 --separate-stderr amb-genimg </dev/null
	[[ $stderr == "amb-genimg: bad FLUX_POLL_MAX_SECONDS: "* ]]
}
