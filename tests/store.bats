#!/usr/bin/env bats
# The store, the one that writes it, and what befalls them.
# shellcheck disable=SC2016,SC2030,SC2031 # perl in quotes; each test has a process of its own
load helper
load serve
load spools

teardown() {
	exec 9>&-
	for p in "${resident-}" "${serve_pid-}"; do
		[ -z "$p" ] || kill -TERM "$p" 2>/dev/null || :
	done
	wait
	[ -z "${mounted-}" ] || umount "$mounted"
}

publish() { amb-publish >published; }

# resident [COMMAND]...: start one, by that
resident() {
	"$@" amb-publish -f 2>>publish.err 3>&- &
	resident=$!
	until_true 30 answers
}

answers() {
	amb-publish -r <<<'status {}' >status && [ -S spool/publish.sock ]
}

stop() {
	kill "$resident"
	wait "$resident"
	resident=
}

# the strip of a zone is of this red
red_is() {
	[ "$(cat "spool/state/$1/latest_strip_data.json")" = "[[$2,0,0]]" ]
}

ids() { jq -r .payload.id | xargs; }

sql() { sqlite3 -cmd '.timeout 5000' spool/amb.db "$@"; }

# raw PERL: with $s, a connection to the resident one; it is not waited for
# longer than a minute
raw() {
	perl -MIO::Socket::UNIX -e '$SIG{ALRM} = sub { die "late\n" }; alarm 60;
		my $s = IO::Socket::UNIX->new(Peer => "spool/publish.sock") or die "$!\n";
		$s->autoflush(1);'"$1"
}

### older and later spools

@test "store: a spool of an older amb is taken over, history and events too" {
	old_spool
	run -0 --separate-stderr amb-publish -i
	silent
	[ "$(events | jq -r .payload.command.colors[0].rgb[0] | xargs)" = "1 2 3 4 5" ]
	[ ! -e spool/events ] && [ ! -e spool/cursor ] && [ ! -e spool/state/main/history ]
	red_is main 3
	[ "$(od -An -tu1 spool/state/main/matrix.raw | xargs)" = "3 0 0 0 0 3" ]
	[ "$(jq -r '.id + .instruction' spool/state/main/scene.json)" = "01KA$(printf %022d 3)say 3" ]
	[ "$(amb-log -H | jq -c '[.items[].instruction]')" = '["say 3","say 2","say 1"]' ]
	# the next change has the next number, and undo goes all the way back
	strip 9 main 9 | publish
	[ "$(events | tail -n 1 | jq .seq)" -eq 6 ]
	for n in 3 2 1; do
		amb-publish -u
		red_is main $n
		[ "$(jq -r .instruction spool/state/main/scene.json)" = "say $n" ]
	done
	run -65 amb-publish -u
}

@test "store: what has been taken over once is not taken over again" {
	old_spool
	amb-publish -i
	sqlite3 spool/amb.db .dump >before
	amb-publish -i
	resident
	stop
	sqlite3 spool/amb.db .dump | cmp - before
	# an older amb was used meanwhile: what the store holds is what counts
	mkdir -p spool/events spool/cursor spool/state/main/history
	touch spool/events/000000000007.json spool/cursor/mqtt spool/state/main/history/x.json
	amb-publish -i
	[ ! -e spool/events ] && [ ! -e spool/cursor ] && [ ! -e spool/state/main/history ]
	sqlite3 spool/amb.db .dump | cmp - before
}

@test "store: what is no state or event in an older spool is left out, and named" {
	old_spool
	echo '{"matrix":3}' >"spool/state/main/history/01KA$(printf %022d 2).json"
	echo 'no event' >spool/events/000000000003.json
	mkdir -p spool/state/hall spool/state/den spool/state/No
	echo '{' >spool/state/hall/scene.json
	jq -c '.zone = "den"' spool/state/main/scene.json >spool/state/den/scene.json
	run -0 --separate-stderr amb-publish -i
	show
	[ "${#stderr_lines[@]}" -eq 2 ]
	[[ "$stderr" == *"'state/main/history/01KA"*"' holds no state; it is left out"* ]]
	[[ "$stderr" == *"'state/hall/scene.json' holds no state; it is left out"* ]]
	[ "$(events | jq -r .payload.command.colors[0].rgb[0] | xargs)" = "1 2 4 5" ]
	[ "$(amb-log -H | jq -c '[.items[].instruction]')" = '["say 3","say 1"]' ]
	[ "$(amb-log -H -z den | jq -c '[.items[].instruction]')" = '["say 3"]' ]
}

@test "store: one of a later version is refused by each tool, and stays as it is" {
	strip 1 main 1 | publish
	sql 'PRAGMA user_version = 99' 'PRAGMA wal_checkpoint(TRUNCATE)' >out
	cp spool/amb.db before
	for tool in amb-publish 'amb-publish -f' 'amb-publish -i' amb-feed amb-log; do
		# shellcheck disable=SC2086 # two words
		run -73 --separate-stderr $tool < <(strip 2 main 2)
		[ "$stderr" = "${tool%% *}: cannot open '$AMB_SPOOL/amb.db': the store has version 99, this amb knows up to 2; see amb-store(5)" ]
	done
	MQTT_ENABLED=1 run -73 --separate-stderr amb-mqtt
	cmp before spool/amb.db
	red_is main 1
}

### lost and damaged stores

@test "store: when it is lost, what state/ shows is taken over" {
	{ strip 1 main 1; strip 2 main 2; strip 3 den 3; } | publish
	rm spool/amb.db*
	run -0 --separate-stderr amb-publish <<<"$(strip 4 main 4)"
	red_is main 4
	red_is den 3
	[ -z "$(events | sed 1d)" ]
	amb-publish -u
	red_is main 2
	[ "$(amb-log -H -z den | jq .count)" -eq 1 ]
	# an empty file is no store yet
	rm spool/amb.db*
	: >spool/amb.db
	amb-publish -i
	red_is main 2
	[ "$(amb-log -H -z den | jq .count)" -eq 1 ]
}

@test "store: a flipped byte in the row of a zone is noticed, other zones go on" {
	{ strip 1 main 1; strip 2 den 2; } | publish
	n=2
	for change in "doc = replace(doc, 'static', 'breath')" \
		"rgb = x'01' || substr(rgb, 2)" 'width = width + 1' 'sum = sum + 1'; do
		sql "CREATE TABLE kept AS SELECT * FROM zone WHERE name = 'den'" \
			"UPDATE zone SET $change WHERE name = 'den'"
		{ strip $((++n)) main 3; strip $n den 4; strip $((++n)) main 5; } >in
		run -73 --separate-stderr amb-publish <in
		show
		[ "$(jq -c '[.published.strip, .errors[0].code, .errors[0].message]' <<<"$output" | xargs -d '\n')" = \
			'[true,null,null] [null,"storage","the store is damaged; see amb-store(5)"] [true,null,null]' ]
		red_is main 5
		red_is den 2
		run -73 --separate-stderr amb-publish -u -z den
		[ "$stderr" = 'amb-publish: the store is damaged; see amb-store(5)' ]
		# the files are not made worse
		run -0 --separate-stderr amb-publish -i
		[ "$stderr" = "amb-publish: cannot mend zone 'den': the store is damaged; see amb-store(5)" ]
		red_is den 2
		sql "DELETE FROM zone WHERE name = 'den'" "INSERT INTO zone SELECT * FROM kept" "DROP TABLE kept"
	done
}

# damages: each spoils amb.db in a way of its own
damages=('head -c 5000 kept >spool/amb.db' 'head -c 9000 /dev/urandom >spool/amb.db'
	'echo "no store" >spool/amb.db'
	'{ head -c 4096 kept; head -c 60000 /dev/zero; } >spool/amb.db')

@test "store: a damaged file is reported, state is still served, and it can be replaced" {
	BATS_FILE_TMPDIR=$PWD serve_start -n
	command='{"mode":"static","speed":1,"brightness":1,"colors":[{"rgb":[1,0,0]}]}'
	post /api/app/strip/command "$command"
	[ "$code" = 200 ]
	sql 'PRAGMA wal_checkpoint(TRUNCATE)' >out
	cp spool/amb.db kept
	for damage in "${damages[@]}"; do
		rm spool/amb.db*
		eval "$damage"
		run -73 --separate-stderr amb-publish <<<"$(strip 2 main 2)"
		[[ "$stderr" == 'amb-publish: '*'the store is damaged; see amb-store(5)' ]]
		run -73 --separate-stderr amb-publish -f
		[[ "$stderr" == 'amb-publish: '*'the store is damaged; see amb-store(5)' ]]
		post /api/app/strip/command "$command"
		refused 500 ''
		for path in /api/data/strip /api/data/matrix/raw /api/app/state; do
			ask $path
			[ "$code" = 200 ]
		done
		red_is main 1
		# as the manual says
		mkdir away
		mv spool/amb.db* away
		post /api/app/strip/command "$command"
		[ "$code" = 200 ]
		[ "$(amb-log -H | jq .count)" -eq 2 ]
		rm -r away
	done
}

### file systems

@test "store: a file system without memory or locks for the log is refused" {
	no_checker 'strace sees the checker'
	mkdir spool
	while read -r file inject reason; do
		rm -f spool/amb.db*
		run -73 --separate-stderr strace -o trace -P "$PWD/spool/$file" \
			-e inject="$inject" amb-publish -i
		grep -q INJECTED trace
		[ "$stderr" = "amb-publish: cannot open '$AMB_SPOOL/amb.db': set AMB_SPOOL to a folder on a local disk, as this file system cannot keep a write-ahead log: $reason" ]
	done <<-'END'
		amb.db-shm mmap:error=ENODEV No such device
		amb.db-shm fcntl:error=ENOLCK No locks available
		amb.db fcntl:error=EINVAL Invalid argument
	END
	amb-publish -i
}

@test "store: a fault of the disk is named, nothing of the change is kept" {
	no_checker 'strace sees the checker'
	strip 1 main 1 | publish
	while read -r file inject text; do
		run -73 --separate-stderr strace -o trace -P "$PWD/spool/$file" \
			-e inject="$inject" amb-publish <<<"$(strip 2 main 2)"
		show
		grep -q INJECTED trace
		[[ "$output$stderr" == *"the store cannot be $text"* ]]
		red_is main 1
		[ "$(events | ids)" = "01KA$(printf %022d 1)" ]
	done <<-'END'
		amb.db-wal pwrite64:error=EDQUOT written: Disk quota exceeded
		amb.db-wal pwrite64:error=ENOSPC written: No space left on device
		amb.db-wal pread64:error=EIO read: Input/output error
	END
	strip 2 main 2 | publish
	red_is main 2
}

@test "store: a sync that fails is reported; state/ follows the store, asked again is done once" {
	no_checker 'strace sees the checker'
	strip 1 main 1 | publish
	run -73 --separate-stderr strace -o trace -P "$PWD/spool/amb.db-wal" \
		-e inject=fsync,fdatasync:error=EIO amb-publish <<<"$(strip 2 main 2)"
	[ "$(jq -r '.errors[-1].message' <<<"$output")" = \
		'the store cannot be written: Input/output error' ]
	red_is main 1
	# it may be there or not: nobody knows what the disk has
	amb-publish -i
	red_is main "$(events | wc -l)"
	strip 2 main 2 | publish
	red_is main 2
	[ "$(events | ids)" = "01KA$(printf %022d 1) 01KA$(printf %022d 2)" ]
}

@test "store: a failure is told by its own reason, not by that of an earlier one" {
	no_checker 'strace sees the checker'
	{ strip 1 main 1; strip 2 den 2; } | publish
	sql "UPDATE zone SET sum = sum + 1 WHERE name = 'den'"
	mkfifo in
	strace -o trace -P "$PWD/spool/amb.db-wal" \
		-e inject=fdatasync:error=ENOSPC:when=1 \
		amb-publish -r <in >out 2>err 3>&- &
	exec 9>in
	told() { [ "$(wc -l <out)" -eq "$1" ]; }
	strip 3 main 3 | sed 's/^/publish /' >&9
	until_true 20 told 1
	strip 4 den 4 | sed 's/^/publish /' >&9
	until_true 20 told 2
	exec 9>&-
	[ "$(cut -d ' ' -f 1 out | xargs)" = '73 73' ]
	[ "$(cut -d ' ' -f 2- out | jq -r '.errors[-1].message')" = \
		'the store cannot be written: No space left on device
the store is damaged; see amb-store(5)' ]
}

# small SIZE: the spool is a disk of its own
small() {
	mkdir -p spool
	mount -t tmpfs -o "size=$1" tmpfs spool 2>/dev/null ||
		skip "no right to mount a small disk"
	mounted=$PWD/spool
}

@test "store: a spool that cannot be written is named, and can be read" {
	small 1m
	strip 1 main 1 | publish
	mount -o remount,ro spool
	for command in amb-publish 'amb-publish -i' 'amb-publish -f' 'amb-publish -u'; do
		# shellcheck disable=SC2086 # two words
		run -73 --separate-stderr $command < <(strip 2 main 2)
		[ "$stderr" = "amb-publish: cannot lock 'publish.lock': Read-only file system" ]
	done
	red_is main 1
	[ "$(amb-log | ids)" = "01KA$(printf %022d 1)" ]
	mount -o remount,rw spool
	strip 2 main 2 | publish
	red_is main 2
}

@test "store: a spool of another user is named, and is not spoilt" {
	other_or_skip
	strip 1 main 1 | publish
	for command in amb-publish 'amb-publish -i' 'amb-publish -f' 'amb-publish -u'; do
		# shellcheck disable=SC2086 # two words
		run -73 --separate-stderr other $command < <(strip 2 main 2)
		[ "$stderr" = "amb-publish: cannot lock 'publish.lock': Permission denied" ]
	done
	# the lock alone is theirs
	chown 65534 spool/publish.lock
	run -73 --separate-stderr other amb-publish < <(strip 2 main 2)
	show
	[[ "$output$stderr" == *'the store cannot be written: '* ]]
	red_is main 1
	strip 2 main 2 | publish
	red_is main 2
}

@test "store: a full disk keeps the old state, and all goes on when there is room" {
	small 1m
	strip 1 main 1 | publish
	for stay in no yes; do
		[ $stay = no ] || resident
		dd if=/dev/zero of=spool/ballast bs=1k 2>dd.err || :
		run -73 --separate-stderr amb-publish <<<"$(strip 2 main 2)"
		[ "$(jq -c '[.published, .errors[-1].code, .errors[-1].message]' <<<"$output")" = \
			'[null,"storage","the store cannot be written: No space left on device"]' ]
		red_is main 1
		[ "$(amb-log | ids)" = "01KA$(printf %022d 1)" ]
		rm spool/ballast
	done
	strip 2 main 2 | publish
	red_is main 2
	[ "$(events | ids)" = "01KA$(printf %022d 1) 01KA$(printf %022d 2)" ]
	stop
}

@test "store: files that cannot be written are mended when they can be" {
	for stay in no yes; do
		mkdir -p spool/state
		: >spool/state/den # in the way of a folder
		[ $stay = no ] || resident
		run -0 --separate-stderr amb-publish <<<"$(strip 1 den 1)"
		[ "$(jq .published.strip <<<"$output")" = true ]
		[ $stay = yes ] || [ "$stderr" = "amb-publish: cannot write the files of zone 'den': Not a directory" ]
		[ "$(amb-log -H -z den | jq .count)" -eq 2 ]
		rm spool/state/den
		if [ $stay = no ]; then amb-publish -i; fi
		until_true 20 red_is den 1
		[ $stay = no ] || stop
		rm -r spool
	done
}

# large FROM TO: scenes whose matrix is as large as it may be
large() {
	jq -nc --argjson from "$1" --argjson to "$2" "range(\$from; \$to + 1) |
		tostring as \$n | {id: (\"01KA\" + (\"0\" * (22 - (\$n | length))) + \$n),
		plan: {target: \"matrix\"}, matrix: {width: 64, height: 64,
			pixels: [range(64) | [range(64) | [200, 100, 200]]]}}"
}

pages_used() {
	sql "SELECT page_count - freelist_count FROM pragma_page_count, pragma_freelist_count"
}

@test "store: what nobody has read is kept, but not beyond AMB_STORE_MB" {
	amb-publish -i
	sql "INSERT INTO cursor VALUES ('mqtt', 0)"
	large 1 64 | AMB_KEEP_EVENTS=1 publish
	[ "$(events | wc -l)" -eq 64 ]
	[ "$(amb-log -H | jq .count)" -eq 50 ]
	[ "$(pages_used)" -gt 512 ]
	large 65 192 | AMB_STORE_MB=1 publish
	[ "$(events | head -n 1 | jq .seq)" -eq 192 ]
	[ "$(amb-log -H | jq .count)" -lt 50 ]
	[ "$(pages_used)" -lt 256 ]
	# what it shows, and the change before, are never too old
	amb-publish -u
	[ "$(events | tail -n 1 | jq -r .type)" = matrix_update ]
}

### the resident one

@test "amb-publish -f: it answers lines in order, and each scene is in the store" {
	resident
	{
		for i in {1..600}; do echo "publish $(strip "$i" main $((i % 250)))"; done
		echo 'undo {"zone":"main","id":"01KZ0000000000000000000000"}'
		echo 'undo {"zone":"main","id":"01KZ0000000000000000000000"}'
		echo 'init {"zone":"den"}'
		echo 'status {}'
	} >in
	raw 'open my $f, "<", "in"; if (!fork) { print $s $_ while <$f>; exit }
		for (1 .. 604) { print scalar <$s> }' >out
	[ "$(cut -d ' ' -f 1 out | sort -u)" = 0 ]
	[ "$(head -n 600 out | cut -d ' ' -f 2- | jq -r .id)" = "$(seq -f '01KA%022g' 600)" ]
	events | jq -r .payload.id | head -n 600 | cmp - <(seq -f '01KA%022g' 600)
	# the same undo twice is done once
	red_is main $((599 % 250))
	[ "$(sed -n '601,602p' out | cut -d ' ' -f 2- | jq -c '[.id, .zone]' | sort -u)" = \
		'["01KZ0000000000000000000000","main"]' ]
	[ "$(sed -n 604p out)" = '0 {"repaired":0,"repairing":false,"zones":2}' ] ||
		[ "$(sed -n 604p out)" = '0 {"repaired":1,"repairing":false,"zones":2}' ]
	stop
}

@test "amb-publish -f: what is no request is refused, the next is done" {
	resident
	raw 'print $s "fly {}\nstatus\n\npublish [\npublish {\"zone\":\"..\"}\nundo {\"zone\":3}\n",
		"undo {\"zone\":\"none\"}\ninit {\"zone\":\"A\"}\npublish ", "x" x 200, "\n", "status {}\n";
		for (1 .. 9) { print scalar <$s> }' >out
	[ "$(cut -d ' ' -f 1 out | xargs)" = "65 0 65 65 65 65 65 65 0" ]
	[ "$(sed -n 1p out)" = "65 {\"detail\":\"there is no verb 'fly'\"}" ]
	sed '/^0/d; s/^65 //' out | jq -e '.detail | length > 0' >detail
	# a line that is too long ends with an error, and not the others
	raw 'print $s "publish ", "x" x 3000000, "\nstatus {}\n"; print while <$s>' >long || :
	answers
	stop
	[ ! -s publish.err ]
}

@test "amb-publish -f: a client that hangs up within a line has asked for nothing" {
	resident
	raw 'print $s "publish ", $ARGV[0]; close $s' <<<'' >out
	strip 1 main 1 | tr -d '\n' >half
	raw 'open my $f, "<", "half"; print $s "publish ", <$f>; close $s'
	strip 2 main 2 | publish
	[ "$(events | ids)" = "01KA$(printf %022d 2)" ]
	# one whose line was whole has, though it does not wait for the answer
	strip 3 main 3 >whole
	raw 'open my $f, "<", "whole"; print $s "publish ", <$f>; close $s'
	until_true 20 red_is main 3
	stop
}

@test "amb-publish -f: a client that does not read its answers holds up nobody" {
	resident
	mkfifo go
	for i in {1..400}; do echo "publish $(strip "$i" den $((i % 250)))"; done >in
	# it writes without reading as long as it can, then it reads all
	raw 'open my $f, "<", "in"; if (!fork) { print $s $_ while <$f>; exit }
		open my $go, "<", "go"; <$go>; for (1 .. 400) { print scalar <$s> }' >late 3>&- &
	late=$!
	until_true 20 test -e spool/state/den
	for i in {1..20}; do
		strip "$i" main "$i" | publish
		red_is main "$i"
	done
	echo >go
	wait "$late"
	[ "$(cut -d ' ' -f 2- late | jq -r .id)" = "$(seq -f '01KA%022g' 400)" ]
	stop
}

@test "amb-publish -f: a second one exits 75, the first serves on" {
	resident
	run -75 --separate-stderr amb-publish -f
	[ "$stderr" = "amb-publish: another amb-publish serves spool '$AMB_SPOOL'" ]
	strip 1 main 1 | publish
	red_is main 1
	stop
	[ ! -e spool/publish.sock ]
}

@test "amb-publish -f: an executed one gives it what it has, scenes and undo" {
	resident
	{ strip 1 main 1; strip 2 main 2; } | amb-publish >out
	[ "$(jq -c .published.strip out | xargs)" = 'true true' ]
	amb-publish -u
	red_is main 1
	run -65 --separate-stderr amb-publish <<<'no scene'
	[[ "$stderr" == 'amb-publish: bad scene: '* ]]
	# it was not this one that wrote: it had no right to
	kill -STOP "$resident"
	amb-publish <<<"$(strip 3 den 3)" >held 3>&- &
	held=$!
	until_true 20 waits_for_answer "$held"
	[ ! -e spool/state/den ]
	kill -CONT "$resident"
	wait "$held"
	red_is den 3
	stop
}

# amb-publish has a connection, and sleeps
waits_for_answer() {
	find "/proc/$1/fd" -lname 'socket:*' | grep -q . &&
		[ "$(cut -d ' ' -f 3 "/proc/$1/stat")" = S ]
}

@test "amb-publish -f: killed, it leaves the spool to those that are executed" {
	resident
	strip 1 main 1 | publish
	kill -KILL "$resident"
	wait "$resident" || :
	[ -S spool/publish.sock ]
	strip 2 main 2 | publish
	red_is main 2
	resident
	strip 3 main 3 | publish
	red_is main 3
	[ "$(events | ids)" = "$(seq -f '01KA%022g' 3 | xargs)" ]
	stop
}

@test "amb-publish -f: killed within a batch, each scene is done and answered once" {
	export AMB_KEEP_EVENTS=10000
	resident
	for i in {1..1500}; do strip "$i" main $((i % 250)); done >in
	amb-publish <in >out 3>&- &
	batch=$!
	some() { [ "$(events | wc -l)" -gt 20 ]; }
	until_true 60 some
	kill -KILL "$resident"
	wait "$resident" || :
	wait "$batch"
	# a group that was stored but not answered is asked again: of that alone,
	# all but the last are superseded by then
	jq -es 'all(.published.strip and .errors == null or
		(.published.strip == false and .errors[0].code == "superseded")) and
		([.[].published.strip] | .[-1] and
			([range(1; length) as $i | select(.[$i] != .[$i - 1])] |
				length) <= 2)' out
	jq -r .id out | cmp - <(seq -f '01KA%022g' 1500)
	events | jq -r .payload.id | cmp - <(seq -f '01KA%022g' 1500)
}

@test "amb-publish -f: it ends with 74 when amb.db is moved away, and the next takes a new one" {
	resident
	strip 1 main 1 | publish
	mkdir away
	mv spool/amb.db* away
	strip 2 main 2 | publish
	red_is main 2
	rc=0
	wait "$resident" || rc=$?
	[ "$rc" = 74 ]
	grep -qx "amb-publish: 'amb.db' was moved away" publish.err
	[ ! -e spool/publish.sock ]
	[ "$(events | ids)" = "01KA$(printf %022d 2)" ]
	amb-publish -u
	red_is main 1
}

# writer N: a writer of a zone of its own, that knows what was answered
writer() {
	local i
	for ((i = $1; ; i += 10)); do
		echo "publish $(strip "$i" "z$1" $((i % 250)))"
	done | amb-publish -r 2>>load.err | sed -u 's/ .*"id":\("[^"]*"\).*/ \1/' >>"said$1"
}

@test "amb-publish -f: told to end under load it answers or does each request" {
	export AMB_KEEP_EVENTS=1000000
	resident
	for w in 1 2 3; do
		writer $w 3>&- &
		writers[w]=$!
	done
	for _ in 1 2 3 4 5; do
		n=$(cat said? | wc -l)
		until_true 30 more_than $((n + 20))
		stop
		n=$(cat said? | wc -l)
		until_true 30 more_than $((n + 5)) # without one, too
		resident
	done
	for w in 1 2 3; do
		pkill -P "${writers[w]}" || :
		wait "${writers[w]}" || :
	done
	stop
	[ ! -s publish.err ]
	[ "$(cut -d ' ' -f 1 said? | sort -u)" = 0 ]
	# what was answered is there, in order, once
	for w in 1 2 3; do
		events -z z$w | jq .payload.id >done$w
		cmp -n "$(wc -c < <(cut -d ' ' -f 2 said$w))" done$w <(cut -d ' ' -f 2 said$w)
		red_is z$w "$(sql "SELECT json_extract(doc, '\$.strip.command.colors[0].rgb[0]') FROM zone WHERE name = 'z$w'")"
	done
}

more_than() { [ "$(cat said? 2>/dev/null | wc -l)" -gt "$1" ]; }

### what a change costs

syncs() { grep -cE '^([0-9]+ +)?(fsync|fdatasync|syncfs|sync_file_range|msync)\(' "$1"; }

@test "store: a change is one sync, in a zone that is there and in a new one" {
	no_checker 'strace sees the checker'
	resident strace -D -f -o trace -e trace=fsync,fdatasync,syncfs,msync
	strip 1 main 1 | publish
	until_true 20 test -s trace
	while read -r id zone; do
		before=$(syncs trace)
		strip "$id" "$zone" "$id" | publish
		red_is "$zone" "$id"
		[ $(($(syncs trace) - before)) -eq 1 ]
	done <<-'END'
		2 main
		3 den
		4 den
		5 hall
	END
	before=$(syncs trace)
	amb-publish -u
	[ $(($(syncs trace) - before)) -eq 1 ]
	# what comes at once is one, too
	before=$(syncs trace)
	for i in {10..59}; do echo "publish $(strip "$i" "z$i" "$i")"; done >in
	raw 'local $/; open my $f, "<", "in"; print $s readline($f); $/ = "\n"; readline($s) for 1 .. 50'
	[ $(($(syncs trace) - before)) -le 5 ]
	# and what changes nothing none
	before=$(syncs trace)
	strip 2 main 2 | publish
	[ $(($(syncs trace) - before)) -eq 0 ]
	stop
}

@test "store: a change by an executed amb-publish is at most 3 syncs" {
	no_checker 'strace sees the checker'
	strip 1 main 1 | publish
	while read -r id zone; do
		strip "$id" "$zone" "$id" |
			strace -f -o trace -e trace=fsync,fdatasync,syncfs,msync amb-publish >published
		red_is "$zone" "$id"
		[ "$(syncs trace)" -ge 1 ]
		[ "$(syncs trace)" -le 3 ]
	done <<-'END'
		2 main
		3 den
		4 den
	END
}
