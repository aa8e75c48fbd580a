#!/usr/bin/env bats
# How helpers speak HTTP, shown by amb-plan-chat.
load helper
load upstream/upstream

# ask MS URL: a plan from the endpoint at URL, with MS to the deadline
ask() {
	export AMB_CHAT_URL=$2 API_KEY=$secret
	local start
	start=$(now_ms)
	AMB_DEADLINE_MS=$((start + $1 + SLACK_MS)) run --separate-stderr \
		amb-plan-chat <<<"{\"id\":\"$id\",\"instruction\":\"sun\"}"
	took=$(($(now_ms) - start))
	show
	no_key
}
# ends STATUS GLOB: how it ended and what was said of it
ends() {
	[ "$status" -eq "$1" ]
	# shellcheck disable=SC2053 # a pattern
	[[ $(failure) == $2 ]]
}

@test "http: a status that says no for good is 69, asked once" {
	local s
	for s in 400 401 402 403 404 422; do
		rm -rf spool
		ask 20000 "$UP/chat.sh/s$s"
		ends 69 "refused chat: plan: HTTP $s, *: it is broken"
	done
	[ "$(calls)" -eq 6 ]
}

@test "http: 500 and 503 are tried three times in all, then 75" {
	ask 20000 "$UP/chat.sh/s500"
	ends 75 'unavailable chat: plan: HTTP 500, server error: it is broken'
	[ "$(calls)" -eq 3 ]
	ask 20000 "$UP/chat.sh/retry503"
	[ "$status" -eq 0 ]
	[ "$(calls)" -eq 6 ]
}

@test "http: 429 waits as long as Retry-After says, if there is time" {
	ask 20000 "$UP/chat.sh/retry429"
	[ "$status" -eq 0 ]
	[ "$took" -ge 1000 ]
	[ "$(calls)" -eq 2 ]
	ask 20000 "$UP/chat.sh/later429"
	ends 75 'unavailable chat: plan: HTTP 429, too many requests: much slower'
	within 1000
	[ "$(calls)" -eq 3 ]
	ask 20000 "$UP/chat.sh/quota429"
	ends 69 'refused chat: plan: HTTP 429, no credit left: pay'
	[ "$(calls)" -eq 4 ]
}

@test "http: slow headers and a slow body end before the deadline, at one call" {
	local s
	for s in slowhead slowbody; do
		ask 1000 "$UP/chat.sh/$s"
		ends 75 'timeout chat: plan: no answer in time:*'
		within 1050
	done
	[ "$(calls)" -eq 2 ]
}

@test "http: a cut body, 20 MiB, HTML and another shape are failures of their own" {
	ask 20000 "$UP/chat.sh/cut"
	ends 75 'unavailable chat: plan: answer cut short:*'
	ask 20000 "$UP/chat.sh/big"
	ends 69 'refused chat: plan: answer too long: answer longer than 16777216 bytes'
	ask 20000 "$UP/chat.sh/html"
	ends 75 'unavailable chat: answer is not a JSON object'
	rm -rf spool
	ask 20000 "$UP/chat.sh/shape"
	ends 75 'unavailable chat: not a chat answer'
	[ "$(calls)" -eq 4 ]
}

@test "http: a redirect is never followed with the key" {
	local s
	for s in here away; do
		ask 20000 "$UP/chat.sh/$s"
		ends 69 'refused chat: plan: HTTP 302, redirect not followed'
	done
	[ "$(calls)" -eq 2 ]
	run ! grep -q trap "$UP_DIR/calls"
}

@test "http: a key that a provider echoes is blotted out" {
	ask 20000 "$UP/chat.sh/echo401"
	ends 69 "refused chat: plan: HTTP 401, key refused: bad key '[*][*][*]'"
}

@test "http: TLS is taken from the right CA for the right name only" {
	SSL_CERT_FILE=$UP_DIR/ca.pem ask 20000 "$UP_TLS/chat.sh/ok"
	[ "$status" -eq 0 ]
	ask 20000 "$UP_TLS/chat.sh/ok"
	ends 69 'refused chat: plan: no secure connection: *'
	SSL_CERT_FILE=$UP_DIR/other.pem ask 20000 "$UP_TLS/chat.sh/ok"
	ends 69 'refused chat: plan: no secure connection: *'
	rm -rf spool
	SSL_CERT_FILE=$UP_DIR/ca.pem ask 20000 "$UP_NAME/chat.sh/ok"
	ends 69 'refused chat: plan: no secure connection: *'
	[ "$(calls)" -eq 1 ]
}

@test "http: plain http goes to this machine and to what AMB_ALLOW_HTTP names" {
	ask 2000 http://provider.invalid/v1
	ends 69 'refused chat: plan: not called: not https'
	AMB_ALLOW_HTTP='x.invalid provider.invalid' ask 2000 http://provider.invalid/v1
	ends 75 'unavailable chat: plan: no connection: *'
	ask 2000 http://user:pass@127.0.0.1/v1
	ends 69 'refused chat: plan: not called: not a URL'
	ask 2000 http://127.0.0.1.evil.invalid/v1
	ends 69 'refused chat: plan: not called: not https'
}

@test "http: HTTPS_PROXY is asked, NO_PROXY and this machine are not" {
	HTTPS_PROXY=$UP_TWO ask 2000 https://provider.invalid/v1
	[ "$status" -eq 75 ]
	[[ $(failure) == *CONNECT* ]]
	HTTPS_PROXY=$UP_TWO NO_PROXY=a.b,.invalid ask 2000 https://provider.invalid/v1
	[[ $(failure) == *[Rr]esolve* ]]
	HTTPS_PROXY=http://127.0.0.1:9 SSL_CERT_FILE=$UP_DIR/ca.pem ask 2000 "$UP_TLS/chat.sh/ok"
	[ "$status" -eq 0 ]
}

@test "http: a refused connection is tried again within the time, then 75" {
	ask 3000 http://127.0.0.1:9/v1
	ends 75 'unavailable chat: plan: no connection: *'
	[ "$(grep -c provider=chat <<<"$stderr")" -eq 3 ]
	within 1500
}

@test "http: a key with a newline is bad configuration, in a file its first line counts" {
	API_KEY=$secret$'\nEvil: 1' AMB_CHAT_URL=$UP/chat.sh/ok \
		run -78 --separate-stderr amb-plan-chat <<<'{"instruction":"x"}'
	no_key
	[ "$(calls)" -eq 0 ]
	printf '%s\nsecond\n' "$secret" >key
	API_KEY_FILE=key AMB_CHAT_URL=$UP/chat.sh/ok \
		run -0 --separate-stderr amb-plan-chat <<<'{"instruction":"x"}'
	grep -q "auth=Bearer $secret$" "$UP_DIR/calls"
	AIHUBMIX_API_KEY=old-name AMB_CHAT_URL=$UP/chat.sh/ok \
		run -0 --separate-stderr amb-plan-chat <<<'{"instruction":"x"}'
	grep -q 'auth=Bearer old-name$' "$UP_DIR/calls"
}

@test "http: after three failures in a row nobody waits for that endpoint" {
	local _
	for _ in 1 2 3; do
		ask 500 "$UP/chat.sh/slowhead"
		[ "$status" -eq 75 ]
	done
	[ "$(calls)" -eq 3 ]
	ask 30000 "$UP/chat.sh/slowhead"
	ends 75 'unavailable chat: endpoint not called after repeated failures, for * s'
	within 3000
	[ "$(calls)" -eq 3 ]
	# another endpoint is not meant
	ask 3000 "$UP/chat.sh/ok"
	[ "$status" -eq 0 ]
}

@test "http: when its pause is over one call tries, and success ends it" {
	local nth b
	for nth in 1 2 3; do
		ask 20000 "$UP/chat.sh/mend"
		[ "$(calls)" -eq "$nth" ]
	done
	b=$(echo spool/cloud/*.breaker)
	[ "$(jq .failures "$b")" -eq 3 ]
	ask 20000 "$UP/chat.sh/mend"
	[ "$(calls)" -eq 3 ]
	echo '{"failures":3,"until_ms":1}' >"$b"
	ask 20000 "$UP/chat.sh/mend"
	[ "$(calls)" -eq 4 ]
	[ "$(jq .failures "$b")" -eq 4 ]
	# also when a clock began it that was ahead
	echo '{"failures":4,"until_ms":9999999999999}' >"$b"
	ask 20000 "$UP/chat.sh/mend"
	[ "$(calls)" -eq 5 ]
	: >"$UP_DIR/mended"
	echo '{"failures":4,"until_ms":1}' >"$b"
	ask 20000 "$UP/chat.sh/mend"
	[ "$status" -eq 0 ]
	[ ! -e "$b" ]
}

@test "http: no form of an address that leads inward counts as public" {
	local client
	client=$(dirname "$(command -v amb-publish)")/.test/addr
	[ -x "$client" ] || client=${client%/*/.test/*}/.test/addr
	"$client" 0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 \
		172.31.255.255 192.0.0.1 192.168.1.1 198.18.0.1 224.0.0.1 255.255.255.255 \
		:: ::1 '[::1]' fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1 ::ffff:10.0.0.1 \
		::ffff:127.0.0.1 64:ff9b::a00:1 2002:a00:1::1 2001:0:1::1 2001:db8::1 >out
	[ "$(cut -d' ' -f2 out | sort -u)" = closed ]
	"$client" 1.1.1.1 100.63.255.255 100.128.0.0 172.15.255.255 172.32.0.0 8.8.8.8 \
		2606:4700::1 '[2a00:1450::1]' ::ffff:8.8.8.8 64:ff9b::808:808 >out
	[ "$(cut -d' ' -f2 out | sort -u)" = public ]
}
