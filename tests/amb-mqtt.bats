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
		: "${port:=$((20000 + RANDOM % 20000))}"
		{
			echo 'user root'
			echo "listener $port 127.0.0.1"
			printf '%s\n' "$@"
		} >broker.conf
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
	port=$((20000 + RANDOM % 20000))
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
	run -0 jq -c '[.image_topic, .content_type]' <<<"$(got homeassistant/image/amb_main/config)"
	[ "$output" = '["ambient-light/main/matrix/png","image/png"]' ]
	run -0 jq -cS . <<<"$(got ambient-light/main/light)"
	[ "$output" = '{"brightness":255,"color":{"b":255,"g":170,"r":0},"color_mode":"rgb","effect":"static","state":"ON"}' ]
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
	order() {
		mosquitto_pub -p "$port" -q 1 -t ambient-light/main/light/set -m "$1"
		until_true 30 queued 1
		amb-run
		until_true 30 lit "$2"
	}
	order '{"state":"ON","color":{"r":9,"g":8,"b":7},"brightness":51}' '["static",0.2,[9,8,7]]'
	order '{"state":"ON","effect":"breath"}' '["breath",0.2,[9,8,7]]'
	order '{"state":"OFF"}' '["breath",0,[9,8,7]]'
	order '{"state":"ON"}' '["breath",0.2,[9,8,7]]' # as bright as it was
	until_true 30 has out '"state":"OFF"' 1
	until_true 30 has out '"brightness":51' 3
	mosquitto_pub -p "$port" -q 1 -t ambient-light/main/light/set -m '{"effect":"disco"}'
	mosquitto_pub -p "$port" -q 1 -t ambient-light/none/light/set -m '{"state":"ON"}'
	until_true 30 has mqtt.err "refused 'ambient-light/" 2
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
