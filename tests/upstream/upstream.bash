# Providers of our own, played by the *.sh beside this file, for all tests of the
# file that loads this.  Sets, on one machine but as different origins:
#   UP       http://127.0.0.1:PORT
#   UP_TWO   another port: a foreign origin
#   UP_TLS   https, a certificate of 127.0.0.1 by the CA in $UP_DIR/ca.pem
#   UP_NAME  https, a certificate of that CA for another name
#   SLACK_MS what to add to any limit of time
#   UP_DIR   calls: what was asked for, a line each; body, agent: the last sent
# shellcheck disable=SC2154 # output, stderr: of bats
setup_file() {
	export UP_DIR=$BATS_FILE_TMPDIR/up
	mkdir -p "$UP_DIR"
	certificates >/dev/null 2>&1
	# how much later all is when a tool starts slowly, as under valgrind
	SLACK_MS=$(now_ms)
	amb-plan-chat -h >/dev/null
	SLACK_MS=$((6 * ($(now_ms) - SLACK_MS)))
	[ $SLACK_MS -gt 600 ] || SLACK_MS=0
	export SLACK_MS
	local tries
	for tries in 1 2 3 4 5 6 7 8; do
		try_upstream $((10000 + RANDOM % 5000 * 4)) && return
	done
	echo "no upstream after $tries tries" >&2
	return 1
}

certificates() (
	cd "$UP_DIR" || return
	local new='openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2'
	$new -x509 -subj /CN=throw-away-ca -keyout ca.key -out ca.pem
	$new -x509 -subj /CN=other-ca -keyout other.key -out other.pem
	local name
	for name in IP:127.0.0.1 DNS:other.example; do
		$new -subj /CN=upstream -keyout key -out req
		openssl x509 -req -in req -CA ca.pem -CAkey ca.key -days 2 \
			-CAcreateserial -extfile <(echo "subjectAltName=$name") \
			-out cert
		cat key cert >"${name#*:}.pem"
	done
)

try_upstream() {
	cat >"$UP_DIR/conf" <<-EOF
		server.modules = ("mod_setenv", "mod_alias", "mod_cgi", "mod_openssl")
		server.document-root = "$BATS_TEST_DIRNAME/upstream"
		server.bind = "127.0.0.1"
		server.port = $1
		server.errorlog = "$UP_DIR/errors"
		server.stream-response-body = 2
		server.feature-flags = ("server.h2proto" => "disable")
		cgi.assign = (".sh" => "/bin/sh")
		setenv.add-environment = ("UP_DIR" => "$UP_DIR", "PATH" => "$PATH")
		\$SERVER["socket"] == "127.0.0.1:$(($1 + 1))" {}
		\$SERVER["socket"] == "127.0.0.1:$(($1 + 2))" {
			ssl.engine = "enable"
			ssl.pemfile = "$UP_DIR/127.0.0.1.pem"
		}
		\$SERVER["socket"] == "127.0.0.1:$(($1 + 3))" {
			ssl.engine = "enable"
			ssl.pemfile = "$UP_DIR/other.example.pem"
		}
	EOF
	lighttpd -D -f "$UP_DIR/conf" >"$UP_DIR/out" 2>&1 3>&- &
	UP_PID=$!
	until (: </dev/tcp/127.0.0.1/"$1") 2>/dev/null; do
		kill -0 $UP_PID 2>/dev/null || return 1
		read -rt 0.02 <> <(:) || :
	done
	export UP_PID UP=http://127.0.0.1:$1 UP_TWO=http://127.0.0.1:$(($1 + 1))
	export UP_TLS=https://127.0.0.1:$(($1 + 2)) UP_NAME=https://127.0.0.1:$(($1 + 3))
}

teardown_file() {
	kill "$UP_PID"
	wait "$UP_PID" 2>/dev/null || :
}

# what every test of a helper starts with, after what all tests do
eval "hermetic_$(declare -f setup)"
setup() {
	hermetic_setup
	unset HTTPS_PROXY https_proxy HTTP_PROXY http_proxy ALL_PROXY all_proxy \
		NO_PROXY no_proxy SSL_CERT_FILE SSL_CERT_DIR
	unset MATRIX_IMAGE_MODEL
	: >"$UP_DIR/calls"
	export secret=sk-do-not-tell-4711 id=01KAQM0C9ZJ4S8V7X2T5W3B6RD
}

# now_ms: milliseconds since 1970
now_ms() {
	local us=${EPOCHREALTIME/./}
	echo "${us%???}"
}

# in_ms N command...: run it with N ms to its deadline
in_ms() {
	local n=$1
	shift
	AMB_DEADLINE_MS=$(($(now_ms) + n + SLACK_MS)) "$@"
}

# within N: what was run took at most N ms
within() {
	# others use the machine too; how near it comes is for the bench to say
	[ "$took" -le $(($1 + 1500 + 2 * SLACK_MS)) ]
}

# calls: how many there were;  failure: what a helper says of its own
calls() {
	wc -l <"$UP_DIR/calls"
}
failure() {
	jq -r '.error | "\(.code) \(.message)"' <<<"$output"
}

# the key went nowhere but to the provider
no_key() {
	! grep -r "${1:-$secret}" spool out* err* 2>/dev/null &&
		[[ $output$stderr != *"${1:-$secret}"* ]]
}
