# shellcheck shell=sh
# What the providers share.  The scenario is the first word of the path.
scenario=${PATH_INFO#/}
rest=/${scenario#*/}
scenario=${scenario%%/*}
base=http://$SERVER_NAME:$SERVER_PORT
head -c "${CONTENT_LENGTH:-0}" >"$UP_DIR/body.$$"
mv "$UP_DIR/body.$$" "$UP_DIR/body"
echo "$HTTP_USER_AGENT" >"$UP_DIR/agent"
echo "$REQUEST_METHOD $SERVER_PORT $SCRIPT_NAME $scenario $rest" \
	"auth=${HTTP_AUTHORIZATION:-}${HTTP_X_KEY:-}${HTTP_X_GOOG_API_KEY:-}" \
	>>"$UP_DIR/calls"

# reply STATUS TYPE BODY [HEADER...]
reply() {
	printf 'Status: %s\r\nContent-Type: %s\r\n' "$1" "$2"
	body=$3
	shift 3
	for header in "$@"; do
		printf '%s\r\n' "$header"
	done
	printf '\r\n%s' "$body"
	exit
}
ok() {
	reply 200 application/json "$1"
}
fail() {
	status=$1
	message=$2
	shift 2
	reply "$status" application/json "{\"error\":{\"message\":\"$message\",\"type\":\"t\",\"param\":null,\"code\":null}}" "$@"
}
# nth: how often this scenario was asked for, this time included
nth() {
	grep -c " $scenario $rest auth" "$UP_DIR/calls"
}

# misbehave SCENARIO: what any provider can do wrong, if it is one of these
misbehave() {
	case $1 in
	s[45]??)
		fail "${1#s}" 'it is broken' ;;
	echo401)
		fail 401 "bad key '${HTTP_AUTHORIZATION#Bearer }${HTTP_X_KEY:-}'" ;;
	retry429)
		[ "$(nth)" -gt 1 ] || fail 429 slower 'Retry-After: 1' ;;
	later429)
		fail 429 'much slower' 'Retry-After: 60' ;;
	quota429)
		reply 429 application/json '{"error":{"message":"pay","code":"insufficient_quota"}}' ;;
	retry503)
		[ "$(nth)" -gt 2 ] || fail 503 busy ;;
	mend)
		[ -e "$UP_DIR/mended" ] || fail 401 'not yet' ;;
	second)
		sleep 1 ;;
	slowhead)
		exec sleep 30 ;;
	slowbody)
		printf 'Content-Type: application/json\r\n\r\n{"a":'
		exec sleep 30 ;;
	cut)
		printf 'Content-Type: application/json\r\nContent-Length: 5000\r\nConnection: close\r\n\r\n{"a":'
		exit ;;
	big)
		printf 'Content-Type: application/json\r\n\r\n{"a":"'
		exec head -c 20971520 /dev/zero ;;
	html)
		reply 200 text/html '<html><body>502 Bad Gateway</body></html>' ;;
	shape)
		ok '{"object":"list","data":{"b":[1]}}' ;;
	here)
		reply 302 text/plain moved "Location: $base$SCRIPT_NAME/trap$rest" ;;
	away)
		reply 302 text/plain moved "Location: http://127.0.0.1:$((SERVER_PORT + 1))$SCRIPT_NAME/trap$rest" ;;
	esac
}

# picture [CONTENT_TYPE]: a PNG of one pixel
png=iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQI12P4z8AAAAMBAQAY3Y2wAAAAAElFTkSuQmCC
picture() {
	printf 'Content-Type: %s\r\n\r\n' "${1:-image/png}"
	echo "$png" | base64 -d
	exit
}
