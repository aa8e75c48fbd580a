# shellcheck shell=bash
# For tests of spools that are not as amb left them.

# old_spool: as amb 1.0 left it: three states, five events, of which amb-mqtt
# has sent two
old_spool() {
	local n folder=spool/state/main
	mkdir -p $folder/history spool/events spool/cursor
	for n in 1 2 3; do
		strip $n main $n | jq -c --argjson n $n '{id, zone, instruction: "say \($n)",
			strip: (.strip + {id, updated_at_ms: (1764000000000 + $n)}),
			matrix: {id, updated_at_ms: 1764000000000, width: 2, height: 1,
				 pixels: [[[$n, 0, 0], [0, 0, $n]]]}}' \
			>"$folder/history/$(printf '01KA%022d' $n).json"
	done
	cp $folder/history/*3.json $folder/scene.json
	for n in 1 2 3 4 5; do
		printf '{"payload":{"zone":"main","command":{"colors":[{"rgb":[%d,0,0]}]}},"type":"strip_command_update"}\n' \
			$n >"spool/events/00000000000$n.json"
	done
	echo 2 >spool/cursor/mqtt
}

# other COMMAND...: as a user to whom the spool does not belong
other() {
	setpriv --reuid 65534 --clear-groups "$@"
}

other_or_skip() {
	[ "$(id -u)" -eq 0 ] || skip 'only root can become another user'
	chmod 711 "$BATS_RUN_TMPDIR"
	other test -x "$PWD" -a -x "$(command -v amb-log)" ||
		skip 'another user cannot come here'
}
