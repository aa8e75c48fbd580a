#!/usr/bin/env bats
# amb over HTTP: the real lighttpd with the real configuration.
load helper
load serve

setup_file() {
	load helper
	load serve
	MAX_UPLOAD_MB=1 serve_start -n
}

teardown_file() {
	load serve
	serve_stop
}

states=(/api/data/matrix/raw /api/data/matrix/json /api/data/strip
	/api/data/strip/command /api/app/state)

# raw BYTES: send them as they are and set answer to all that comes back
raw() {
	local host=${url#http://}
	exec 7<>"/dev/tcp/${host%:*}/${host#*:}"
	printf '%b' "$1" >&7
	answer=$(timeout 20 cat <&7 | tr -d '\r\0')
	exec 7>&-
}

strip() {
	post "/api/app/strip/command${2-}" "{\"mode\":\"static\",\"speed\":1,
		\"brightness\":1,\"led_count\":3,\"colors\":[{\"rgb\":$1}]}"
}

@test "http: state is given out as files, typed, with HEAD, never cached blindly" {
	for path in "${states[@]}" /api/zones/main/data/matrix/raw \
		/api/zones/main/data/matrix/json /api/zones/main/data/strip \
		/api/zones/main/data/strip/command; do
		ask "$path"
		[ "$code" = 200 ]
		case $path in
		*/raw) [ "$type" = application/octet-stream ] ;;
		*) [ "$type" = application/json ] && jq -e . <<<"$body" ;;
		esac
		[ "$(field cache-control)" = no-cache ]
		[ "$(field x-content-type-options)" = nosniff ]
		etag=$(field etag)
		length=$(field content-length)
		[ -n "$etag" ]
		ask -I "$path"
		[ "$code" = 200 ]
		[ "$(field content-length)" = "$length" ]
		[ "$(field etag)" = "$etag" ]
		ask -H "If-None-Match: $etag" "$path"
		[ "$code" = 304 ]
		[ -z "$(field content-length)" ] || [ "$(field content-length)" = 0 ]
	done
}

@test "http: state has the shape that controllers know" {
	ask /api/data/matrix/raw
	[ "$(stat -c %s body)" = 768 ]
	ask /api/data/matrix/json
	jq -e '.width == 16 and .height == 16 and (.pixels | length) == 16
		and (.pixels[15] | length) == 16 and (.pixels[0][0] | length) == 3' body
	ask /api/data/strip
	jq -e 'all(.[]; length == 3)' body
	ask /api/data/strip/command
	jq -e 'keys == ["command","updated_at_ms"]' body
	ask /api/app/state
	jq -e 'keys == ["brightness","matrix","power","strip"]
		and (.strip | keys) == ["colors","command"]' body
}

@test "http: changes within one second have different ETags" {
	for n in 1 2 3 4; do
		strip "[$n,$n,$n]"
		[ "$code" = 200 ]
		ask /api/data/strip
		[ "$body" = "[[$n,$n,$n]]" ]
		field etag >>etags
		date=$(field last-modified)
	done
	[ "$(sort -u etags | wc -l)" = 4 ]
	ask -H "If-Modified-Since: $date" /api/data/strip
	[ "$code" = 200 ]
}

@test "http: a zone has its own state, and one that has none is 404" {
	ask /api/zones/kitchen/data/strip
	refused 404 kitchen
	strip '[9,8,7]' '?zone=kitchen'
	[ "$code" = 200 ]
	ask /api/zones/kitchen/data/strip
	[ "$body" = '[[9,8,7]]' ]
	ask /api/data/strip
	[ "$body" != '[[9,8,7]]' ]
	ask '/api/zones/kitchen/data/strip?x=1'
	[ "$code" = 200 ]
}

@test "http: nothing else of the spool can be reached" {
	post /api/app/submit '{"instruction":"secret words"}'
	id=$(jq -r .id <<<"$body")
	[ -e "$spool/queue/$id.json" ]
	for path in /state /queue "/queue/$id.json" /api/data /api/data/ \
		/api/data/matrix /api/data/strip.json /api/data/matrix/raw/ \
		/api/data/matrix/raw/x /api/data/strip/command/x /api/app/statex \
		/api/zones/ /api/zones/main/ \
		/api/zones/main/scene.json /api/zones/main/matrix.raw \
		/api/zones/main/history /api/zones/main/history/ \
		/api/zones/main/data /api/zones/main/data/strip/ \
		/api/zones/main/data/strip/x /api/zones/MAIN/data/strip \
		/api/zones/.lock /api/zones/../state/main/scene.json \
		/api/data/matrix/../../../state/main/scene.json \
		/api/data/%2e%2e/%2e%2e/queue /..%2fqueue /api/zones/..%2f..%2fqueue \
		/api/zones/%2e%2e/queue/%2e /api/zones/main%2fscene.json \
		'/api/zones/main/data/strip%00' '/api/zones/main/scene.json?/data/strip' \
		/api/zones/main/data/../scene.json /api//zones/main/scene.json \
		/error /error/404 /amb-cgi /amb-cgi/healthz /healthz/x /healthz~ \
		/docsx /www /lighttpd.conf /.well-known /etc/passwd //etc/passwd; do
		ask "$path"
		case $code in 400 | 404 | 405) ;; *) false ;; esac
		refused "$code" ''
		[[ $body != *secret* ]]
	done
	ask /api/zones/main
	refused 405 DELETE
	ask /api/zones
	[ "$code" = 200 ]
	[[ $body != *secret* ]]
}

@test "http: kept scenes by name, whatever is in it; a bad name is always 422" {
	for name in evening caf%C3%A9 %E6%B5%B7%E8%BE%B9 a%20b x%25y .a; do
		ask -X PUT "/api/app/scenes/$name"
		[ "$code" = 200 ]
		kept=$(jq -r .kept <<<"$body")
		ask -X POST "/api/app/scenes/$name/recall"
		[ "$code $(jq -r .recalled <<<"$body")" = "200 $kept" ]
		ask -X DELETE "/api/app/scenes/$name"
		[ "$code $(jq -r .forgotten <<<"$body")" = "200 $kept" ]
		ask -X POST "/api/app/scenes/$name/recall"
		refused 404 "has no scene"
	done
	for name in a%2Fb a%2fb .. . %2e%2e %2e a%01b a%00b %7f %ff %zz %20a \
		"$(printf 'a%.0s' {1..65})" "$(printf '%%F0%%9F%%98%%80%.0s' {1..65})"; do
		for way in "PUT /api/app/scenes/$name" "DELETE /api/app/scenes/$name" \
			"POST /api/app/scenes/$name/recall"; do
			ask -X "${way% *}" "${way#* }"
			refused 422 "'name' must be 1 to 64 characters"
		done
	done
	ask /api/app/scenes/evening
	refused 405 PUT
	[ "$(field allow)" = 'PUT, DELETE' ]
}

@test "http: a wrong method is 405 with Allow, on files too" {
	for path in "${states[@]}" /api/zones/main/data/strip /healthz /docs / \
		/openapi.json; do
		ask -d x "$path"
		refused 405 GET
		[ "$(field allow)" = 'GET, HEAD' ]
	done
	for method in PUT DELETE PATCH OPTIONS; do
		ask -X "$method" -d x /api/data/strip
		refused 405 GET
		ask -X "$method" -d x /api/voice/submit
		refused 405 POST
		[ "$(field allow)" = POST ]
	done
	ask /api/voice/submit
	refused 405 POST
	ask -X BREW /api/data/strip
	refused 405 ''
	[ -n "$(field allow)" ]
	ask -X TRACE /api/data/strip
	refused 405 ''
}

@test "http: what the server refuses by itself is JSON too" {
	ask -X POST /api/voice/submit
	refused 411 Content-Length
	head -c 1200000 /dev/zero >big
	ask -H 'Expect:' -F file=@big /api/matrix/downsample
	refused 413 long
	ask -H "X-Long: $(printf '%09000d' 0)" /healthz
	refused 431 header
	ask "/$(printf '%09000d' 0)"
	case $code in 414 | 431) refused "$code" '' ;; *) false ;; esac
	raw 'GET /healthz HTTP/1.1\r\n\r\n'
	[[ $answer == 'HTTP/1.'?' 400 '*'{"detail":'* ]]
	raw 'POST /api/app/submit HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n'
	[[ $answer == 'HTTP/1.'?' 400 '*'{"detail":'* ]]
	raw 'POST /api/app/submit HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n'
	[[ $answer == 'HTTP/1.'?' 400 '*'{"detail":'* ]]
	raw 'nonsense\r\n\r\n'
	[[ $answer == 'HTTP/1.'?' 4'*'{"detail":'* || $answer == *'"detail"'* ]]
}

@test "http: no version, no listing, no second protocol" {
	ask /api/data/strip
	[ -z "$(field server)" ]
	ask -H 'Connection: Upgrade, HTTP2-Settings' -H 'Upgrade: h2c' \
		-H 'HTTP2-Settings: AAMAAABkAAQAAP__' /api/data/strip
	[ "$code" = 200 ]
	raw 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'
	[[ $answer != *$'\4'* && $answer == *'HTTP/1.'* ]]
}

@test "http: one connection carries errors and answers in turn" {
	curl -sS -m 60 -o /dev/null -o /dev/null -o /dev/null -o /dev/null \
		-w '%{http_code} %{num_connects}\n' "$url/nope" "$url/api/data/strip" \
		"$url/api/jobs/x" "$url/healthz" >codes
	[ "$(tr '\n' ' ' <codes)" = '404 1 200 0 422 0 200 0 ' ]
}

@test "http: the pages are there" {
	ask /
	[ "$code" = 302 ]
	[ "$(field location)" = /docs ]
	ask -I /
	[ "$code" = 302 ]
	ask /docs
	[ "$code" = 200 ]
	[ "$type" = 'text/html; charset=utf-8' ]
	ask /openapi.json
	[ "$code" = 200 ]
	[ "$type" = application/json ]
	# every path of the contract is known to the server
	for path in $(jq -r '.paths | keys[]' <<<"$body"); do
		path=${path/\{zone\}/main}
		ask -X PATCH -d x "${path/\{id\}/01KA0000000000000000000001}"
		[ "$code" = 405 ]
	done
}

@test "http: /healthz says what is ready" {
	ask /healthz
	[ "$code" = 200 ]
	jq -e '.status == "degraded" and .spool == "ok" and .runner == false' \
		<<<"$body"
}

@test "http: a submit is accepted, queued, run, and its light can be read" {
	post /api/voice/submit '{"instruction":"海边日落","zone":"hall"}'
	[ "$code" = 200 ]
	id=$(jq -er .id <<<"$body")
	ask "/api/jobs/$id"
	jq -e '.state == "queued"' <<<"$body"
	AMB_SPOOL=$spool run -0 --separate-stderr amb-run
	show
	ask "/api/jobs/$id"
	[[ $body != *"$spool"* ]]
	jq -e '.state == "done" and .scene.published.matrix' <<<"$body"
	ask /api/zones/hall/data/matrix/raw
	[ "$code" = 200 ]
	[ "$(tr -d '\0' <body | wc -c)" -gt 100 ]
	ask /api/zones/hall/data/strip/command
	jq -e '.command.mode' <<<"$body"
}

@test "http: hostile bodies are 4xx with a detail" {
	while IFS='|' read -r want text json; do
		post /api/voice/submit "$json"
		refused "$want" "$text"
	done <<-'END'
		400|JSON|not json
		400|JSON|[]
		400|JSON|nan
		422|'instruction'|{"instruction": nan}
		422|'instruction'|{"instruction": 1e999}
		422|'instruction'|{}
		422|'zone'|{"instruction": "a", "zone": "../../etc"}
	END
	head -c 2097152 /dev/zero | tr '\0' ' ' >big
	ask -H 'Expect:' -H content-type:application/json --data-binary @big \
		/api/voice/submit
	refused 413 ''
	head -c 70000 /dev/zero | tr '\0' ' ' >big
	ask -H content-type:application/json --data-binary @big /api/voice/submit
	refused 413 65536
	ask -H content-type:text/plain -d '{"instruction":"a"}' /api/voice/submit
	refused 415 application/json
}

@test "http: a body in chunks is taken as any other" {
	ask -H content-type:application/json -H 'Transfer-Encoding: chunked' \
		-d '{"instruction":"sunset"}' /api/app/submit
	[ "$code" = 200 ]
	head -c 3000000 /dev/zero >big
	ask -H 'Expect:' -H 'Transfer-Encoding: chunked' \
		-H content-type:image/png --data-binary @big /api/matrix/downsample
	refused 413 ''
}

@test "http: a picture is uploaded" {
	convert -size 64x64 xc:'rgb(0,0,255)' a.png
	ask -F file=@a.png '/api/matrix/downsample?width=2&height=2&include_raw=1&zone=pic'
	[ "$code" = 200 ]
	jq -e '.filename == "a.png" and .json.pixels[0][0] == [0,0,255]' <<<"$body"
	jq -r .raw_base64 <<<"$body" | base64 -d >want
	ask /api/zones/pic/data/matrix/raw
	cmp body want
	ask -H content-type:image/png --data-binary @a.png \
		'/api/matrix/downsample?zone=pic'
	[ "$code" = 200 ]
}

@test "http: hostile uploads are 4xx with a detail" {
	convert -size 64x64 xc:red a.png
	: >empty.png
	head -c 60 a.png >cut.png
	echo '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' >svg.png
	printf 'push graphic-context\nviewbox 0 0 9 9\n' >mvg.png
	printf '<?xml version="1.0"?><image><read filename="/etc/passwd"/></image>' \
		>msl.png
	# a header that promises 16k x 16k
	printf '\211PNG\r\n\032\n\0\0\0\rIHDR\0\0@\0\0\0@\0\b\2\0\0\0' >bomb.png
	for f in empty cut svg mvg msl bomb; do
		ask -F "file=@$f.png" /api/matrix/downsample
		case $code in 400 | 413 | 415) ;; *) false ;; esac
		refused "$code" ''
	done
	ask -F file=@a.png -F other=@a.png /api/matrix/downsample
	refused 400 'more than one'
	ask -H 'content-type: multipart/form-data' --data-binary @a.png \
		/api/matrix/downsample
	refused 400 boundary
	ask -F file=@a.png '/api/matrix/downsample?width=0'
	refused 422 width
	[ -z "$(ls -A "$spool/tmp")" ]
}

@test "http: many submits at once are each answered, and kept when accepted" {
	# a process takes 50 times as long there
	case $AMB_BINDIR in *.memcheck) n=12 ;; *) n=300 ;; esac
	before=$(find "$spool/queue" -name '*.json' | wc -l)
	curl -sS -Z --parallel-max "$n" -m 120 -o 'reply#1' -w '%{http_code}\n' \
		-H content-type:application/json -d '{"instruction":"sunset"}' \
		"$url/api/voice/submit?[1-$n]" >codes 2>err || :
	[ "$(wc -l <codes)" = "$n" ]
	[ "$(grep -cx -e 200 -e 503 codes)" = "$n" ]
	[ "$(grep -cx 200 codes)" -gt 0 ]
	after=$(find "$spool/queue" -name '*.json' | wc -l)
	[ $((after - before)) = "$(grep -cx 200 codes)" ]
	[ -z "$(ls -A "$spool/tmp")" ]
}

@test "http: no fault and no leak of our programs is in the log" {
	run -1 grep -e Sanitizer -e 'main (amb-' "$serve_log"
}
