#!/usr/bin/env bats
load helper

multi='multipart/form-data; boundary=XX'

# part HEADER... BODY: one part; escapes as in printf %b
part() {
	printf -- '--XX\r\n'
	while [ $# -gt 1 ]; do
		printf '%b\r\n' "$1"
		shift
	done
	printf '\r\n%b\r\n' "$1"
}

file='Content-Disposition: form-data; name="file"; filename="a.png"'

close() {
	printf -- '--XX--\r\n'
}

# form TYPE: amb-form on the file in
form() {
	run --separate-stderr amb-form -t "$1" -o out <in
	show
}

refused() {
	[ "$status" = 65 ]
	jq -e --arg text "$1" --arg code "${2-bad_input}" 'keys == ["errors"]
		and .errors[0].stage == "form" and .errors[0].code == $code
		and (.errors[0].message | contains($text))' <<<"$output"
	[ -z "$stderr" ]
	[ ! -e out ]
}

@test "amb-form: -h prints the usage, anything else it does not know is 64" {
	run -0 --separate-stderr amb-form -h
	[ "${lines[0]}" = 'usage: amb-form [-hV] [-t type] -o file' ]
	run -64 --separate-stderr amb-form
	run -64 --separate-stderr amb-form -t image/png
	run -64 --separate-stderr amb-form -o out
	run -64 --separate-stderr amb-form -t image/png -o out more
	run -64 --separate-stderr amb-form -x
	[ -z "$output" ]
	[ "$stderr" = 'amb-form: invalid option -- '\''x'\''
usage: amb-form [-hV] [-t type] -o file' ] ||
		[[ $stderr == *'usage: amb-form [-hV] [-t type] -o file' ]]
}

@test "amb-form: a help or a version that cannot be written is 74" {
	for option in -h -V; do
		run -74 --separate-stderr bash -c "amb-form $option >/dev/full"
	done
}

@test "amb-form: the one file comes out as it went in" {
	head -c 100000 /dev/urandom >want
	{
		part 'Content-Disposition: form-data; name="note"' 'a text'
		part "$file" 'Content-Type: image/png' '\c'
		cat want
		printf '\r\n'
		close
	} >in
	form "$multi"
	[ "$status" = 0 ]
	jq -e '. == {filename: "a.png", content_type: "image/png",
		size: 100000}' <<<"$output"
	cmp out want
}

@test "amb-form: bytes that look like a fence are part of the file" {
	for bytes in '\r\n--X' '--X' '\r\n\r\n' '\n--XY--\r\n' '\0\r\n' '-'; do
		{
			part "$file" "$bytes"
			close
		} >in
		printf '%b' "$bytes" >want
		form "$multi"
		[ "$status" = 0 ]
		cmp out want
	done
}

@test "amb-form: a file without a filename is the field named file" {
	{
		part 'Content-Disposition: form-data; name=file' abc
		close
	} >in
	form "$multi"
	[ "$status" = 0 ]
	jq -e '.filename == null and .size == 3' <<<"$output"
}

@test "amb-form: names in any script, and never a path that is used" {
	while IFS='|' read -r header want; do
		{
			part "Content-Disposition: form-data; name=file; $header" abc
			close
		} >in
		form "$multi"
		[ "$status" = 0 ]
		jq -e --arg want "$want" '.filename == $want' <<<"$output"
		[ ! -e "${want##*/}" ]
	done <<-'END'
		filename="图.png"|图.png
		filename*=UTF-8''%e5%9b%be.png|图.png
		filename="../../etc/passwd"|../../etc/passwd
		filename="a b;c.png"|a b;c.png
	END
}

@test "amb-form: a part in base64 is decoded" {
	{
		part "$file" 'Content-Transfer-Encoding: base64' 'aGVsbG8='
		close
	} >in
	form "$multi"
	[ "$(cat out)" = hello ]
}

@test "amb-form: a transfer encoding that it does not know is refused" {
	for encoding in quoted-printable x-uuencode; do
		{
			part "$file" "Content-Transfer-Encoding: $encoding" abc
			close
		} >in
		form "$multi"
		refused encoding
	done
	{
		part "$file" 'Content-Transfer-Encoding: 8BIT' abc
		close
	} >in
	form "$multi"
	[ "$(cat out)" = abc ]
}

@test "amb-form: what is around the parts does not count" {
	{
		printf 'before\r\n--XXX\r\n--XX \t\r\n%s\r\n\r\nabc' "$file"
		printf '\r\n--XX-- \r\nafter\r\n'
		part "$file" def
	} >in
	form "$multi"
	[ "$status" = 0 ]
	[ "$(cat out)" = abc ]
}

@test "amb-form: a header may be folded, and lines may end with LF alone" {
	printf -- '--XX\r\nContent-Disposition: form-data;\r\n\tname=file;\r\n %s\r\n\r\nabc\r\n--XX--' \
		'filename="a.png"' >in
	form "$multi"
	[ "$status" = 0 ]
	jq -e '.filename == "a.png" and .size == 3' <<<"$output"
	tr -d '\r' <in >lf
	mv lf in
	form 'Multipart/Form-Data; charset=utf-8; Boundary="XX"'
	[ "$status" = 0 ]
	jq -e '.filename == "a.png" and .size == 3' <<<"$output"
}

@test "amb-form: a body that comes byte by byte is read alike" {
	{
		part "$file" '\r\n--X\r\n'
		close
	} >in
	# shellcheck disable=SC2016 # for that bash
	run -0 --separate-stderr bash -c 'while IFS= read -rN1 c; do
			printf %s "$c"
		done <in | amb-form -t "$0" -o out' "$multi"
	printf '\r\n--X\r\n' | cmp - out
}

@test "amb-form: files that look like delimiters come out as they went in" {
	run -0 --separate-stderr "$checks/multipart" whole 5000
}

@test "amb-form: bodies with random faults are read or refused" {
	run -0 --separate-stderr "$checks/multipart" mutated 20000
}

@test "amb-form: a body of image/* is the file" {
	printf 'abc' >in
	for type in image/png 'IMAGE/PNG; charset=binary' image/x-anything; do
		form "$type"
		[ "$status" = 0 ]
		jq -e '.filename == null and .size == 3' <<<"$output"
		cmp in out
	done
	jq -e '.content_type == "image/x-anything"' <<<"$output"
}

@test "amb-form: no file, two files and an empty file are refused" {
	close >in
	form "$multi"
	refused ''
	{
		part 'Content-Disposition: form-data; name=text; ' abc
		close
	} >in
	form "$multi"
	refused 'no file'
	{
		part "$file" abc
		part "$file" abc
		close
	} >in
	form "$multi"
	refused 'more than one file'
	{
		part "$file" ''
		close
	} >in
	form "$multi"
	refused empty
	: >in
	form "$multi"
	refused ''
	form image/png
	refused empty
}

@test "amb-form: a body without its boundary, or cut short, is refused" {
	{
		part "$file" abc
		close
	} >in
	for type in multipart/form-data 'multipart/form-data; boundary=' \
		'multipart/form-data; boundary=YY' \
		'multipart/form-data; boundry=XX'; do
		form "$type"
		refused boundary
	done
	cp in whole
	for n in 1 3 20 60 "$(($(stat -c %s whole) - 4))"; do
		head -c "$n" whole >in
		form "$multi"
		refused truncated
	done
}

@test "amb-form: any other type of body is refused" {
	printf 'abc' >in
	for type in '' text/plain multipart/mixed application/octet-stream \
		"$(printf 'image/png\r\nX: y')" "image/$(printf '%0600d' 0)"; do
		form "$type"
		refused multipart/form-data unknown_format
	done
}

@test "amb-form: more than MAX_UPLOAD_MB is refused, in both forms" {
	export MAX_UPLOAD_MB=0.01
	head -c 10486 /dev/zero >in
	form image/png
	refused 10485 too_large
	{
		part "$file" "$(printf '%010486d' 0)"
		close
	} >in
	form "$multi"
	refused 10485 too_large
	head -c 100000 /dev/zero >in
	form "$multi"
	refused 10485 too_large
	head -c 10485 /dev/zero >in
	form image/png
	[ "$status" = 0 ]
}

@test "amb-form: floods of parts, header fields and parameters are refused soon" {
	local n
	for n in 70 100000; do
		yes -- '--XX' | head -n "$n" >in
		form "$multi"
		refused 'too many parts'
	done
	{
		printf -- '--XX\r\n'
		yes 'a: b' | head -n 200000
	} >in
	form "$multi"
	refused 'too many header fields'
	{
		printf -- '--XX\r\nContent-Disposition: form-data'
		for n in {1..20000}; do printf '; a%s=b' "$n"; done
		printf '\r\n\r\nabc\r\n'
		close
	} >in
	form "$multi"
	refused 'a header field of the body is too long'
}

@test "amb-form: parts inside parts are refused, however deep" {
	for n in {1..60}; do
		printf -- '--XX\r\nContent-Type: multipart/mixed; boundary=XX\r\n\r\n'
	done >in
	form "$multi"
	refused ''
	{
		printf -- '--XX\r\nContent-Type: message/rfc822\r\n\r\n'
		part "$file" abc
		close
	} >in
	form "$multi"
	refused ''
}

@test "amb-form: what it cannot write is 73, or 74 for its own answer" {
	printf 'abc' >in
	run -73 --separate-stderr amb-form -t image/png -o none/out <in
	jq -e '.errors[0].code == "storage"' <<<"$output"
	run -73 --separate-stderr amb-form -t image/png -o /dev/full <in
	[ -c /dev/full ]
	run -74 --separate-stderr bash -c 'amb-form -t image/png -o out <in >/dev/full'
}

@test "amb-form: a standard input that cannot be read is 74, without a file" {
	for type in image/png "$multi"; do
		run -74 --separate-stderr amb-form -t "$type" -o out <.
		jq -e '.errors[0].code == "storage"' <<<"$output"
		[ ! -e out ]
	done
}

@test "amb-form: bad configuration is 78" {
	MAX_UPLOAD_MB=0 run -78 --separate-stderr amb-form -t image/png -o out
	[[ $stderr == *MAX_UPLOAD_MB* ]]
}
