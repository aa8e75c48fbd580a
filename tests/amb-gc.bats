#!/usr/bin/env bats
load helper

now=$(date +%s)

# an id made N days ago; the last digit keeps ids of one day apart
id() {
	local digits=0123456789ABCDEFGHJKMNPQRSTVWXYZ ms out='' i
	ms=$(((now - $1 * 86400) * 1000))
	for ((i = 0; i < 10; i++)); do
		out=${digits:ms % 32:1}$out
		ms=$((ms / 32))
	done
	printf '%s000000000000000%s' "$out" "${2:-0}"
}

kept() {
	find "spool/$1" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | tr '\n' ' '
}

@test "amb-gc: keeps the newest of done/ and failed/, and none that is too old" {
	mkdir -p spool/done spool/failed
	for day in 0 1 2 9; do
		mkdir "spool/done/$(id $day)"
		touch "spool/done/$(id $day)/scene.json" "spool/failed/$(id $day).json"
		touch -d "$day days ago" "spool/failed/$(id $day).json"
	done
	AMB_KEEP_DONE=2 AMB_KEEP_FAILED=3 run -0 --separate-stderr amb-gc -v
	show
	[ "$stderr" = "amb-gc: 3 removed" ]
	[ "$(kept "done")" = "$(id 1) $(id 0) " ]
	[ "$(kept failed)" = "$(id 2).json $(id 1).json $(id 0).json " ]
}

@test "amb-gc: nothing of a job that is not finished goes" {
	mkdir -p spool/{queue,active} "spool/done/$(id 9 1)" "spool/done/$(id 9 2)"
	touch "spool/queue/$(id 9 1).json" "spool/active/$(id 9 2).json"
	run -0 amb-gc
	[ "$(kept "done")" = "$(id 9 1) $(id 9 2) " ]
}

@test "amb-gc: an id from a clock that was ahead is as old as its file" {
	mkdir -p "spool/done/$(id -3)" spool/failed
	touch "spool/failed/$(id -3).json" "spool/failed/$(id -4).json"
	touch -d '9 days ago' "spool/done/$(id -3)" "spool/failed/$(id -4).json"
	run -0 amb-gc
	[ "$(kept "done")" = '' ]
	[ "$(kept failed)" = "$(id -3).json " ]
	# a file from that clock, too, is as old as the first look at it
	touch -d '3 days' "spool/failed/$(id -3).json"
	run -0 amb-gc
	[ "$(stat -c %Y "spool/failed/$(id -3).json")" -le "$(date +%s)" ]
	# and it is the first to go, not the newest
	touch "spool/failed/$(id 1).json"
	AMB_KEEP_FAILED=1 run -0 amb-gc
	[ "$(kept failed)" = "$(id 1).json " ]
}

@test "amb-gc: tmp/ keeps what is being written, and loses what killed writers left" {
	mkdir -p spool/tmp
	touch spool/tmp/w.{1,2,3} spool/tmp/upload
	touch -d '1 minute ago' spool/tmp/w.{1,2} spool/tmp/upload
	exec 9<spool/tmp/w.2
	flock -x 9
	run -0 amb-gc
	[ "$(kept tmp)" = "upload w.2 w.3 " ]
	touch -d '2 hours ago' spool/tmp/upload
	run -0 amb-gc
	[ "$(kept tmp)" = "w.2 w.3 " ]
	exec 9<&-
}

@test "amb-gc: -n removes nothing and prints what may go" {
	mkdir -p "spool/done/$(id 9)"
	run -0 --separate-stderr amb-gc -n
	[ "$output" = "done/$(id 9)" ]
	[ -d "spool/done/$(id 9)" ]
	run -74 bash -c 'amb-gc -n >/dev/full'
}

@test "amb-gc: wrong usage, no spool, what cannot go, a bad setting" {
	run -0 --separate-stderr amb-gc -h
	[[ "$output" == "usage: amb-gc "* ]]
	run -74 bash -c 'amb-gc -h >/dev/full'
	run -74 bash -c 'amb-gc -V >/dev/full'
	run -64 amb-gc -Z
	run -64 amb-gc more
	run -73 amb-gc -d "$PWD/no/where"
	AMB_KEEP_DAYS=-1 run -78 --separate-stderr amb-gc
	[ "$stderr" = "amb-gc: bad AMB_KEEP_DAYS: must be a number, 0 to 36500" ]
	mkdir -p "spool/done/$(id 9)/.hidden" # not ours: an operator's
	run -73 --separate-stderr amb-gc
	[[ "$stderr" == "amb-gc: some files could not be removed: "* ]]
}
