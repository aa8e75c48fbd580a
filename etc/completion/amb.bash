# amb(1) for bash: verbs, tools and their options, scenes, timers, zones.
# shellcheck shell=bash

# Offer the lines of standard input that begin with the word so far, each quoted
# in the way that this word begins.
_amb_offer() {
	local quote='' script='s/[][ "'\''$`&|;()<>*?#~!{}:=@%^,\\]/\\&/g' word
	case $cur in
	\"*) quote=\" script='/!/d; s/["$`\\]/\\&/g' ;;
	\'*) quote=\' script="s/'/'\\\\''/g" ;;
	esac
	while IFS= read -r word; do
		[[ $quote$word != "$cur"* ]] || COMPREPLY+=("$word")
	done < <(sed "$script")
}

# The first column of a list.  A name that begins with a dash needs -- before it.
_amb_list() {
	amb "$@" 2>/dev/null | cut -f 1 | if [ "$ended" ]; then cat; else sed '/^-/d'; fi
}

_amb_verbs() {
	printf '%s\n' on off undo redo keep recall scenes at in every timers \
		cancel zones show serve
}

_amb_tools() {
	compgen -c amb- | sed 's/^amb-//' | sort -u
}

# Each tool lists its own options.
_amb_options() {
	if [ "$tool" ]; then
		"$tool" -h 2>/dev/null | sed -n 's/^  \(-[^ ,]\).*/\1/p'
	elif [ "$verb" = serve ]; then
		printf '%s\n' -n -p
	elif _amb_verbs | grep -Fqx -e "$verb"; then
		printf '%s\n' -d -h -z
	fi
}

_amb() {
	local cur=${COMP_WORDS[COMP_CWORD]} verb=${COMP_WORDS[1]}
	local ended='' i operands=0 tool='' zone=()
	COMPREPLY=()
	if [ "$COMP_CWORD" -eq 1 ]; then
		_amb_offer < <(_amb_verbs && _amb_tools)
		return
	fi
	case $verb in
	*[!a-z-]*) return ;;
	esac
	tool=$(type -P "amb-$verb")
	for ((i = 2; i < COMP_CWORD; i++)); do
		case $ended${COMP_WORDS[i]} in
		--) ended=y ;;
		-z) zone=(-z "${COMP_WORDS[++i]}") ;;
		-d) ((++i)) ;;
		-*) ;;
		*) ((++operands)) ;;
		esac
	done
	case ${COMP_WORDS[COMP_CWORD - 1]} in
	-z) _amb_offer < <(_amb_list zones) ;;
	-d) compopt -o dirnames ;;
	*)
		case $verb:$operands in
		on:0 | off:0) _amb_offer < <(printf '%s\n' matrix strip) ;;
		recall:0) _amb_offer < <(_amb_list scenes "${zone[@]}") ;;
		cancel:0) _amb_offer < <(_amb_list timers "${zone[@]}") ;;
		every:0) _amb_offer < <(printf '%s\n' daily weekdays weekends \
			mon tue wed thu fri sat sun) ;;
		esac
		case $ended$cur in
		-*) [ "$operands" -gt 0 ] || _amb_offer < <(_amb_options) ;;
		esac
		[ ! "$tool" ] || compopt -o default
		;;
	esac
}

complete -F _amb amb
