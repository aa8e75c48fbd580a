#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031 # each test has a process of its own
load helper
load spools

teardown() {
	exec 9>&-
	[ -z "${log-}" ] || kill "$log" 2>/dev/null || :
	wait
}

# lit FROM TO [ZONE]: publish these strips
lit() {
	local i
	for ((i = $1; i <= $2; i++)); do strip "$i" "${3-main}" "$i"; done |
		amb-publish >published
}

# follow [OPTION]...: in the background, to the file out
follow() {
	amb-log -f "$@" >out 2>log.err 3>&- &
	log=$!
}

# the numbers in what amb-log wrote
seqs() {
	jq -r '.seq // "gap \(.payload.lost)"' "${1-/dev/stdin}" | xargs
}

has() { [ "$(wc -l <"$1")" -ge "$2" ]; }

@test "amb-log: it prints the newest 10 events, the oldest of them first" {
	lit 1 12
	run -0 --separate-stderr amb-log
	silent
	[ "$(seqs <<<"$output")" = "$(seq 3 12 | xargs)" ]
	run -0 jq -c '[keys, .type, .payload.zone, .payload.command.colors[0].rgb[0],
		(.at_ms > 1e12)]' <<<"${lines[9]}"
	[ "$output" = '[["at_ms","payload","seq","type"],"strip_command_update","main",12,true]' ]
}

@test "amb-log: -n prints so many, fewer when there are not, none of a new spool" {
	mkdir spool
	run -0 --separate-stderr amb-log
	[ -z "$output$stderr" ]
	lit 1 3
	while read -r n want; do
		run -0 --separate-stderr amb-log -n "$n"
		[ "$(seqs <<<"$output")" = "$want" ]
	done <<-'END'
		0
		1 3
		2 2 3
		3 1 2 3
		1000000 1 2 3
	END
}

@test "amb-log: -z prints the events of a zone, -d reads another spool" {
	lit 1 2
	lit 3 3 den
	lit 4 4
	[ "$(amb-log -z den | seqs)" = 3 ]
	[ "$(amb-log -z main | seqs)" = "1 2 4" ]
	[ "$(amb-log -z main -n 2 | seqs)" = "2 4" ]
	[ "$(amb-log -z den -n 1 | seqs)" = 3 ]
	[ -z "$(amb-log -z hall)" ]
	mv spool elsewhere
	[ "$(amb-log -d "$PWD/elsewhere" | seqs)" = "1 2 3 4" ]
}

@test "amb-log: what was removed before it was started is no gap" {
	AMB_KEEP_EVENTS=1 lit 1 65
	[ "$(amb-log | seqs)" = "64 65" ]
	[ "$(amb-log -n 1000000 | seqs)" = "64 65" ]
}

@test "amb-log: -f prints what happens, as lines of its zone, until a signal" {
	lit 1 2
	follow -n 1 -z main
	until_true 20 has out 1
	lit 3 3 den
	lit 4 4
	until_true 20 has out 2
	lit 5 5
	until_true 20 has out 3
	[ "$(seqs out)" = "2 4 5" ]
	kill "$log"
	wait "$log"
	log=
	[ ! -s log.err ]
}

@test "amb-log: -f reports a gap, and goes on behind it" {
	amb-publish -i
	follow -n 0
	until_true 20 test -e spool/amb.db-news
	lit 1 1
	until_true 20 has out 1
	kill -STOP "$log"
	AMB_KEEP_EVENTS=1 lit 2 66
	kill -CONT "$log"
	until_true 20 has out 5
	[ "$(seqs out)" = "1 gap 62 64 65 66" ]
	[ "$(sed -n 2p out)" = '{"type":"gap","payload":{"lost":62}}' ]
}

@test "amb-log: -f ends when nobody reads it any more" {
	mkfifo pipe
	lit 1 1
	amb-log -f >pipe 2>log.err 3>&- &
	log=$!
	head -n 1 pipe >first # and closes it
	wait "$log" || [ "$?" -eq 141 ] || [ "$?" -eq 74 ]
	log=
	[ "$(seqs first)" = 1 ]
}

@test "amb-log: -H prints the history of a zone, the newest first" {
	amb-publish -i -z den
	lit 1 4
	run -0 --separate-stderr amb-log -H
	silent
	[ "$(jq -c '[.zone, .count, (.items | length)]' <<<"$output")" = '["main",5,5]' ]
	[ "$(jq -c '.items[0] | [keys, .target, .strip.mode, .strip.colors[0].rgb,
		.matrix.width, (.updated_at_ms > 1e12)]' <<<"$output")" = \
		'[["change","id","instruction","matrix","speakable_reason","strip","target","updated_at_ms"],"strip","static",[4,0,0],16,true]' ]
	[ "$(jq -c 'map(.strip.colors[0].rgb[0])' < <(jq .items <<<"$output"))" = '[4,3,2,1,0]' ]
	run -0 amb-log -H -n 2
	[ "$(jq -c '[.count, (.items | length)]' <<<"$output")" = '[5,2]' ]
	run -0 amb-log -H -z den
	[ "$(jq -c '[.zone, .count]' <<<"$output")" = '["den",1]' ]
	run -65 --separate-stderr amb-log -H -z hall
	[ "$stderr" = "amb-log: there is no zone 'hall'" ]
	[ -z "$output" ]
}

@test "amb-log: the front door has it" {
	lit 1 1
	[ "$("$BATS_TEST_DIRNAME/../bin/amb" log | seqs)" = 1 ]
}

@test "amb-log: a store that is damaged or of a later version is named" {
	lit 1 30
	sqlite3 spool/amb.db 'PRAGMA wal_checkpoint(TRUNCATE)' >out
	cp spool/amb.db kept
	# a page of the table that is none
	page=$(sqlite3 spool/amb.db "SELECT rootpage FROM sqlite_schema WHERE name = 'event'")
	dd if=/dev/urandom of=spool/amb.db bs=4096 seek=$((page - 1)) count=1 conv=notrunc 2>dd.err
	run -74 --separate-stderr amb-log
	[ "$stderr" = "amb-log: cannot read the events: the store is damaged; see amb-store(5)" ]
	printf 'no store' >spool/amb.db
	run -73 --separate-stderr amb-log
	[ "$stderr" = "amb-log: cannot open '$AMB_SPOOL/amb.db': the store is damaged; see amb-store(5)" ]
	cp kept spool/amb.db
	sqlite3 spool/amb.db "UPDATE history SET doc = replace(doc, 'static', 'breath')"
	run -74 --separate-stderr amb-log -H
	[ "$stderr" = "amb-log: cannot read the history: the store is damaged; see amb-store(5)" ]
	sqlite3 spool/amb.db 'PRAGMA user_version = 99'
	run -73 --separate-stderr amb-log
	[[ "$stderr" == "amb-log: cannot open '"*"/amb.db': the store has version 99, "* ]]
}

@test "amb-log: who may not write the spool may read it" {
	other_or_skip
	lit 1 2
	run -0 --separate-stderr other amb-log
	[ "$(seqs <<<"$output")" = "1 2" ]
	run -0 --separate-stderr other amb-log -H
	rm spool/amb.db-news
	run -74 --separate-stderr other amb-log
	[ "$stderr" = 'amb-log: cannot watch the events: Permission denied' ]
}

@test "amb-log: wrong usage, no spool, a bad setting" {
	run -0 --separate-stderr amb-log -h
	[ "${lines[0]}" = 'usage: amb-log [-fhHV] [-d spool] [-n count] [-z zone]' ]
	run -0 amb-log -V
	[ "$output" = "amb-log $(<"$BATS_TEST_DIRNAME/../VERSION")" ]
	for bad in -x more '-n -1' '-n 1000001' '-n 3x' "-n ''" '-z ../x' '-f -H'; do
		eval "run -64 --separate-stderr amb-log $bad"
		[ -z "$output" ]
		[ -n "$stderr" ]
	done
	run -73 --separate-stderr amb-log -d "$PWD/no/where"
	[[ "$stderr" == "amb-log: cannot open spool '"*"': No such file or directory" ]]
	AMB_MATRIX=x run -78 --separate-stderr amb-log
}

@test "amb-log: a full disk on stdout exits 74" {
	lit 1 1
	for option in -h -V -H '-n 5'; do
		run -74 --separate-stderr bash -c "amb-log $option >/dev/full"
		[ -n "$stderr" ]
	done
}
