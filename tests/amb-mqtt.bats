#!/usr/bin/env bats
# shellcheck disable=SC2030,SC2031 # each test has a process of its own
load helper
load spools

PATH=$PATH:/usr/sbin
unset "${!MQTT_@}" STRIP_STREAM_FPS

# broker [LINE...]: (re)start a broker with these settings; nobody but it
# listens on $port
broker() {
	[ $# -gt 0 ] || set -- 'allow_anonymous true'
	local tries=5
	while [ "$tries" -gt 0 ]; do
		: "${port:=$(some_port)}"
		{
			echo 'user root'
			echo "listener $port 127.0.0.1"
			printf '%s\n' "$@"
		} >broker.conf
		: >broker.log # not that of the last one
		mosquitto -c broker.conf >broker.log 2>&1 3>&- &
		broker=$!
		until_true 20 broker_is_known
		if kill -0 "$broker" 2>/dev/null; then
			break
		fi
		port=
		tries=$((tries - 1))
	done
	export MQTT_ENABLED=1 MQTT_HOST=127.0.0.1 MQTT_PORT=$port
}

# it is the one that has the port, or it has ended for want of it
broker_is_known() {
	! kill -0 "$broker" 2>/dev/null || grep -q ' running$' broker.log
}

# sub FILE TOPIC [option...]: a subscriber, that is there
sub() {
	mosquitto_pub -p "$port" -q 1 -r -t probe -m "$1"
	mosquitto_sub -V 5 -p "$port" -q 1 -t probe -t "$2" -v "${@:3}" >>"$1" 3>&- &
	sub=$!
	until_true 30 grep -q "^probe" "$1"
}

courier() {
	amb-mqtt -v 2>>mqtt.err 3>&- &
	mqtt=$!
}

# it has subscribed to all, too
online() {
	[ "$(mosquitto_sub -p "$port" -C 1 -W 1 -t ambient-light/status)" = online ]
}

teardown() {
	for p in "${mqtt-}" "${sub-}" "${broker-}"; do
		[ -z "$p" ] || kill -KILL "$p" 2>/dev/null || :
	done
	wait
}

# scenes FROM TO: strip scenes, whose ids and colours grow
scenes() {
	local i
	for ((i = $1; i <= $2; i++)); do
		printf '{"id":"01KA%022d","zone":"main","plan":{"target":"strip"},"strip":{"command":{"mode":"static","colors":[{"rgb":[%d,0,0]}],"brightness":1,"speed":4,"led_count":2}}}\n' \
			"$i" "$i"
	done | amb-publish >published
}

# the colours of the events in FILE, in order, without what came again
reds() {
	sed -n 's/^ambient-light\/events //p' "$1" |
		jq -r 'select(.type == "strip_command_update").payload.command.colors[0].rgb[0]' |
		awk '!seen[$1]++' | xargs
}

has() { [ "$(grep -c "$2" "$1")" -ge "$3" ]; }

# the number of the event that the broker has last acknowledged
cursor() {
	sqlite3 -readonly -cmd '.timeout 5000' spool/amb.db \
		"SELECT seq FROM cursor WHERE name = 'mqtt'"
}

cursor_is() { [ "$(cursor)" = "$1" ]; }

first_run() { amb-publish -i && amb-mqtt -1; }

@test "amb-mqtt: -1 sends what is due, in order, and keeps the place" {
	broker
	scenes 1 2
	first_run # begins with the next event
	[ "$(cursor)" = 2 ]
	sub out ambient-light/events
	scenes 3 50
	run -0 --separate-stderr amb-mqtt -1
	[ -z "$output$stderr" ]
	[ "$(cursor)" = 50 ]
	until_true 30 has out '^ambient' 48
	[ "$(reds out)" = "$(seq 3 50 | xargs)" ]
	[ "$(sed -n '2s/^[^ ]* //p' out)" = "$(event 3)" ]
	run -0 amb-mqtt -1
	scenes 51 51
	run -0 amb-mqtt -1
	until_true 30 has out '^ambient' 49
	[ "$(grep -c '^ambient' out)" -eq 49 ]
}

@test "amb-mqtt: events have a media type and expire, state does not" {
	broker
	first_run
	sub out '#' -F '%t %j'
	scenes 1 1
	MQTT_EXPIRY_S=77 amb-mqtt -1
	until_true 30 grep -q '^ambient-light/main/strip ' out
	run -0 jq -r '.properties | .["content-type"], .["message-expiry-interval"]' \
		<<<"$(sed -n 's/^ambient-light\/events //p' out)"
	[ "${lines[*]}" = 'application/json 77' ]
	run -0 jq -r '.properties | .["content-type"], .["message-expiry-interval"]' \
		<<<"$(sed -n 's/^ambient-light\/main\/strip //p' out | tail -n 1)"
	[ "${lines[*]}" = 'application/json null' ]
	# and each says who sent it
	version=$(<"$BATS_TEST_DIRNAME/../VERSION")
	[ "$(grep -ac '^ambient-light/' out)" -ge 7 ]
	[ "$(grep -ac '^ambient-light/' out)" = \
		"$(grep -ac "\"user-agent\":\"amb/$version\"" out)" ]
}

@test "amb-mqtt: who comes late has the state of each zone at once" {
	broker
	amb-publish -i -z den
	first_run
	scenes 1 30
	amb-mqtt -1
	got() { mosquitto_sub -p "$port" -C 1 -W 5 -t "ambient-light/$1"; }
	[ "$(got main/matrix | jq -cS .)" = "$(jq -cS . spool/state/main/matrix.json)" ]
	mosquitto_sub -p "$port" -C 1 -W 5 -N -t ambient-light/main/matrix/raw >raw
	cmp raw spool/state/main/matrix.raw
	[ "$(got main/strip | jq -cS .)" = "$(jq -cS . spool/state/main/strip_command.json)" ]
	[ "$(got den/strip | jq -c .command.colors[0].rgb)" = '[0,170,255]' ]
}

@test "amb-mqtt: a backlog does not play old states" {
	broker
	first_run
	scenes 1 30
	sub out 'ambient-light/main/strip'
	amb-mqtt -1
	until_true 30 grep -q '"rgb":\[30,0,0\]' out
	[ "$(grep -c '^ambient-light/main/strip' out)" -eq 2 ] # the old, the newest
}

@test "amb-mqtt: events that are gone unread are made up for by the state" {
	broker
	first_run
	courier
	until_true 30 online
	sub out 'ambient-light/main/+'
	until_true 30 has out '^ambient-light/main/matrix ' 1
	kill -STOP "$mqtt"
	AMB_KEEP_EVENTS=1 AMB_KEEP_DAYS=0 scenes 1 70
	left=$(events | wc -l)
	[ "$left" -lt 70 ]
	kill -CONT "$mqtt"
	until_true 30 cursor_is 70
	# nothing has changed the matrix
	until_true 30 has out '^ambient-light/main/matrix ' 2
	until_true 30 has out '"rgb":\[70,0,0\]' 1
	grep -qx "amb-mqtt: $((70 - left)) events were lost; the whole state is sent" mqtt.err
}

@test "amb-mqtt: what an older amb left unread is sent" {
	broker
	old_spool
	sub out ambient-light/events
	first_run
	until_true 30 has out '^ambient' 3
	[ "$(reds out)" = "3 4 5" ]
	scenes 6 6
	run -0 amb-mqtt -1
	until_true 30 has out '^ambient' 4
	[ "$(reds out)" = "3 4 5 6" ]
}

@test "amb-mqtt: a broker that is not there at the start is waited for" {
	port=$(some_port)
	export MQTT_ENABLED=1 MQTT_HOST=127.0.0.1 MQTT_PORT=$port
	amb-publish -i
	courier
	until_true 30 grep -q 'cannot connect: Connection refused' mqtt.err
	scenes 1 3
	broker
	until_true 30 cursor_is 3
	[ "$(mosquitto_sub -p "$port" -C 1 -W 5 -t ambient-light/main/strip |
		jq -c .command.colors[0].rgb)" = '[3,0,0]' ]
}

@test "amb-mqtt: a broker killed amid 100 events loses none, and the order stays" {
	broker
	first_run
	sub out ambient-light/events
	courier
	for i in {1..100}; do scenes "$i" "$i"; done &
	until_true 30 has out '^ambient' 20
	kill -STOP "$mqtt"
	local n=-1
	until_true 30 quiet # it has nothing more from us
	kill -KILL "$broker" "$sub"
	wait "$broker" "$sub" || :
	[ "$(grep -c '^ambient' out)" -lt 100 ]
	sed -i '/^probe/d' out
	broker
	sub out ambient-light/events
	kill -CONT "$mqtt"
	until_true 150 cursor_is 100
	until_true 30 has out '"rgb":\[100,0,0\]' 1
	[ "$(reds out)" = "$(seq 1 100 | xargs)" ]
	grep -q 'amb-mqtt: the connection was lost: ' mqtt.err
}

quiet() {
	local before=$n
	n=$(wc -c <out)
	[ "$n" = "$before" ] || { read -rt 0.2 <> <(:) || :; return 1; }
}

@test "amb-mqtt: killed amid 100 events it goes on where the broker has them" {
	broker
	first_run
	sub out ambient-light/events
	courier
	scenes 1 100 &
	until_true 30 has out '^ambient' 20
	kill -KILL "$mqtt"
	wait "$mqtt" || :
	courier
	until_true 30 cursor_is 100
	until_true 30 has out '"rgb":\[100,0,0\]' 1
	[ "$(reds out)" = "$(seq 1 100 | xargs)" ]
}

@test "amb-mqtt: a slow consumer misses nothing and holds up nobody" {
	broker
	first_run
	sub out ambient-light/events
	kill -STOP "$sub"
	scenes 1 100
	run -0 amb-mqtt -1
	[ "$(cursor)" = 100 ]
	kill -CONT "$sub"
	until_true 30 has out '^ambient' 100
	[ "$(reds out)" = "$(seq 1 100 | xargs)" ]
}

@test "amb-mqtt: the state is kept again by a broker that forgot it" {
	broker
	amb-publish -i
	courier
	until_true 30 grep -q connected mqtt.err
	kill -KILL "$broker"
	wait "$broker" || :
	broker
	until_true 30 has mqtt.err connected 2
	[ "$(mosquitto_sub -p "$port" -C 1 -W 5 -t ambient-light/main/strip |
		jq -c .command.colors[0].rgb)" = '[0,170,255]' ]
	[ "$(mosquitto_sub -p "$port" -C 1 -W 5 -t ambient-light/status)" = online ]
	kept_is main/power .power '{"matrix":true,"strip":true}'
	kept_is main/brightness .brightness '{"matrix":1,"strip":1}'
	# and it still listens
	order power/set '{"matrix":false}'
	until_true 30 kept_is main/power .power '{"matrix":false,"strip":true}'
}

@test "amb-mqtt: its status is online, and offline when it stops or dies" {
	broker
	amb-publish -i
	sub out ambient-light/status
	courier
	until_true 30 has out online 1
	kill -TERM "$mqtt"
	wait "$mqtt"
	until_true 30 has out offline 1
	courier
	until_true 30 has out online 2
	kill -KILL "$mqtt"
	until_true 30 has out offline 2
	[ "$(mosquitto_sub -p "$port" -C 1 -W 5 -t ambient-light/status)" = offline ]
}

@test "amb-mqtt: user and password come from files, and are not printed" {
	mosquitto_passwd -b -c pw amb s3cret
	echo 's3cret' >secret
	echo 'amb' >user
	broker 'allow_anonymous false' "password_file $PWD/pw"
	MQTT_USERNAME_FILE=$PWD/user MQTT_PASSWORD_FILE=$PWD/secret run -0 first_run
	echo 'wr0ng' >secret
	MQTT_USERNAME=amb MQTT_PASSWORD_FILE=$PWD/secret run -69 --separate-stderr amb-mqtt -1
	show
	[ "$stderr" = 'amb-mqtt: the broker refused to connect: Not authorized' ]
	run -69 --separate-stderr amb-mqtt -1
}

certificates() {
	{
		openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj /CN=ca -days 2
		openssl req -newkey rsa:2048 -nodes -keyout key.pem -out req.pem -subj /CN=127.0.0.1
		openssl x509 -req -in req.pem -CA ca.pem -CAkey ca.key -CAcreateserial \
			-days 2 -out cert.pem -extfile <(echo subjectAltName=IP:127.0.0.1)
		openssl req -x509 -newkey rsa:2048 -nodes -keyout other.key -out other.pem -subj /CN=other -days 2
	} 2>/dev/null
}

@test "amb-mqtt: TLS, with a certificate of its own; whom it does not trust it leaves" {
	certificates
	broker 'allow_anonymous true' "cafile $PWD/ca.pem" "certfile $PWD/cert.pem" \
		"keyfile $PWD/key.pem" 'require_certificate true'
	export MQTT_TLS=true MQTT_CAFILE=$PWD/ca.pem
	amb-publish -i
	MQTT_CERTFILE=$PWD/cert.pem MQTT_KEYFILE=$PWD/key.pem run -0 amb-mqtt -1
	run amb-mqtt -1 # it shows none; the broker may hang up before it says so
	[ "$status" -eq 69 ] || [ "$status" -eq 75 ]
	MQTT_CAFILE=$PWD/other.pem run -69 --separate-stderr amb-mqtt -1
	show
	[[ "$stderr" == *'certificate verify failed'* ]]
	MQTT_CAFILE='' run -69 --separate-stderr amb-mqtt -1
	MQTT_TLS=0 run -75 --separate-stderr amb-mqtt -1
}

@test "amb-mqtt: what the broker refuses is reported, kept, and sent once it may be" {
	echo 'topic readwrite ambient-light/main/#' >acl
	echo 'topic readwrite ambient-light/status' >>acl
	broker 'allow_anonymous true' "acl_file $PWD/acl"
	first_run
	scenes 1 3
	run -69 --separate-stderr amb-mqtt -1
	show
	[ "$stderr" = "amb-mqtt: the broker refused 'ambient-light/events': Not authorized" ]
	[ "$(cursor)" = 0 ]
	courier
	until_true 30 has mqtt.err refused 2
	echo 'topic readwrite #' >acl
	kill -HUP "$broker"
	until_true 30 cursor_is 3
}

@test "amb-mqtt: instructions, as text or JSON, are queued like a submit" {
	broker
	amb-publish -i
	mosquitto_pub -p "$port" -r -t ambient-light/old/submit -m 'kept by the broker'
	courier
	until_true 30 online
	mosquitto_pub -p "$port" -q 1 -t ambient-light/den/submit -m '海边日落'
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit \
		-m '{"instruction":"warm","zone":"other","plan":{"target":"strip"}}'
	until_true 30 queued 2
	run -0 jq -cs 'map([.zone, .instruction, .plan, (.accepted_at_ms > 0)])' spool/queue/*.json
	[ "$output" = '[["den","海边日落",null,true],["main","warm",null,true]]' ]
	run -0 jq -r .id spool/queue/*.json
	[ "${#lines[0]}" -eq 26 ]
}

queued() { [ "$(find spool/queue -name '*.json' | wc -l)" -ge "$1" ]; }

@test "amb-mqtt: what is no instruction is refused in one line each" {
	broker
	amb-publish -i
	AMB_QUEUE_MAX=1 courier
	until_true 30 online
	while read -r topic text; do
		mosquitto_pub -p "$port" -q 1 -t "$topic" -m "$text"
	done <<-'END'
		ambient-light/main/submit {"instruction":3}
		ambient-light/main/submit {"instruction":""}
		ambient-light/main/submit {bad
		ambient-light/Main/submit warm
		ambient-light/main/submit {}
	END
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit -n
	printf 'a\xff' | mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit -s
	head -c 3000 /dev/zero | tr '\0' a | mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit -s
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit -m good
	until_true 30 queued 1
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/submit -m more
	until_true 30 has mqtt.err "amb-mqtt: refused 'ambient-light/" 9
	grep -q "amb-mqtt: refused 'ambient-light/main/submit': too many jobs are waiting" mqtt.err
	[ "$(find spool/queue -name '*.json' | wc -l)" -eq 1 ]
}

# kept TOPIC [option...]: what the broker retains there
kept() { mosquitto_sub -p "$port" -C 1 -W 5 -t "ambient-light/$1" "${@:2}"; }

# kept_is TOPIC FILTER TEXT: whether jq makes this of it
kept_is() { [ "$(kept "$1" | jq -c "$2")" = "$3" ]; }

# order TOPIC TEXT [option...]: a message for zone main
order() {
	mosquitto_pub -p "$port" -q 1 -t "ambient-light/main/$1" -m "$2" "${@:3}"
}

# a picture of all codes, and a strip
picture() {
	jq -nc '{id: "01KA0000000000000000000001", zone: "main",
		matrix: {width: 16, height: 16, pixels: [range(16) as $y |
			[range(16) as $x | [$y * 16 + $x, 255 - $x, $x * $y]]]},
		strip: {command: {mode: "static", colors: [{rgb: [200, 100, 51]}],
			brightness: 0.8, speed: 4, led_count: 2}}}' | amb-publish >published
}

@test "amb-mqtt: power and brightness are set, and scale what is retained; on restores it" {
	broker
	amb-publish -i
	picture
	courier
	until_true 30 online
	until_true 30 kept_is main/power .power '{"matrix":true,"strip":true}'
	[ "$(kept main/power)" = '{"power":{"matrix":true,"strip":true},"updated_at_ms":0}' ]
	[ "$(kept main/brightness)" = '{"brightness":{"matrix":1,"strip":1},"updated_at_ms":0}' ]
	kept main/matrix/raw -N >raw.before
	kept main/matrix >json.before
	kept main/strip >strip.before
	[ "$(od -An -tu1 -N6 raw.before | xargs)" = '0 255 0 1 254 0' ]
	sub out ambient-light/events

	order power/set '{"matrix":false}'
	until_true 30 kept_is main/power .power '{"matrix":false,"strip":true}'
	[ "$(kept main/matrix/raw -N | tr -d '\0' | wc -c)" -eq 0 ]
	[ "$(kept main/matrix | jq -c '.pixels | flatten | unique')" = '[0]' ]
	[ "$(kept main/strip)" = "$(<strip.before)" ]
	order power/set OFF
	until_true 30 kept_is main/power .power '{"matrix":false,"strip":false}'
	kept_is main/strip '.command | [.brightness, .colors[0].rgb]' '[0,[200,100,51]]'

	order brightness/set '{"matrix":0.5}'
	until_true 30 kept_is main/brightness .brightness '{"matrix":0.5,"strip":1}'
	[ "$(kept main/matrix/raw -N | tr -d '\0' | wc -c)" -eq 0 ]
	order power/set ON
	until_true 30 kept_is main/power .power '{"matrix":true,"strip":true}'
	kept main/matrix/raw -N >raw
	cmp raw spool/state/main/matrix.raw
	[ "$(od -An -tu1 -N12 raw | xargs)" = '0 128 0 0 127 0 1 126 0 2 126 0' ] # half even
	[ "$(kept main/matrix | jq -cS .)" = "$(jq -cS . spool/state/main/matrix.json)" ]
	order brightness/set 0.25
	until_true 30 kept_is main/brightness .brightness '{"matrix":0.25,"strip":0.25}'
	kept_is main/strip .command.brightness 0.2
	[ "$(kept main/strip | jq -cS .)" = "$(jq -cS . spool/state/main/strip_command.json)" ]

	order brightness/set 1
	until_true 30 kept_is main/brightness .brightness '{"matrix":1,"strip":1}'
	kept main/matrix/raw -N | cmp - raw.before
	kept main/matrix | cmp - json.before
	kept main/strip | cmp - strip.before
	# events carry what was set, not what is shown
	until_true 30 has out '"brightness":{"matrix":1,"strip":1}' 1
	run -0 jq -c '[.type, .payload.power // .payload.brightness]' <<<"$(sed -n 's/^ambient-light\/events //p' out)"
	[ "${lines[*]}" = '["power_update",{"matrix":false,"strip":true}] ["power_update",{"matrix":false,"strip":false}] ["brightness_update",{"matrix":0.5,"strip":1}] ["power_update",{"matrix":true,"strip":true}] ["brightness_update",{"matrix":0.25,"strip":0.25}] ["brightness_update",{"matrix":1,"strip":1}]' ]
	[ "$(wc -l <mqtt.err)" -eq 1 ] # connected
}

@test "amb-mqtt: a command of any QoS is carried out, a retained one is not" {
	broker
	amb-publish -i
	amb-publish -f 2>publish.err 3>&- &
	publish=$!
	until_true 30 test -S spool/publish.sock
	order power/set OFF -r
	courier
	until_true 30 online
	for qos in 0 1 2; do
		mosquitto_pub -p "$port" -q "$qos" -t ambient-light/main/brightness/set \
			-m "{\"matrix\":0.$((qos + 1))}"
		until_true 30 kept_is main/brightness .brightness.matrix "0.$((qos + 1))"
	done
	kept_is main/power .power '{"matrix":true,"strip":true}'
	# amb-publish was there all the time, or it is not
	kill -TERM "$publish"
	wait "$publish"
	order brightness/set 0.75
	until_true 30 kept_is main/brightness .brightness.matrix 0.75
}

@test "amb-mqtt: a burst of commands is carried out whole, in order" {
	broker
	amb-publish -i
	amb-publish -f 2>publish.err 3>&- &
	publish=$!
	until_true 30 test -S spool/publish.sock
	courier
	until_true 30 online
	sub out ambient-light/events
	for i in {1..200}; do echo "0.$((i + 100))"; done |
		mosquitto_pub -p "$port" -q 1 -t ambient-light/main/brightness/set -l
	until_true 60 has out '^ambient' 200
	kill -KILL "$publish"
	run -0 jq -r '.payload.brightness.matrix * 1000 | round' <<<"$(sed -n 's/^ambient-light\/events //p' out)"
	[ "${lines[*]}" = "$(seq 101 300 | xargs)" ]
}

@test "amb-mqtt: bad power and brightness are refused in one line each, and change nothing" {
	broker
	amb-publish -i
	courier
	until_true 30 online
	while IFS='|' read -r topic text want; do
		order "$topic" "$text"
		echo "amb-mqtt: refused 'ambient-light/main/$topic': $want" >>want
	done <<-'END'
		power/set|on|must be ON, OFF or an object with matrix or strip, true or false
		power/set|On|must be ON, OFF or an object with matrix or strip, true or false
		power/set|true|must be ON, OFF or an object with matrix or strip, true or false
		power/set|[true]|must be ON, OFF or an object with matrix or strip, true or false
		power/set|{}|must be ON, OFF or an object with matrix or strip, true or false
		power/set|{"Matrix":true}|must be ON, OFF or an object with matrix or strip, true or false
		power/set|{"matrix":null}|must be ON, OFF or an object with matrix or strip, true or false
		power/set|{"matrix":[true]}|must be ON, OFF or an object with matrix or strip, true or false
		power/set|{"matrix":1}|'matrix' must be true or false
		power/set|{"matrix":true,"strip":"ON"}|'strip' must be true or false
		power/set|{"matrix":true} x|text after the JSON object
		brightness/set|nan|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set|0x1|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set| 0.5|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set|0.5.5|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set|0.00000000000000000000000000000001|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set|{"strip":nan}|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set|{"strip":0.5,"matrix":nan}|must be a number, 0 to 1, or an object with matrix or strip, 0 to 1
		brightness/set|1e300|'matrix' must be a number, 0 to 1
		brightness/set|-0.1|'matrix' must be a number, 0 to 1
		brightness/set|{"strip":1e999}|'strip' must be a number, 0 to 1
		brightness/set|{"matrix":0.5,"strip":"0.5"}|'strip' must be a number, 0 to 1
	END
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/power/set -n
	printf 'ON\xff' | mosquitto_pub -p "$port" -q 1 -t ambient-light/main/power/set -s
	printf '{"matrix":\xff}' | mosquitto_pub -p "$port" -q 1 -t ambient-light/main/power/set -s
	head -c 1048576 /dev/zero | tr '\0' 9 | mosquitto_pub -p "$port" -q 1 -t ambient-light/main/brightness/set -s
	{
		printf '{"matrix":"'
		head -c 1000000 /dev/zero | tr '\0' '\177'
		printf '"}'
	} | mosquitto_pub -p "$port" -q 1 -t ambient-light/main/power/set -s
	mosquitto_pub -p "$port" -q 1 -t ambient-light/a.b/power/set -m ON
	mosquitto_pub -p "$port" -q 1 -t ambient-light/Main/power/set -m ON
	# nothing of all this has changed anything, and all goes on
	order brightness/set 0
	until_true 30 kept_is main/brightness .brightness '{"matrix":0,"strip":0}'
	kept_is main/power . '{"power":{"matrix":true,"strip":true},"updated_at_ms":0}'
	[ "$(events | jq -r .type | xargs)" = brightness_update ]
	grep -v connected mqtt.err >refused
	[ "$(wc -l <refused)" -eq $(($(wc -l <want) + 7)) ]
	diff want <(head -n "$(wc -l <want)" refused)
	[ "$(grep -c ': no such zone$' refused)" -eq 2 ]
}

# the colour of the strip in the store
red_is() { kept_is main/strip .command.colors[0].rgb[0] "$1"; }

# said N: the scene of a sentence, a change of its own
said() {
	printf '{"id":"01KA%022d","instruction":"red","plan":{"target":"strip"},"strip":{"command":{"mode":"static","colors":[{"rgb":[%d,0,0]}],"brightness":1,"speed":4,"led_count":2}}}\n' \
		"$1" "$1" | amb-publish >published
}

@test "amb-mqtt: undo, redo and restore" {
	broker
	amb-publish -i
	for i in 1 2 3; do said "$i"; done
	courier
	until_true 30 online
	until_true 30 red_is 3
	entry=$(amb-log -H | jq -r '.items[] | select(.strip.colors[0].rgb[0] == 1).id')
	[ "${#entry}" -eq 26 ]
	order undo ''
	until_true 30 red_is 2
	order undo 'what this is does not matter {'
	until_true 30 red_is 1
	order redo ''
	until_true 30 red_is 2
	order redo ''
	until_true 30 red_is 3
	order redo ''
	until_true 30 has mqtt.err "refused 'ambient-light/main/redo': " 1
	red_is 3
	order restore "{\"id\":\"$entry\"}"
	until_true 30 red_is 1
	order undo ''
	until_true 30 red_is 3
	order restore "$entry"
	until_true 30 red_is 1
	[ "$(grep -c refused mqtt.err)" -eq 1 ]
}

@test "amb-mqtt: scenes are kept, recalled and forgotten" {
	broker
	amb-publish -i
	said 1
	courier
	until_true 30 online
	sub out ambient-light/events
	order scenes/keep 'Abend, 暖色'
	until_true 30 has out scenes_update 1
	said 2
	until_true 30 red_is 2
	order scenes/keep '{"name":"two"}'
	until_true 30 has out scenes_update 2
	run -0 jq -c '.payload | [.zone, .scenes]' <<<"$(sed -n 's/^ambient-light\/events //p' out | grep scenes_update)"
	[ "${lines[*]}" = '["main",["Abend, 暖色"]] ["main",["Abend, 暖色","two"]]' ]
	order power/set OFF
	until_true 30 kept_is main/power .power.strip false
	order scenes/recall 'Abend, 暖色'
	until_true 30 red_is 1
	kept_is main/power .power '{"matrix":true,"strip":true}' # it turns on
	order scenes/recall '{"name":"two","fade_s":0}'
	until_true 30 red_is 2
	order scenes/forget two
	until_true 30 has out scenes_update 3
	order scenes/recall two
	order scenes/forget '{"name":"two"}'
	until_true 30 has mqtt.err refused 2
	red_is 2
}

power_is_set() { [ "$(kept main/power | jq .updated_at_ms)" -gt 0 ]; }

@test "amb-mqtt: bad names and ids are refused in one line each" {
	broker
	amb-publish -i
	courier
	until_true 30 online
	n=0
	for topic in scenes/keep scenes/recall scenes/forget restore; do
		for text in a/b . .. '{"name":"a/b","id":"a/b"}' '{"name":3,"id":3}' \
			'{"name":["a"],"id":["a"]}' '{"Name":"a"}' '{"name":"a\u0000b","id":"a\u0000b"}' \
			'{"name":nan,"id":nan}' '{' $'a\tb' "$(printf 'a%.0s' {1..65})"; do
			order "$topic" "$text"
			n=$((n + 1))
		done
		printf 'a\xff' | mosquitto_pub -p "$port" -q 1 -t "ambient-light/main/$topic" -s
		printf 'a\0b' | mosquitto_pub -p "$port" -q 1 -t "ambient-light/main/$topic" -s
		mosquitto_pub -p "$port" -q 1 -t "ambient-light/main/$topic" -n
		head -c 1048576 /dev/zero | tr '\0' a |
			mosquitto_pub -p "$port" -q 1 -t "ambient-light/main/$topic" -s
		mosquitto_pub -p "$port" -q 1 -t "ambient-light/a.b/$topic" -m a
		n=$((n + 5))
	done
	for fade in -1 3601 '"1"' nan 1e300 '[1]'; do
		order scenes/recall "{\"name\":\"a\",\"fade_s\":$fade}"
		n=$((n + 1))
	done
	order power/set ON
	until_true 60 power_is_set
	[ "$(grep -c refused mqtt.err)" -eq "$n" ]
	[ "$(grep -vc connected mqtt.err)" -eq "$n" ]
	[ "$(events | jq -r .type | xargs)" = power_update ]
}

@test "amb-mqtt: the frames of the strip are published when it is wanted" {
	broker
	amb-publish -i
	scenes 1 9
	sub out ambient-light/events
	MQTT_STRIP_STREAM_ENABLED=true STRIP_STREAM_FPS=30 courier
	until_true 30 has out strip_frame 10
	run -0 jq -c '[.type, .payload.zone, .payload.format, .payload.led_count, .payload.data]' \
		<<<"$(grep -m 1 strip_frame out | cut -d ' ' -f 2-)"
	[ "$output" = '["strip_frame","main","raw_base64",2,"CQAACQAA"]' ]
}

@test "amb-mqtt: frames are scaled, and black when the strip is off" {
	broker
	amb-publish -i
	scenes 200 200
	MQTT_STRIP_STREAM_ENABLED=true courier
	until_true 30 online
	sub out ambient-light/events
	until_true 30 has out '"data":"yAAAyAAA"' 1
	order brightness/set '{"strip":0.5,"matrix":0}'
	until_true 30 has out '"data":"ZAAAZAAA"' 1
	order power/set '{"strip":false}'
	until_true 30 has out '"data":"AAAAAAAA"' 1
	order power/set '{"strip":true}'
	until_true 30 kept_is main/power .power.strip true
	until_true 30 eval 'tail -n 1 out | grep -q "\"data\":\"ZAAAZAAA\""'
}

@test "amb-mqtt: Home Assistant finds a light and an image in each zone" {
	broker
	amb-publish -i -z den
	export AMB_HA_DISCOVERY=true
	first_run
	got() { mosquitto_sub -p "$port" -C 1 -W 5 -t "$1"; }
	run -0 jq -c '[.schema, .command_topic, .state_topic, .brightness, .supported_color_modes, (.effect_list | length), .unique_id, .availability_topic]' \
		<<<"$(got homeassistant/light/amb_den/config)"
	[ "$output" = '["json","ambient-light/den/light/set","ambient-light/den/light",true,["rgb"],8,"amb_den_strip","ambient-light/status"]' ]
	[ "$(got homeassistant/light/amb_den/config | jq -r .device.sw_version)" = \
		"$(amb-mqtt -V | cut -d ' ' -f 2)" ]
	run -0 jq -c '[.schema, .command_topic, .state_topic, .brightness, .supported_color_modes, .effect_list, .unique_id, .device.identifiers]' \
		<<<"$(got homeassistant/light/amb_den/matrix/config)"
	[ "$output" = '["json","ambient-light/den/matrix/light/set","ambient-light/den/matrix/light",true,["brightness"],null,"amb_den_matrix_light",["amb_den"]]' ]
	run -0 jq -c '[.image_topic, .content_type]' <<<"$(got homeassistant/image/amb_main/config)"
	[ "$output" = '["ambient-light/main/matrix/png","image/png"]' ]
	run -0 jq -cS . <<<"$(got ambient-light/main/light)"
	[ "$output" = '{"brightness":255,"color":{"b":255,"g":170,"r":0},"color_mode":"rgb","effect":"static","state":"ON"}' ]
	[ "$(got ambient-light/main/matrix/light)" = '{"brightness":255,"color_mode":"brightness","state":"ON"}' ]
	mosquitto_sub -p "$port" -C 1 -W 5 -N -t ambient-light/main/matrix/png >png
	[ "$(head -c 8 png | od -An -tx1 | xargs)" = '89 50 4e 47 0d 0a 1a 0a' ]
}

@test "amb-mqtt: orders of Home Assistant drive the strip" {
	broker
	amb-publish -i
	export AMB_HA_DISCOVERY=1
	courier
	until_true 30 online
	sub out ambient-light/main/light
	# colour and effect are a job, the rest is not
	light() {
		order light/set "$1"
		[ -z "${3-}" ] || until_true 30 queued 1
		[ -z "${3-}" ] || amb-run
		until_true 30 lit "$2"
	}
	light '{"state":"ON","color":{"r":9,"g":8,"b":7},"brightness":51}' '["static",0.2,[9,8,7]]' job
	light '{"state":"ON","effect":"breath"}' '["breath",0.2,[9,8,7]]' job
	light '{"state":"OFF"}' '["breath",0,[9,8,7]]'
	light '{"state":"ON"}' '["breath",0.2,[9,8,7]]' # as bright as it was
	until_true 30 has out '"state":"OFF"' 1
	until_true 30 has out '"brightness":51' 3
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/light/set -m '{"effect":"disco"}'
	mosquitto_pub -p "$port" -q 1 -t ambient-light/none/light/set -m '{"state":"ON"}'
	until_true 30 has mqtt.err "refused 'ambient-light/" 2
}

@test "amb-mqtt: ON and OFF of Home Assistant are power, its sliders are brightness" {
	broker
	amb-publish -i
	picture
	AMB_HA_DISCOVERY=1 courier
	until_true 30 online
	is() { until_true 30 kept_is "main/$1" '[.state, .brightness]' "$2"; }
	is light '["ON",255]' # although its command has 0.8
	is matrix/light '["ON",255]'
	kept main/matrix/raw -N >raw.before
	kept main/matrix/png -N >png.before

	order light/set '{"state":"OFF"}'
	is light '["OFF",255]'
	kept_is main/power .power '{"matrix":true,"strip":false}'
	order matrix/light/set '{"state":"ON","brightness":128}'
	is matrix/light '["ON",128]'
	until_true 30 kept_is main/brightness '.brightness.matrix * 255' 128
	order matrix/light/set '{"state":"OFF"}'
	is matrix/light '["OFF",128]'
	until_true 30 kept_is main/power .power '{"matrix":false,"strip":false}'
	run -1 cmp -s png.before <(kept main/matrix/png -N)

	# on shows what was; a slider does not turn on by itself
	order light/set '{"brightness":51}'
	is light '["OFF",51]'
	order light/set '{"state":"ON"}'
	is light '["ON",51]'
	order matrix/light/set '{"state":"ON","brightness":255}'
	is matrix/light '["ON",255]'
	until_true 30 kept_is main/brightness .brightness '{"matrix":1,"strip":0.2}'
	kept main/matrix/raw -N | cmp - raw.before
	until_true 30 eval 'kept main/matrix/png -N | cmp -s - png.before'
	[ "$(find spool/queue -name '*.json' | wc -l)" -eq 0 ]

	# ON lights up what is dark for its brightness
	order brightness/set 0
	is light '["OFF",0]'
	is matrix/light '["OFF",0]'
	order matrix/light/set '{"state":"ON"}'
	is matrix/light '["ON",255]'
	order light/set '{"state":"ON"}'
	is light '["ON",255]'

	# what is so already is no change
	events >before
	order light/set '{"state":"ON","brightness":255}'
	order matrix/light/set '{"state":"ON"}'
	order light/set '{"state":"OFF"}'
	is light '["OFF",255]'
	[ "$(events | wc -l)" -eq $(($(wc -l <before) + 1)) ]
}

@test "amb-mqtt: a colour of Home Assistant turns the strip on with ON alone" {
	broker
	amb-publish -i
	AMB_HA_DISCOVERY=1 courier
	until_true 30 online
	order power/set OFF
	until_true 30 kept_is main/light .state '"OFF"'
	order light/set '{"color":{"r":1,"g":2,"b":3}}'
	until_true 30 queued 1
	amb-run
	until_true 30 kept_is main/light '[.state, .color.r]' '["OFF",1]'
	order light/set '{"state":"ON","color":{"r":4,"g":2,"b":3}}'
	until_true 30 kept_is main/light .state '"ON"'
	queued 1
	amb-run
	until_true 30 kept_is main/light '[.state, .color.r]' '["ON",4]'
	kept_is main/power .power '{"matrix":false,"strip":true}'
}

@test "amb-mqtt: bad orders of Home Assistant change nothing" {
	broker
	amb-publish -i
	AMB_HA_DISCOVERY=1 courier
	until_true 30 online
	while IFS='|' read -r topic text want; do
		order "$topic" "$text"
		echo "amb-mqtt: refused 'ambient-light/main/$topic': $want" >>want
	done <<-'END'
		light/set|{"state":"on"}|'state' must be ON or OFF
		light/set|{"state":true,"brightness":3}|'state' must be ON or OFF
		light/set|{"state":"OFF","brightness":256}|'brightness' must be a number, 0 to 255
		light/set|{"state":"OFF","brightness":nan}|'brightness' must be a number, 0 to 255
		matrix/light/set|{"state":"OFF","brightness":-1}|'brightness' must be a number, 0 to 255
		matrix/light/set|7|not a JSON object
	END
	order light/set '{"state":"OFF","effect":7}'
	order light/set '{"state":"OFF","color":{"r":256,"g":0,"b":0}}'
	order light/set '{"state":"OFF","color":"red"}'
	until_true 30 has mqtt.err refused 9
	diff want <(grep refused mqtt.err | head -n 6)
	[ -z "$(events)" ]
	[ "$(find spool/queue -name '*.json' | wc -l)" -eq 0 ]
}

lit() {
	[ "$(jq -c '.command | [.mode, .brightness, .colors[0].rgb]' \
		spool/state/main/strip_command.json)" = "$1" ]
}

@test "amb-mqtt: Home Assistant is sent all again when it starts" {
	broker
	amb-publish -i
	AMB_HA_DISCOVERY=1 courier
	until_true 30 online
	sub out homeassistant/light/amb_main/config
	mosquitto_pub -p "$port" -q 1 -t homeassistant/status -m online
	until_true 30 has out '^homeassistant' 2
}

@test "amb-mqtt: wrong usage, settings and spool; a broker away is worth a retry" {
	run -0 --separate-stderr amb-mqtt -h
	[ "${lines[0]}" = "usage: amb-mqtt [-1hvV] [-d spool]" ]
	run -64 --separate-stderr amb-mqtt -x
	run -64 --separate-stderr amb-mqtt more
	run -78 --separate-stderr amb-mqtt
	[ "$stderr" = "amb-mqtt: MQTT_ENABLED is false" ]
	export MQTT_ENABLED=yes MQTT_HOST=127.0.0.1 MQTT_PORT=1
	MQTT_ENABLED=maybe run -78 --separate-stderr amb-mqtt
	[ "$stderr" = "amb-mqtt: bad MQTT_ENABLED: must be true or false, or 1 or 0" ]
	MQTT_TLS=1 MQTT_CAFILE=$PWD/none run -78 --separate-stderr amb-mqtt
	[[ "$stderr" == "amb-mqtt: cannot read MQTT_CAFILE '"* ]]
	run -73 --separate-stderr amb-mqtt -d "$PWD/no/where"
	run -75 --separate-stderr amb-mqtt -1
	[ "$stderr" = "amb-mqtt: cannot connect: Connection refused" ]
	courier
	until_true 30 grep -q refused mqtt.err
	run -75 --separate-stderr amb-mqtt -1
	[[ "$stderr" == "amb-mqtt: another amb-mqtt serves spool '"* ]]
}

@test "amb-mqtt: a full disk on stdout exits 74" {
	[ -w /dev/full ] || skip "no /dev/full"
	for option in -h -V; do
		run -74 --separate-stderr bash -c "amb-mqtt $option >/dev/full"
	done
}
