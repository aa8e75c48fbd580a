# shellcheck shell=bash
# For tests that speak HTTP: one real server for a whole file.

# serve_start [OPTION]...: in setup_file, start lighttpd, and amb-run unless -n
# is given, on a free port and a spool of the file's own.  Sets url and spool.
# serve_with is a command to run it by.
serve_start() {
	export spool=$BATS_FILE_TMPDIR/spool url
	export serve_log=$BATS_FILE_TMPDIR/serve.log
	unset PORT
	AMB_SPOOL=$spool \
		AMB_BINDIR=$(dirname "$(command -v amb-publish)") \
		AMB_SHARE=$BATS_TEST_DIRNAME/../etc \
		${serve_with-} "$BATS_TEST_DIRNAME/../scripts/serve" -p 0 "$@" \
		>"$BATS_FILE_TMPDIR/serve.out" 2>"$serve_log" 3>&- &
	export serve_pid=$!
	until_true 60 grep -q '^amb: ' "$BATS_FILE_TMPDIR/serve.out" || {
		cat "$serve_log"
		return 1
	}
	url=$(sed -n 's/^amb: //p' "$BATS_FILE_TMPDIR/serve.out")
}

# serve_stop: in teardown_file
serve_stop() {
	kill "$serve_pid"
	wait "$serve_pid" || :
}

# ask [CURL-OPTION]... PATH: sets header (lines), code, type and body
ask() {
	curl -sS -m 60 --path-as-is -D header -o body "${@:1:$#-1}" \
		"$url${*: -1}" || return
	header=$(<header)
	header=${header//$'\r'/}
	code=${header##*HTTP/1.? }
	code=${code:0:3}
	type=$(field content-type)
	{ body=$(<body); } 2>/dev/null # a picture has bytes that bash drops
}

# field NAME: of the last answer's header; the name in small letters
field() {
	local line
	while IFS= read -r line; do
		case ${line,,} in "$1: "*) echo "${line#*: }" ;; esac
	done <<<"$header"
}

# post PATH JSON: ask, likewise
post() {
	ask -H content-type:application/json --data-binary "$2" "$1"
}

# refused CODE TEXT: the last answer is that error, whole, and leaks nothing
refused() {
	echo "$code $type $body"
	[[ $code == "$1" && $type == application/json ]]
	[[ $body == '{"detail":"'*"$2"*'"}' && $body != *'","'* ]]
	[[ $body != */tmp* && $body != */spool* && $body != *.c:* ]]
}
