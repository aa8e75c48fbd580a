#!/bin/sh
# bfl.sh/SCENARIO/MODEL orders, bfl.sh/SCENARIO/get_result asks,
# bfl.sh/SCENARIO/sample (of another port) is the picture.  A scenario of
# lib.sh happens to the order; poll-SCENARIO, sample-SCENARIO to the others.
# shellcheck source=tests/upstream/lib.sh
. "${SCRIPT_FILENAME%/*}/lib.sh"

here=$base$SCRIPT_NAME/$scenario
elsewhere=http://127.0.0.1:$((SERVER_PORT + 1))$SCRIPT_NAME/$scenario

# result STATUS [RESULT]
result() {
	ok "{\"id\":\"1\",\"status\":\"$1\",\"result\":${2:-null},\"progress\":null,\"details\":null}"
}
ready() {
	result Ready "{\"sample\":\"$1\",\"prompt\":\"p\",\"seed\":1}"
}

case $rest in
/sample*)
	misbehave "${scenario#sample-}"
	case $scenario in
	sample-text) reply 200 image/png '<svg xmlns="http://www.w3.org/2000/svg"/>' ;;
	sample-hop) reply 302 text/plain moved "Location: $base$SCRIPT_NAME/ok/sample" ;;
	sample-loop) reply 302 text/plain moved "Location: $here/sample" ;;
	sample-type) picture text/html ;;
	esac
	picture
	;;
/get_result)
	misbehave "${scenario#poll-}"
	case $scenario in
	pending) result Pending ;;
	twice) [ "$(nth)" -gt 2 ] || result Pending ;;
	reasoning) [ "$(nth)" -gt 1 ] || result Reasoning ;;
	request-moderated) result 'Request Moderated' ;;
	content-moderated) result 'Content Moderated' ;;
	error) result Error ;;
	failed) result Failed ;;
	no-task) result 'Task not found' ;;
	late) [ "$(nth)" -gt 2 ] || fail 404 'not found' ;;
	empty) result Ready '{}' ;;
	inward) ready http://10.0.0.1/sample ;;
	named) ready "https://localhost:$((SERVER_PORT + 2))$SCRIPT_NAME/ok/sample" ;;
	plain) ready http://example.invalid/sample ;;
	file) ready file:///etc/passwd ;;
	esac
	ready "$elsewhere/sample?sig=1"
	;;
esac
misbehave "$scenario"
case $scenario in
foreign) poll="$elsewhere/get_result?id=1" ;;
lookalike) poll="https://api.bfl.ai.evil.invalid/v1/get_result?id=1" ;;
*) poll="$here/get_result?id=1" ;;
esac
ok "{\"id\":\"1\",\"polling_url\":\"$poll\",\"cost\":1.4}"
