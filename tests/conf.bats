#!/usr/bin/env bats
# What lib/conf reads, as tests/settings.c prints it.
load helper

# setting NAME: its value, as $output has it
setting() {
	sed -n "s/^$1=//p" <<<"$output"
}

@test "conf: every line of the sample that shows a default shows the true one" {
	# as it is installed, where the spool is not that of a checkout
	mkdir -p inst/bin inst/share
	cp "$checks/settings" inst/bin
	ln -s "$AMB_SHARE" inst/share/amb
	sed -n 's/^#\([A-Z].*=\)/\1/p' "$AMB_SHARE/amb.conf" >conf
	[ "$(wc -l <conf)" -ge 15 ]
	unset AMB_SHARE AMB_BINDIR AMB_SPOOL AMB_LIBEXEC
	export BFL_API_KEY=k API_KEY=k
	inst/bin/settings >defaults
	AMB_CONFIG=conf inst/bin/settings >sample
	diff defaults sample
	grep -qx 'painters=bfl paint' sample
}

@test "conf: an installed helper, below libexec, finds what tools find" {
	mkdir -p inst/bin inst/share inst/libexec/amb
	cp "$checks/settings" inst/bin
	cp "$checks/settings" inst/libexec/amb
	ln -s "$AMB_SHARE" inst/share/amb
	unset AMB_SHARE AMB_BINDIR AMB_SPOOL AMB_LIBEXEC
	for program in bin libexec/amb; do
		"inst/$program/settings" >all
		while IFS='=' read -r name path; do
			case $name in
			AMB_SHARE | AMB_BINDIR) echo "$name $(realpath "$path")" ;;
			AMB_SPOOL) echo "$name $path" ;;
			esac
		done <all >"${program%/*}.paths"
	done
	diff bin.paths libexec.paths
	[ "$(cat bin.paths)" = "AMB_SPOOL /var/spool/amb
AMB_SHARE $(realpath inst/share/amb)
AMB_BINDIR $(realpath inst/bin)" ]
}

@test "conf: an old name counts unless the new one is given, wherever" {
	run -0 "$checks/settings"
	[ "$(setting AMB_IMAGE_TIMEOUT_S)" = 60 ]
	FLUX_POLL_MAX_SECONDS=7 run -0 "$checks/settings"
	[ "$(setting AMB_IMAGE_TIMEOUT_S)" = 7 ]
	FLUX_POLL_MAX_SECONDS=7 AMB_IMAGE_TIMEOUT_S=8 run -0 "$checks/settings"
	[ "$(setting AMB_IMAGE_TIMEOUT_S)" = 8 ]
	export AMB_CONFIG=$PWD/conf
	echo AMB_IMAGE_TIMEOUT_S=9 >conf
	FLUX_POLL_MAX_SECONDS=7 run -0 "$checks/settings"
	[ "$(setting AMB_IMAGE_TIMEOUT_S)" = 9 ]
	echo FLUX_POLL_MAX_SECONDS=9 >conf
	run -0 "$checks/settings"
	[ "$(setting AMB_IMAGE_TIMEOUT_S)" = 9 ]
	FLUX_POLL_MAX_SECONDS=7 run -0 "$checks/settings"
	[ "$(setting AMB_IMAGE_TIMEOUT_S)" = 7 ]
	# a bad value is reported by the name that was used
	FLUX_POLL_MAX_SECONDS=soon AMB_IMAGE_TIMEOUT_S=8 run -78 "$checks/settings"
	[ "$output" = "settings: bad FLUX_POLL_MAX_SECONDS: must be a number, 0.05 to 900" ]
}

@test "conf: AMB_LIBEXEC is none, or absolute folders" {
	for value in '' /a /a:/b/c /a:/b:/c; do
		AMB_LIBEXEC=$value run -0 "$checks/settings"
		[ "$(setting AMB_LIBEXEC)" = "$value" ]
	done
	for value in a : :/a /a: /a::/b /a:b; do
		AMB_LIBEXEC=$value run -78 "$checks/settings"
		[ "$output" = "settings: bad AMB_LIBEXEC: must be absolute paths of folders, with ':' between" ]
	done
}

@test "conf: a secret is the first line of its file; what cannot be read is 78" {
	printf 'geheim\r\nmore\n' >key
	API_KEY_FILE=key run -0 "$checks/settings"
	[ "$(setting API_KEY)" = geheim ]
	: >key
	API_KEY_FILE=key run -0 "$checks/settings"
	[ "$(setting API_KEY)" = '' ]
	mkdir folder
	API_KEY_FILE=folder run -78 "$checks/settings"
	[ "$output" = "settings: cannot read API_KEY_FILE: Is a directory" ]
	API_KEY_FILE=nowhere run -78 "$checks/settings"
	[ "$output" = "settings: cannot read API_KEY_FILE: No such file or directory" ]
	head -c 5000 /dev/zero | tr '\0' k >long
	API_KEY_FILE=long run -78 "$checks/settings"
	[ "$output" = "settings: cannot read API_KEY_FILE: File too large" ]
	# of a secret alone
	AMB_CHAT_URL_FILE=key run -78 "$checks/settings"
}

@test "conf: a file has KEY=VALUE lines of any length" {
	long=$(head -c 9000 /dev/zero | tr '\0' m)
	printf ' AMB_CHAT_MODEL = x\n' >bad
	AMB_CONFIG=bad run -78 "$checks/settings"
	printf '# text\n;\n\n AMB_CHAT_MODEL= "%s" \nAMB_PORT=81\nOTHER=1\n' "$long" >conf
	AMB_CONFIG=conf run -0 "$checks/settings"
	[ "$(setting AMB_CHAT_MODEL)" = "$long" ]
	[ "$(setting AMB_PORT)" = 81 ]
	AMB_PORT=82 AMB_CONFIG=conf run -0 "$checks/settings"
	[ "$(setting AMB_PORT)" = 82 ]
	echo AMB_PORT >>conf
	AMB_CONFIG=conf run -78 "$checks/settings"
	[ "$output" = "settings: no '=' in line 7 of 'conf'" ]
}

@test "conf: a wrong value of each kind exits 78 and names what it must be" {
	local name value must
	while IFS='|' read -r name value must; do
		run -78 --separate-stderr env "$name=$value" "$checks/settings"
		show
		[ "$stderr" = "settings: bad $name: must be $must" ]
	done <<-'END'
		AMB_PORT|70000|a whole number, 1 to 65535
		AMB_PORT|80.5|a whole number, 1 to 65535
		AMB_PLAN_TIMEOUT_S|soon|a number, 0.05 to 120
		AMB_PLANNER|chat;local|names of [a-z0-9_-], with spaces between
		AMB_MATRIX|16x65|WIDTHxHEIGHT, each 1 to 64
		AMB_CHAT_URL|ftp://model|a URL, https://...
		AMB_SPOOL||a path
		MQTT_ENABLED|maybe|true or false, or 1 or 0
		AMB_BIND|1	2|text without control characters
	END
}
