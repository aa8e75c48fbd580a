#!/bin/sh
# chat.sh/SCENARIO/chat/completions
# shellcheck source=tests/upstream/lib.sh
. "${SCRIPT_FILENAME%/*}/lib.sh"

plan='{\"target\":\"both\",\"speakable_reason\":\"ok\",\"confidence\":0.9,\"matrix\":{\"scene_prompt\":\"a sunset\",\"subjects\":[\"x\"],\"background\":[[1,2,3]],\"reason\":\"r\"},\"strip\":{\"theme\":\"t\",\"mode\":\"breath\",\"speed\":4,\"brightness\":0.8,\"colors\":[{\"name\":\"n\",\"rgb\":[255,140,60]}],\"reason\":\"r\"}}'

has() {
	grep -q "\"$1\"" "$UP_DIR/body"
}
refuse() {
	reply 400 application/json "{\"error\":{\"message\":\"$2\",\"param\":$1,\"code\":\"unsupported_parameter\"}}"
}
# say CONTENT [FINISH [MORE]]
say() {
	ok "{\"choices\":[{\"finish_reason\":\"${2:-stop}\",\"message\":{\"role\":\"assistant\",\"content\":$1${3:-}}}]}"
}

misbehave "$scenario"
case $scenario in
fenced) say "\"Here you are:\\n\`\`\`json\\n$plan\\n\`\`\`\\n{enjoy}\"" ;;
think) say "\"<think>maybe {\\\"target\\\":\\\"strip\\\"} or not</think>\\n$plan\"" ;;
parts) say "[{\"type\":\"text\",\"text\":\"$plan\"}]" ;;
reasoning) say "\"$plan\"" stop ',"reasoning":"{\"target\":1}","reasoning_content":null' ;;
wrapped) say '"{\"plan\":{\"strip\":{\"mode\":\"Breathing\",\"brightness\":\"80%\",\"speed\":\"3s\",\"colours\":[\"#FF8C3C\",[1,2,3],{\"r\":9,\"g\":8,\"b\":7},{\"name\":\"z\",\"hex\":\"#010203\"},\"rgb(4, 5, 6)\"]}}}"' ;;
switch) say '"{\"plan\":{\"target\":\"both\",\"speakable_reason\":\"ok\",\"confidence\":1,\"power\":{\"matrix\":null,\"strip\":false},\"brightness\":{\"matrix\":\"40%\"},\"matrix\":null,\"strip\":null}}"' ;;
length) say "\"$plan\"" length ;;
filter) say null content_filter ;;
refusal) say null stop ',"refusal":"I will not"' ;;
blank) say '"  \n "' ;;
null) say null ;;
prose) say '"I would use {warm} light."' ;;
noschema) ! has json_schema || refuse null 'response_format.json_schema is not supported' ;;
noformat) ! has response_format || refuse '"response_format"' 'This response_format type is unavailable now' ;;
maxtokens) ! has max_tokens || refuse '"max_tokens"' "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead." ;;
cold) ! has temperature || refuse '"temperature"' "Unsupported value: 'temperature'" ;;
stubborn) refuse '"max_tokens"' 'no max_tokens, no temperature, no response_format' ;;
plain) reply 200 text/plain "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"$plan\"}}]}" ;;
esac
say "\"$plan\""
