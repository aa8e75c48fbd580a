#!/bin/sh
# images.sh/SCENARIO/...: OpenAI's images, aihubmix's predictions, Google's
# models and a Stable Diffusion WebUI, each in the shapes that were seen.
# shellcheck source=tests/upstream/lib.sh
. "${SCRIPT_FILENAME%/*}/lib.sh"

here=$base$SCRIPT_NAME/$scenario
elsewhere=http://127.0.0.1:$((SERVER_PORT + 1))$SCRIPT_NAME/$scenario

misbehave "$scenario"
case $rest in
/picture) picture image/png ;;
/job*)
	[ "$(nth)" -gt 1 ] || ok '{"status":"processing"}'
	ok "{\"status\":\"succeeded\",\"output\":[{\"url\":\"$here/picture\"}]}"
	;;
esac
case $scenario in
b64) ok "{\"created\":1,\"data\":[{\"b64_json\":\"$png\",\"revised_prompt\":\"p\"}]}" ;;
url) ok "{\"data\":[{\"url\":\"$elsewhere/picture\"}]}" ;;
own-url) ok "{\"data\":[{\"url\":\"$here/picture\"}]}" ;;
doubao) ok "{\"output\":[{\"url\":\"$elsewhere/picture\"}]}" ;;
gpt) ok "{\"output\":{\"b64_json\":[{\"bytesBase64\":\"$png\",\"mimeType\":\"png\"}],\"urls\":[]},\"usage\":{}}" ;;
gpt-urls) ok "{\"output\":{\"b64_json\":[],\"urls\":[\"$elsewhere/picture\"]}}" ;;
flux) ok "{\"output\":[{\"polling_url\":\"$here/job\"}]}" ;;
flux-object) ok "{\"output\":{\"polling_url\":\"$here/job\"}}" ;;
flux-away) ok "{\"output\":{\"polling_url\":\"$elsewhere/job\"}}" ;;
gemini) ok "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Here\",\"thoughtSignature\":\"c2ln\"},{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"$png\"}}]},\"finishReason\":\"STOP\"}]}" ;;
thought) printf 'Content-Type: application/json\r\n\r\n{"candidates":[{"content":{"parts":[{"thoughtSignature":"'
	head -c 3000000 /dev/zero | tr '\0' A
	printf '"},{"inlineData":{"data":"%s"}}]}}]}' "$png"
	exit ;;
blocked) ok '{"promptFeedback":{"blockReason":"SAFETY"}}' ;;
no-image) ok '{"candidates":[{"content":{"parts":[{"text":"no"}]},"finishReason":"NO_IMAGE"}]}' ;;
words) ok '{"candidates":[{"content":{"parts":[{"text":"A sunset!"}]},"finishReason":"STOP"}]}' ;;
imagen) ok "{\"predictions\":[{\"mimeType\":\"image/png\",\"bytesBase64Encoded\":\"$png\"}]}" ;;
filtered) ok '{"predictions":[{"raiFilteredReason":"blocked word"}]}' ;;
none) ok '{}' ;;
webui) ok "{\"images\":[\"$png\"],\"parameters\":{},\"info\":\"{}\"}" ;;
webui-data) ok "{\"images\":[\"data:image/png;base64,$png\"]}" ;;
junk) ok '{"images":["not base64 at all!"]}' ;;
esac
fail 404 'no such scenario'
