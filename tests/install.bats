load helper

# What `make install` puts in place works from there, alone, for a user who
# owns nothing but the spool; `make uninstall` removes all of it.

setup_file() {
	# where an unprivileged user may look, unlike bats' own folders
	export place bins
	place=$(mktemp -d)
	chmod 755 "$place"
	bins=$(dirname "$(command -v amb-publish)")
	bins=${bins%/.memcheck}
	install_in install "PREFIX=$place/amb"
}

teardown_file() {
	rm -rf "$place"
}

# install_in install|uninstall VARIABLE...
install_in() {
	env -u MAKEFLAGS -u MAKELEVEL make -s -C "$BATS_TEST_DIRNAME/.." \
		B="$bins" "$@"
}

# as_user COMMAND...: as a user without rights, from what was installed
as_user() {
	local user=()
	[ "$(id -u)" != 0 ] || user=(setpriv --reuid 65534 --regid 65534
		--clear-groups --)
	${exec-} env -i -C "$place" LC_ALL=C PATH="$place/amb/bin:/usr/sbin:/usr/bin:/sbin:/bin" \
		HOME="$place/home" LSAN_OPTIONS="${LSAN_OPTIONS-}" \
		AMB_CONFIG="$place/amb.conf" \
		"${user[@]}" "$@"
}

# configure LINE...: amb.conf, and an empty spool that the user owns
configure() {
	rm -rf "${place:?}/spool" "${place:?}/home"
	mkdir "$place/spool" "$place/home"
	printf '%s\n' "AMB_SPOOL=$place/spool" "$@" >"$place/amb.conf"
	[ "$(id -u)" != 0 ] || chown 65534:65534 "$place/spool" "$place/home"
}

# begin: the whole service; sets url and service
begin() {
	rm -f "$place/out"
	# the process itself, not a shell that waits for it, is to be ended
	exec='exec' as_user amb serve -p 0 >"$place/out" 2>"$place/log" 3>&- &
	service=$!
	until_true 60 grep -q '^amb: ' "$place/out" || {
		cat "$place/log"
		return 1
	}
	url=$(sed -n 's/^amb: //p' "$place/out")
}

teardown() {
	kill ${service-} ${model-} 2>/dev/null || :
	wait
}

submit() {
	curl -sSf -H content-type:application/json \
		-d '{"instruction":"海边日落，慢慢呼吸"}' "$url/api/voice/submit" \
		>reply
	id=$(jq -r .id reply)
}

job_is_done() {
	curl -sSf "$url/api/jobs/$id" >job && jq -e '.state == "done"' job >/dev/null
}

@test "install: helpers go to libexec/amb, the other tools to bin" {
	local tool
	for tool in "$BATS_TEST_DIRNAME"/../cmd/*/; do
		tool=$(basename "$tool")
		case $tool in
		amb-plan-* | amb-genimg-* | amb-downsample-*) [ -x "$place/amb/libexec/amb/$tool" ] ;;
		*) [ -x "$place/amb/bin/$tool" ] ;;
		esac
	done
	[ "$(find "$place/amb/bin" -name 'amb-*-*' | wc -l)" -eq 0 ]
	[ -s "$place/amb/share/doc/amb/LICENSE" ]
	[ -s "$place/amb/share/amb/lexicon/lexicon.bin" ]
	[ -s "$place/amb/share/zsh/site-functions/_amb" ]
	[ -s "$place/amb/share/fish/vendor_completions.d/amb.fish" ]
	[ -z "$(find "$place/amb" -name '*.tsv' -o -name '*.png')" ]
	run ! grep -r /usr/local "$place/amb/share/amb"
}

@test "install: DESTDIR holds the same files and no file names it" {
	install_in install "DESTDIR=$PWD/root" "PREFIX=$place/amb"
	diff -r "$PWD/root$place/amb" "$place/amb"
	run ! grep -rl "$PWD/root" root
}

@test "install: the whole service runs from there and a sentence becomes light" {
	configure
	begin
	curl -sSf "$url/api/data/matrix/raw" >before
	submit
	until_true 60 job_is_done
	jq -e '.scene.plan.degraded == false and .scene.errors == null' job
	curl -sSf "$url/api/data/matrix/raw" >after
	run ! cmp -s before after
	curl -sSf "$url/healthz" >health
	curl -sSf "$url/ui" | grep -q '<html'
	run -0 as_user amb show -c never -z main
	show
	[ -n "$output" ]
}

@test "install: a key is enough for the helper to be found and to answer" {
	"$checks/chat" 0 >port 3>&- &
	model=$!
	until_true 20 [ -s port ]
	echo secret >"$place/key"
	configure "API_KEY_FILE=$place/key" \
		"AMB_CHAT_URL=http://127.0.0.1:$(<port)/v1" AMB_GENIMG=paint
	begin
	submit
	until_true 60 job_is_done
	jq -e '.scene.plan | .planner == "chat" and .degraded == false' job
}

@test "install: manual pages are read from there" {
	command -v man >/dev/null || skip "no man here"
	local page
	for page in 1/amb 1/amb-plan 5/amb.conf 7/amb 7/amb-helper; do
		run -0 man -M "$place/amb/share/man" "${page%/*}" "${page#*/}"
		[[ $output == *NAME*"${page#*/}"* ]]
	done
}

@test "install: bash-completion finds that of amb" {
	# shellcheck disable=SC2016 # for the other shell
	run -0 as_user env XDG_DATA_DIRS="$place/amb/share" bash -c '
		. /usr/share/bash-completion/bash_completion
		_completion_loader amb
		complete -p amb'
	[[ $output == *'-F _amb amb' ]]
}

@test "install: every tool there says its version" {
	local tool version
	version=$(<"$BATS_TEST_DIRNAME/../VERSION")
	for tool in "$place"/amb/bin/amb-* "$place"/amb/libexec/amb/*; do
		run -0 as_user "$tool" --version
		[ "$output" = "${tool##*/} $version" ]
		run -0 as_user "$tool" -h
		[[ ${lines[0]} == "usage: ${tool##*/} ["*V* ]]
		[[ $output == *"  -h, --help"* ]]
		run -74 --separate-stderr as_user sh -c "'$tool' -h >/dev/full"
		[ "${#stderr_lines[@]}" -eq 1 ]
		run -74 as_user sh -c "'$tool' -V >/dev/full"
	done
}

@test "uninstall: nothing is left but what others put there" {
	install_in install "PREFIX=$PWD/two"
	echo mine >two/libexec/amb/amb-plan-mine
	install_in uninstall "PREFIX=$PWD/two"
	[ "$(find two ! -type d)" = two/libexec/amb/amb-plan-mine ]
	rm two/libexec/amb/amb-plan-mine
	install_in uninstall "PREFIX=$PWD/two"
	[ -z "$(find two ! -type d -o -name amb)" ]
}
