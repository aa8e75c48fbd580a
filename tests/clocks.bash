# shellcheck shell=bash
# For tests of processes whose clock is wrong, or is set while they run.

# Processes with a clock of ours share what one keeps for them.  If each made its
# own, one that is killed would leave it to break another of the same number.
# clocks_start: in setup_file
clocks_start() {
	local out=$BATS_FILE_TMPDIR/out pid _
	for _ in 1 2 3 4 5; do
		# shellcheck disable=SC2016 # for that shell
		faketime -f +0 sh -c 'echo "$FAKETIME_SHARED"; echo "$LD_PRELOAD"
			echo $$; exec sleep 3600' >"$out" 3>&- &
		pid=$!
		until_true 20 started_or_ended $pid
		kill -0 $pid && break # else what it makes was there
	done
	{
		read -r FAKETIME_SHARED
		read -r faker
		read -r keeper
	} <"$out"
	export FAKETIME_SHARED faker keeper
	# a sanitizer is not loaded first
	export ASAN_OPTIONS=verify_asan_link_order=0:${ASAN_OPTIONS-}
}

started_or_ended() {
	[ "$(wc -l <"$BATS_FILE_TMPDIR/out")" = 3 ] || ! kill -0 "$1"
}

# clocks_stop: in teardown_file
clocks_stop() {
	kill "$keeper"
	wait
}

# at CLOCK COMMAND...: run it by a clock that differs by that: +1d, -5
at() {
	LD_PRELOAD=$faker FAKETIME=$1 "${@:2}"
}

# by_hand COMMAND...: run it by a clock that set_clock() sets while it runs; what
# is elapsed stays true
by_hand() {
	LD_PRELOAD=$faker FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
		FAKETIME_TIMESTAMP_FILE=$PWD/clock exec "$@"
}

set_clock() {
	echo "$1" >clock.new
	mv clock.new clock
}
