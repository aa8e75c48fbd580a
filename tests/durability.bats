#!/usr/bin/env bats
# What was answered stays: small runs of scripts/durability, which has more.
load helper

# proved COUNT TEST: with a fixed seed
proved() {
	case $AMB_BINDIR in
	*.memcheck) skip 'valgrind would take hours' ;;
	esac
	unset AMB_SPOOL AMB_LIBEXEC
	run --separate-stderr "$BATS_TEST_DIRNAME/../scripts/durability" \
		-n "$1" -s 7 "$2" 3>&-
	show
	[ "$status" -ne 77 ] || skip "$stderr"
	[ "$status" -eq 0 ]
}

@test "durability: of a power cut at any byte after an answer nothing is torn, lost or twice" {
	proved 30 cuts
}

@test "durability: a power cut of a disk under load leaves what was answered" {
	proved 3 power
}

@test "durability: kills of all parts lose nothing, and files agree with the store" {
	proved 20 kills
}

@test "durability: clients that hang up stop no change half way" {
	proved 60 hangups
	[[ $output == *'clients hung up'* ]]
}

@test "durability: amb-publish killed at any call leaves what the next one mends" {
	need_strace
	proved 3 steps
}

# synced: in a trace of amb-publish, each answer comes after a sync of the log
synced() {
	awk '/^(pwrite64|write)\(.*amb.db-wal/ { dirty = 1 }
		/^fdatasync\(.*amb.db-wal>\) += 0/ { dirty = 0; syncs++ }
		/^write\(1</ { answers++; if (dirty) bad = 1 }
		END { exit bad || answers < 3 || syncs < 3 }' "$1"
}

@test "durability: the log of the store is synced before each answer" {
	need_strace
	local i
	mkfifo in
	strace -y -e trace=pwrite64,write,fdatasync -o trace \
		amb-publish -r <in >out 2>err 3>&- &
	local pid=$!
	exec 4>in
	for i in 1 2 3; do
		echo "init {\"zone\":\"z$i\"}" >&4
		until_true 20 grep -q "z$i" out
	done
	exec 4>&-
	wait $pid
	synced trace
}

# scene ID PART GREY
scene() {
	jq -nc --arg id "$1" --arg part "$2" --argjson v "$3" \
		'{id: $id, zone: "z", instruction: "n", plan: {target: $part}} +
		if $part == "matrix" then
			{matrix: {width: 1, height: 1, pixels: [[[$v, $v, $v]]]}}
		else
			{strip: {command: {mode: "static", colors: [{rgb: [$v, $v, $v]}],
					   brightness: 1, speed: 4, led_count: 60}}}
		end'
}

# as after a kill between the change and its answer
@test "durability: what is asked again after something else was done is done once" {
	for i in 1 2 3; do
		scene 01KA000000000000000000000$i strip $i
	done >strips
	scene 01KA0000000000000000000000 matrix 4 >picture
	cat picture strips picture | amb-publish >out
	amb-log -n 100 | jq -r 'select(.type == "generate") | .payload.id' | sort >sent
	[ "$(wc -l <sent)" -eq 4 ]
	[ -z "$(uniq -d sent)" ]
	echo 'undo {"zone":"z","id":"01KB0000000000000000000000"}' >undo
	amb-publish -r <undo >out
	[ "$(cat spool/state/z/latest_strip_data.json)" = '[[2,2,2]]' ]
	scene 01KC0000000000000000000000 strip 5 | amb-publish >out
	run -0 amb-publish -r <undo
	[[ $output == '0 {'* ]]
	[ "$(cat spool/state/z/latest_strip_data.json)" = '[[5,5,5]]' ]
	amb-publish -u -z z
	[ "$(cat spool/state/z/latest_strip_data.json)" = '[[2,2,2]]' ]
}

@test "durability: what a killed amb-publish had written is synced before it is reported as done" {
	need_strace
	amb-publish -i -z z
	scene 01KA0000000000000000000001 strip 1 >in
	run -137 strace -qo killed -P "$PWD/spool/amb.db-wal" -e trace=fdatasync \
		-e inject=fdatasync:signal=KILL:when=1 amb-publish <in
	strace -yo trace -e trace=write,fdatasync amb-publish <in >out
	[ "$(jq .published.strip out)" = true ]
	[ "$(amb-log | wc -l)" -eq 2 ] # its own and its generate
	awk '/^fdatasync\(.*amb.db-wal>\) += 0/ { synced = 1 }
		/^write\(1</ { answered = 1; if (!synced) exit }
		END { exit !answered || !synced }' trace
}

@test "durability: the log of the store stays short without a process that stays" {
	for i in {100..299}; do
		scene "01KA0000000000000000000$i" strip 1 | amb-publish >out
	done
	[ "$(stat -c %s spool/amb.db-wal 2>/dev/null || echo 0)" -lt 700000 ]
}
