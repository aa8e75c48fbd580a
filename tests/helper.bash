# Shared by every *.bats file here.  Keep this under 80 lines.
bats_require_minimum_version 1.5.0

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	export LC_ALL=C
	unset "${!AMB_@}"
	# a key would make tools ask the helpers that come with amb
	unset "${!API_KEY@}" "${!AIHUBMIX_@}" "${!BFL_@}" "${!GEMINI_@}"
	export AMB_SPOOL=$PWD/spool
	AMB_BINDIR=$(dirname "$(command -v amb-publish)")
	AMB_SHARE=$BATS_TEST_DIRNAME/../etc
	export AMB_BINDIR AMB_SHARE
	export AMB_LIBEXEC=$PWD/libexec
	export fixtures=$BATS_TEST_DIRNAME/fixtures
	# the programs of tests/*.c; wrappers of the tools lie one deeper
	export checks=$AMB_BINDIR/.test
	[ -d "$checks" ] || checks=$AMB_BINDIR/../.test
}

# say what was run, so that a failing test explains itself
show() {
	printf 'status=%s\nstdout=%s\nstderr=%s\n' \
		"$status" "${output:0:800}" "${stderr:0:800}"
}

# until_true N command...: run it until it succeeds, for N seconds at most
until_true() {
	local end=$((SECONDS + $1))
	shift
	until "$@"; do
		[ "$SECONDS" -lt "$end" ] || return 1
		read -rt 0.02 <> <(:) || :
	done
}

# some_port: below those that the kernel gives to clients
some_port() {
	echo $((20000 + RANDOM % 12000))
}

# no_checker WHY: skip the test where valgrind or a sanitizer looks on
no_checker() {
	case $AMB_BINDIR in *.memcheck | *.asan) skip "$1" ;; esac
}

need_strace() {
	command -v strace >/dev/null || skip 'no strace here'
	no_checker 'strace sees the checker'
}

# nothing is on stderr but what valgrind says of a system call it does not know
silent() {
	[ -z "$(sed '/^--[0-9]*-- /d' <<<"$stderr")" ]
}

# all events, or those of [OPTION]... of amb-log, one a line
# shellcheck disable=SC2120 # some tests give it options
events() {
	amb-log -n 1000000 "$@"
}

# event N: its text, as readers get it
event() {
	# shellcheck disable=SC2119
	events | sed -n "s/^{\"seq\":$1,\"at_ms\":[0-9]*,/{/p"
}

# strip N ZONE RED: a scene, whose id grows with N
strip() {
	printf '{"id":"01KA%022d","zone":"%s","plan":{"target":"strip"},"strip":{"command":{"mode":"static","colors":[{"rgb":[%d,0,0]}],"brightness":1,"speed":4,"led_count":7}}}\n' "$@"
}
