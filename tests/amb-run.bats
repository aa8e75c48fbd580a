#!/usr/bin/env bats
load helper

old=01KA0000000000000000000001
new=01KA0000000000000000000002

# job ID TEXT [CHANGE]: queue a scene that wants a red strip and a picture
job() {
	mkdir -p spool/queue spool/tmp
	jq -nc --arg id "$1" --arg text "$2" '{id: $id, zone: "main",
		instruction: $text, accepted_at_ms: 1764000000000,
		plan: {target: "both", speakable_reason: $text,
		       matrix: {scene_prompt: $text, subjects: ["🌅"],
				background: [[0, 0, 40], [90, 40, 0]]},
		       strip: {theme: $text, mode: "static", speed: 4,
			       brightness: 1, colors: [{rgb: [255, 0, 0]}]}}}' |
		jq -c "${3-.}" >"spool/tmp/$1"
	mv "spool/tmp/$1" "spool/queue/$1.json"
}

# a helper that logs whom it paints for, and waits for the file 'go' when the
# instruction is slow
gate() {
	mkdir -p libexec
	convert -size 32x32 xc:'rgb(0,200,0)' green.png
	cat >libexec/amb-genimg-gate <<-END
		#!/bin/sh
		scene=\$(cat)
		echo x >>$PWD/calls
		case \$scene in *slow*) until [ -e $PWD/go ]; do sleep 0.02; done ;; esac
		cp $PWD/green.png "\$AMB_IMAGE_OUT"
		echo '{"generator":"gate"}'
	END
	chmod +x libexec/amb-genimg-gate
	export AMB_GENIMG=gate
}

lit() {
	[ "$(jq -r ".$1.id" spool/state/main/scene.json)" = "$2" ]
}

finished() {
	[ -e "spool/done/$1/scene.json" ] && [ ! -e "spool/active/$1.json" ]
}

teardown() {
	touch go
	[ -z "${runner-}" ] || { kill -TERM "$runner" && wait "$runner"; } || :
}

@test "amb-run: takes a job through the line and keeps the scene of each stage" {
	job $old 'a sunset'
	run -0 --separate-stderr amb-run
	show
	finished $old
	lit matrix $old
	lit strip $old
	for f in strip lit genimg downsample scene; do
		jq -e .id "spool/done/$old/$f.json" >/dev/null
	done
	[ -s "$(jq -r .image.path spool/done/$old/scene.json)" ]
	[ -z "$(find spool/{tmp,queue,active} -type f)" ]
}

@test "amb-run: plans a job that has no plan" {
	job $old 'red strip' 'del(.plan)'
	run -0 amb-run
	[ "$(jq -r .plan.planner spool/done/$old/scene.json)" = local ]
	lit strip $old
}

@test "amb-run: any stage can be run again by hand from the one before" {
	job $old 'a sunset'
	run -0 amb-run
	run -0 --separate-stderr amb-downsample <"spool/done/$old/genimg.json"
	[ "$(jq -c .matrix <<<"$output")" = "$(jq -c .matrix "spool/done/$old/scene.json")" ]
}

@test "amb-run: the strip is lit before the picture is begun" {
	gate
	job $old slow
	amb-run &
	runner=$!
	until_true 20 test -e calls
	lit strip $old
	run -1 lit matrix $old
	touch go
	wait $runner
	runner=
	lit matrix $old
}

@test "amb-run: of waiting pictures only the newest is made" {
	gate
	for i in 1 2 3 4 5; do
		job 01KA000000000000000000001$i fast
	done
	run -0 amb-run
	[ "$(wc -l <calls)" -eq 1 ]
	lit matrix 01KA0000000000000000000015
	lit strip 01KA0000000000000000000015
	for i in 1 2 3 4; do
		finished 01KA000000000000000000001$i
		[ "$(jq -r '.errors[-1].code' \
			spool/done/01KA000000000000000000001$i/scene.json)" = superseded ]
	done
	[ "$(jq -s 'map(select(.type == "generate")) | length' < <(events))" -eq 1 ]
}

@test "amb-run: a newer strip leaves the older picture alone" {
	gate
	job $old fast
	job $new fast '.plan.target = "strip"'
	run -0 amb-run
	lit matrix $old
	lit strip $new
}

@test "amb-run: a newer job of power or brightness leaves older pictures and strips alone" {
	gate
	job $old fast
	job $new off '.plan = {target: "both", speakable_reason: "off",
		power: {matrix: false, strip: false}, brightness: {matrix: 0.5}}'
	run -0 --separate-stderr amb-run
	lit matrix $old
	lit strip $old
	finished $new
	[ "$(wc -l <calls)" -eq 1 ]
	jq -e '.published and ([has("errors"), has("image"), has("matrix"),
		has("strip")] | any | not)' spool/done/$new/scene.json
	jq -es --arg id $new 'map(select(.payload.id == $id and .type == "generate")
		.payload) | length == 1 and .[0].status == "success" and
		.[0].data == {matrix: null, strip: null}' < <(events)
}

@test "amb-run: power and brightness are published, whatever else is superseded" {
	gate
	job $old fast '.plan.brightness = {matrix: 0.5} | del(.plan.matrix)'
	job $new fast '.plan.target = "strip"'
	job ${old%1}0 fast '.plan.power = {strip: false} | del(.plan.strip)'
	job ${old%1}3 fast '.plan.target = "matrix"'
	run -0 --separate-stderr amb-run
	for id in $old ${old%1}0; do
		finished "$id"
		jq -e '.published and .errors[0].code == "superseded"' \
			"spool/done/$id/scene.json"
	done
	lit strip $new
	lit matrix ${old%1}3
}

@test "amb-run: slow first, fast second: the newer stays" {
	gate
	job $old slow
	AMB_WORKERS=2 amb-run -f &
	runner=$!
	until_true 20 test -e calls
	job $new fast
	until_true 20 finished $new
	lit matrix $new
	touch go
	until_true 20 finished $old
	lit matrix $new
	[ "$(jq -r '.errors[-1].code' spool/done/$old/scene.json)" = superseded ]
}

@test "amb-run: a job whose worker was killed is taken up again where it was" {
	gate
	job $old slow
	amb-run -f &
	runner=$!
	until_true 20 test -e calls
	pkill -KILL -P "$(pgrep -P $runner | head -n 1)" || :
	pkill -KILL -P $runner
	rm spool/done/$old/attempts
	touch go
	until_true 20 finished $old
	lit matrix $old
	[ "$(jq -rs 'map(select(.type == "strip_command_update")) | length' < <(events))" -eq 1 ]
}

@test "amb-run: files of stages that a power cut took are made again, nothing is published twice" {
	local set
	job $old 'a sunset'
	cp "spool/queue/$old.json" kept
	run -0 amb-run
	set=$(jq -c '[.matrix.id, .matrix.updated_at_ms, .strip.updated_at_ms]' \
		spool/state/main/scene.json)
	mv kept "spool/active/$old.json"
	cd "spool/done/$old" || return
	rm scene.json downsample.json
	: >strip.json
	head -c 100 genimg.json >torn
	mv torn genimg.json
	head -c "$(stat -c %s lit.json)" /dev/zero >zeros
	mv zeros lit.json
	cd - || return
	run -0 --separate-stderr amb-run
	show
	finished $old
	for f in strip lit genimg downsample scene; do
		jq -e .id "spool/done/$old/$f.json" >/dev/null
	done
	[ "$(jq -c '[.matrix.id, .matrix.updated_at_ms, .strip.updated_at_ms]' \
		spool/state/main/scene.json)" = "$set" ]
}

@test "amb-run: a killed amb-run loses nothing" {
	gate
	job $old slow
	amb-run -f &
	runner=$!
	until_true 20 test -e calls
	kill -KILL $runner
	runner=
	touch go
	amb-run
	until_true 20 finished $old
	lit matrix $old
}

@test "amb-run: -f waits for jobs, holds run.lock, and stops on a signal" {
	mkdir -p spool
	amb-run -f &
	runner=$!
	until_true 20 test -e spool/run.lock
	job $old fast
	until_true 20 finished $old
	run -1 flock -n -x spool/run.lock true
	kill $runner
	wait $runner
	runner=
	flock -n -x spool/run.lock true
}

@test "amb-run: on a signal it finishes the job that runs" {
	gate
	job $old slow
	amb-run -f &
	runner=$!
	until_true 20 test -e calls
	kill $runner
	touch go
	wait $runner
	runner=
	finished $old
	lit matrix $old
}

@test "amb-run: what is no scene goes to failed/" {
	mkdir -p spool/queue
	echo '{"id":' >spool/queue/$old.json
	echo '{"zone":"../x"}' >spool/queue/$new.json
	echo '{}' >spool/queue/notes.txt
	run -0 --separate-stderr amb-run
	[[ "$stderr" == *"amb-run: job '$new' failed: 'zone' must be "* ]]
	[ -e spool/failed/$old.json ]
	[ -e spool/failed/$new.json ]
	[ -e spool/queue/notes.txt ]
}

@test "amb-run: a job that cannot be published goes to failed/ and says why" {
	job $old fast '.plan.target = "matrix" | .matrix = {width: 0}'
	export AMB_BINDIR=$PWD/tools
	mkdir tools
	for t in amb-publish amb-genimg; do
		ln -s "$(command -v $t)" tools/
	done
	printf '#!/bin/sh\ncat\n' >tools/amb-downsample
	chmod +x tools/amb-downsample
	run -0 --separate-stderr amb-run
	show
	[ "$(jq -r '.errors[-1].stage' spool/failed/$old.json)" = publish ]
	[ ! -e spool/done/$old/scene.json ]
}

@test "amb-run: a job that kills its workers fails in the end" {
	job $old fast
	mkdir -p spool/done/$old
	printf '+++' >spool/done/$old/attempts
	AMB_JOB_ATTEMPTS=3 run -0 --separate-stderr amb-run
	[[ "$stderr" == *"3 workers died while they ran it"* ]]
	[ -e spool/failed/$old.json ]
}

@test "amb-run: what cannot be published now is tried again" {
	job $old fast
	mkdir spool/amb.db # in the way of the store
	amb-run 2>err &
	runner=$!
	until_true 20 grep -q 'amb-publish ended with status 73' err
	rmdir spool/amb.db
	wait $runner
	runner=
	finished $old
	lit strip $old
}

@test "amb-run: without -f it leaves what cannot be published, and exits 75" {
	job $old fast
	mkdir spool/amb.db
	AMB_RETRY_S=0 run -75 amb-run
	[ -e spool/active/$old.json ]
	rmdir spool/amb.db
	run -0 amb-run
	finished $old
}

# tools TOOL...: a folder of the real tools but those, which are to be made
tools() {
	local t
	mkdir tools
	for t in "$AMB_BINDIR"/amb-*; do
		ln -s "$t" tools/
	done
	for t; do rm "tools/$t"; done
	export AMB_BINDIR=$PWD/tools
}

@test "amb-run: -1 takes a sentence through the line and writes the scene" {
	mkdir spool
	run -0 --separate-stderr amb-run -1 <<<'海边日落，红色灯带'
	show
	silent
	[ "$(jq -c '[.plan.target, .published.matrix, .matrix.width,
		(.strip.command.colors | length > 0), .errors]' <<<"$output")" = \
		'["both",true,16,true,null]' ]
	id=$(jq -r .id <<<"$output")
	lit matrix "$id"
	lit strip "$id"
	for f in plan strip lit genimg downsample scene; do
		jq -e .id "spool/done/$id/$f.json" >/dev/null
	done
	[ "$(jq -rs 'map(.type) | join(" ")' < <(events))" = \
		"strip_command_update matrix_update generate" ]
	[ -z "$(find spool/{tmp,queue,active} -type f)" ]
}

@test "amb-run: -1 takes off and a brightness through the line and makes nothing" {
	run -0 --separate-stderr amb-run -1 <<<$'关灯\n矩阵亮度50%\n整体亮度30%\n开灯'
	silent
	jq -cs 'map([.plan.power, .plan.brightness, has("image"), has("matrix"),
		.strip.command.brightness, .errors])' <<<"$output" >seen
	echo '[[{"matrix":false,"strip":false},null,false,false,null,null],' \
		'[{"matrix":true},{"matrix":0.5},false,false,null,null],' \
		'[{"strip":true},{"matrix":0.3},false,false,0.3,null],' \
		'[{"matrix":true,"strip":true},null,false,false,null,null]]' |
		jq -c . | diff - seen
	[ "$(jq -rs 'map(select(.type == "generate").payload.status) | join(" ")' \
		< <(events))" = 'success success success success' ]
	[ -z "$(find spool -name 'image.*')" ]
}

@test "amb-run: -1 keeps a plan, and runs again what an earlier run has left" {
	job $old 'a sunset' '.plan.target = "strip"'
	run -0 --separate-stderr amb-run -1 -d "$PWD/other" <"spool/queue/$old.json"
	[ "$(jq -r .plan.strip.theme <<<"$output")" = 'a sunset' ]
	[ "$(jq -r .strip.id other/state/main/scene.json)" = $old ]
	[ ! -e spool/state ]
	jq -c '.plan.strip.colors[0].rgb = [0, 255, 0]' "spool/queue/$old.json" |
		amb-run -1 -d "$PWD/other" >out
	[ "$(jq -c '.strip.command.colors[0].rgb' "other/done/$old/scene.json")" = \
		'[0,255,0]' ]
}

@test "amb-run: -1 leaves to a newer instruction what that has set" {
	gate
	job $new fast
	amb-run
	job $old fast
	run -0 --separate-stderr amb-run -1 <"spool/queue/$old.json"
	[ "$(jq -r '.errors[-1].code' <<<"$output")" = superseded ]
	lit matrix $new
	[ "$(wc -l <calls)" -eq 1 ]
}

@test "amb-run: -1 refuses what is no scene with 65, and reads on" {
	for bad in '{"id":' '{"zone":"../x"}' "$(printf '%03000d' 0)" $'\xff'; do
		run -65 --separate-stderr amb-run -1 < <(printf '%s\nred strip\n' "$bad")
		show
		[[ "$stderr" == "amb-run: bad scene: "* ]]
		[ "$(jq -r .plan.target <<<"$output")" = strip ]
	done
}

@test "amb-run: -1 exits as its worst stage, which ran once, and goes on" {
	tools amb-genimg
	local status
	for status in 75 69 70; do
		cat >tools/amb-genimg <<-END
			#!/bin/sh
			echo x >>$PWD/calls
			sed 's/}\$/,"errors":[{"stage":"genimg","code":"c","message":"no picture"}]}/'
			exit $status
		END
		chmod +x tools/amb-genimg
		rm -f calls
		run -$status --separate-stderr amb-run -1 <<<'a sunset, red strip'
		show
		[ "$(wc -l <calls)" -eq 1 ]
		[ "$(jq -r '.errors[0].message' <<<"$output")" = 'no picture' ]
		lit strip "$(jq -r .id <<<"$output")"
	done
	for end in 'kill -KILL $$' 'exit 0'; do
		printf '#!/bin/sh\n%s\n' "$end" >tools/amb-genimg
		run -70 --separate-stderr amb-run -1 <<<'a sunset, red strip'
		[[ "$output" == *'wrote no scene'* ]]
	done
	rm tools/amb-genimg
	run -71 --separate-stderr amb-run -1 <<<'a sunset, red strip'
	[[ "$stderr" == *"amb-run: cannot run 'amb-genimg': "* ]]
}

@test "amb-run: -1 with a spool that cannot be read is 73, stdout full 74" {
	run -73 --separate-stderr amb-run -1 -d "$PWD/no/where" <<<'red strip'
	[ -z "$output" ]
	mkdir -p spool/amb.db # in the way of the store
	run -73 --separate-stderr amb-run -1 <<<'red strip'
	[ "$(jq -r '.errors[-1].code' <<<"$output")" = storage ]
	rmdir spool/amb.db
	run -74 bash -c 'echo red strip | amb-run -1 >/dev/full'
}

@test "amb-run: -1 lights what it cannot keep, and exits 73" {
	mkdir -p spool
	touch spool/done # in the way of a folder
	run -73 --separate-stderr amb-run -1 <<<'red strip'
	show
	[[ "$stderr" == "amb-run: cannot make 'done/"* ]]
	lit strip "$(jq -r .id <<<"$output")"
}

@test "amb-run: wrong usage, no spool, a bad setting" {
	run -0 --separate-stderr amb-run -h
	[[ "$output" == "usage: amb-run "* ]]
	run -74 bash -c 'amb-run -h >/dev/full'
	run -74 bash -c 'amb-run -V >/dev/full'
	run -64 amb-run -Z
	run -64 amb-run -1 -f
	run -64 amb-run more
	run -73 --separate-stderr amb-run -d "$PWD/no/where"
	AMB_WORKERS=0 run -78 --separate-stderr amb-run
	[ "$stderr" = "amb-run: bad AMB_WORKERS: must be a whole number, 1 to 64" ]
}

@test "amb-run: too few descriptors for its watch are a lack of the system" {
	case $AMB_BINDIR in
	*.memcheck | *.asan) skip "the checker wants descriptors of its own" ;;
	esac
	mkdir spool
	run -71 bash -c 'exec 2>err 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
		ulimit -n 5; exec amb-run'
	grep -q '^amb-run: cannot watch ' err
}
