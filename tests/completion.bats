#!/usr/bin/env bats
# What bash, zsh and fish complete after amb, in these shells themselves.  The
# lists are those of the stand-in amb-publish.
load helper

etc=$BATS_TEST_DIRNAME/../etc/completion

# names NAME...: amb-publish answers with scenes, a timer and zones; amb is the
# real one, and the last zone that it was asked for is in zone
names() {
	mkdir bin
	jq -nc '{scenes: [$ARGS.positional[] | {name: ., instruction: "x"}],
		timers: [{id: "01M8GAZBGK4WNACT0ZX2GGH3H8", instruction: "x"}],
		zones: [{zone: "den"}, {zone: "hall"}]}' --args -- "$@" >answer
	cat >bin/amb-publish <<-'END'
		#!/bin/sh
		sed 's/.*"zone":"\([a-z]*\)".*/\1/' >zone
		printf '0 %s\n' "$(cat answer)"
	END
	chmod +x bin/amb-publish
	ln -s "$AMB_BINDIR/amb-ctl" "$AMB_BINDIR/amb-show" bin
	ln -s "$(readlink -f "$BATS_TEST_DIRNAME/../bin/amb")" bin/amb
	export AMB_BINDIR=$PWD/bin PATH=$PWD/bin:$PATH LC_ALL=C.UTF-8
}

# shellcheck disable=SC2016 # nothing here is meant for the shell
hostile=('movie night' "it's" 'say "hi"' '$(touch x)' '`touch x`' 'a;touch x' 'b:c=d'
	'e!f' 'back\slash' '*' '~' '#g' '晚上 h' "'; touch x #")

# bash_offers WORD...: what bash offers for the last of these words
bash_offers() {
	bash --noprofile --norc -c '
		. "$0"
		compopt() { :; } # only within a completion by the user
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_amb
		[ ${#COMPREPLY[@]} -eq 0 ] || printf "%s\n" "${COMPREPLY[@]}"' \
		"$etc/amb.bash" "$@"
}

# typed_in_bash LINE...: the words that amb gets when TAB and Return are typed
# after each, <WORD> by <WORD>
typed_in_bash() {
	cat >rc <<-END
		PS1=
		bind 'set enable-bracketed-paste off'
		. '$etc/amb.bash'
		amb() {
			case \$1 in
			scenes | timers | zones) command amb "\$@" ;;
			*) printf '<%s>' "\$@" >>typed && echo >>typed ;;
			esac
		}
	END
	: >typed
	{
		printf '%s\t\n' "$@"
		echo exit
	} >lines
	timeout 60 script -qec 'bash --noprofile --rcfile rc -i' /dev/null <lines >screen
	cat typed
}

# typed_in_zsh LINE...: each line after a TAB
typed_in_zsh() {
	cat >driver <<-'END'
		zmodload zsh/zpty
		zpty z zsh -f -i
		zpty -w z "PS1= fpath=($1 \$fpath); autoload -U compinit; compinit -u -D"
		zpty -w z 'show() { print -r -- "<<$BUFFER>>"; BUFFER= }; zle -N show'
		zpty -w z 'bindkey "^X" show; setopt nobeep; print rea""dy'
		zpty -r z out '*ready*'
		shift
		for line; do
			zpty -w -n z "$line"$'\t\x18'
			zpty -r z out '*<<*>>*'
			print -r -- "${${out##*<<}%%>>*}"
		done
		zpty -d z
	END
	timeout 60 zsh -f driver "$etc" "$@"
}

# fish_offers LINE: the words, quoted, that fish offers for it
fish_offers() {
	# shellcheck disable=SC2016 # for the other shell
	HOME=$PWD fish --no-config -c 'source $argv[1]
		complete --escape -C $argv[2]' "$etc/amb.fish" "$1" | cut -f 1
}

@test "bash: verbs, tools, parts, options, timers, days and zones" {
	names
	[ "$(bash_offers amb re | sort | paste -sd ' ')" = 'recall redo' ]
	bash_offers amb '' | grep -Fx zones
	bash_offers amb s | grep -Fx show
	bash_offers amb c | grep -Fx ctl
	[ "$(bash_offers amb off '' | paste -sd ' ')" = 'matrix strip' ]
	[ "$(bash_offers amb on -z den s)" = strip ]
	[ "$(bash_offers amb undo - | paste -sd ' ')" = '-d -h -z' ]
	[ "$(bash_offers amb serve - | paste -sd ' ')" = '-n -p' ]
	[ "$(bash_offers amb show - | sort | paste -sd ' ')" = '-V -c -d -f -h -o -x -z' ]
	[ "$(bash_offers amb cancel 01)" = 01M8GAZBGK4WNACT0ZX2GGH3H8 ]
	[ "$(bash_offers amb every w | paste -sd ' ')" = 'weekdays weekends wed' ]
	[ "$(bash_offers amb at -z '' | paste -sd ' ')" = 'den hall' ]
}

@test "zsh: verbs, tools, parts, options, timers, days and zones" {
	names
	typed_in_zsh 'amb red' 'amb zo' 'amb sho' 'amb ct' 'amb off m' 'amb on -z den s' \
		'amb cancel 01' 'amb every mo' 'amb at -z d' 'amb show -V' 'amb undo -h' >got
	diff - got <<-'END'
		amb redo 
		amb zones 
		amb show 
		amb ctl 
		amb off matrix 
		amb on -z den strip 
		amb cancel 01M8GAZBGK4WNACT0ZX2GGH3H8 
		amb every mon 
		amb at -z den 
		amb show -V 
		amb undo -h 
	END
}

@test "fish: verbs, tools, parts, options, timers, days and zones" {
	names
	[ "$(fish_offers 'amb re' | sort | paste -sd ' ')" = 'recall redo' ]
	fish_offers 'amb ' | grep -Fx zones
	fish_offers 'amb s' | grep -Fx show
	fish_offers 'amb c' | grep -Fx ctl
	[ "$(fish_offers 'amb off ' | paste -sd ' ')" = 'matrix strip' ]
	[ "$(fish_offers 'amb on -z den s')" = strip ]
	[ "$(fish_offers 'amb undo -' | paste -sd ' ')" = '-d -h -z' ]
	[ "$(fish_offers 'amb serve -' | paste -sd ' ')" = '-n -p' ]
	[ "$(fish_offers 'amb show -' | sort | paste -sd ' ')" = '-V -c -d -f -h -o -x -z' ]
	[ "$(fish_offers 'amb cancel 01')" = 01M8GAZBGK4WNACT0ZX2GGH3H8 ]
	[ "$(fish_offers 'amb every w' | sort | paste -sd ' ')" = 'wed weekdays weekends' ]
	[ "$(fish_offers 'amb at -z ' | paste -sd ' ')" = 'den hall' ]
}

@test "bash: a name is completed to one word, and runs nothing" {
	names "${hostile[@]}" -x
	bash_offers amb recall '' >offered
	[ "$(wc -l <offered)" -eq "${#hostile[@]}" ]
	while IFS= read -r word; do
		bash -c "printf '%s\n' $word"
	done <offered >got
	printf '%s\n' "${hostile[@]}" | diff - got
	for quote in \" \'; do
		bash_offers amb recall "$quote" >offered
		while IFS= read -r word; do
			bash -c "printf '%s\n' $quote$word$quote"
		done <offered >got
		printf '%s\n' "${hostile[@]}" | if [ "$quote" = \" ]; then
			grep -v "!" # means something within these quotes
		else
			cat
		fi | diff - got
	done
	[ "$(bash_offers amb recall -- -)" = -x ]
	[ -z "$(bash_offers amb recall 'movie\ night' m)" ]
	[ ! -e x ]
}

@test "bash: what is typed is completed and arrives as one word" {
	names "${hostile[@]}" -x
	# shellcheck disable=SC2016 # as it is typed
	typed_in_bash 'amb recall mov' 'amb recall it' 'amb recall say\ ' \
		'amb recall \$\(' 'amb recall \`' 'amb recall a\;' 'amb recall b' \
		'amb recall ba' 'amb recall b\:' 'amb recall e' 'amb recall \*' \
		'amb recall \~' 'amb recall \#' 'amb recall 晚' 'amb recall "mov' \
		"amb recall 'it" 'amb recall "\$' 'amb recall -z den mov' \
		'amb recall -- -' >got
	diff - got <<-'END'
		<recall><movie night>
		<recall><it's>
		<recall><say "hi">
		<recall><$(touch x)>
		<recall><`touch x`>
		<recall><a;touch x>
		<recall><b>
		<recall><back\slash>
		<recall><b:c=d>
		<recall><e!f>
		<recall><*>
		<recall><~>
		<recall><#g>
		<recall><晚上 h>
		<recall><movie night>
		<recall><it's>
		<recall><$(touch x)>
		<recall><-z><den><movie night>
		<recall><--><-x>
	END
	[ ! -e x ]
}

@test "zsh: a name is completed to one word, and runs nothing" {
	names "${hostile[@]}" -x
	# shellcheck disable=SC2016 # as it is typed
	typed_in_zsh 'amb recall mov' 'amb recall it' 'amb recall say' \
		'amb recall \$' 'amb recall \`' 'amb recall a' 'amb recall b:' \
		'amb recall e' 'amb recall ba' 'amb recall \*' 'amb recall \~' \
		'amb recall \#' 'amb recall 晚' 'amb recall "mov' "amb recall 'it" \
		'amb recall -z den mov' 'amb recall -- -' >got
	# each line has one word after recall, or after its options
	sed 's/^amb recall \(-z den\|--\)* *//' got | while IFS= read -r word; do
		zsh -fc "print -rl -- $word"
	done >words
	diff - words <<-'END'
		movie night
		it's
		say "hi"
		$(touch x)
		`touch x`
		a;touch x
		b:c=d
		e!f
		back\slash
		*
		~
		#g
		晚上 h
		movie night
		it's
		movie night
		-x
	END
	[ ! -e x ]
}

@test "fish: a name is completed to one word, and runs nothing" {
	names "${hostile[@]}" -x
	# only the line editor of fish quotes a tilde
	fish_offers 'amb recall ' | grep -vFx '~' | while IFS= read -r word; do
		HOME=$PWD fish --no-config -c "printf '%s\n' $word"
	done | sort >got
	printf '%s\n' "${hostile[@]}" | grep -vFx '~' | sort | diff - got
	[ "$(fish_offers 'amb recall -- -')" = -x ]
	[ "$(fish_offers 'amb recall -z den mo')" = 'movie\ night' ]
	[ "$(<zone)" = den ]
	[ -z "$(fish_offers 'amb recall e!f m')" ]
	[ ! -e x ]
}

@test "completion: the scenes are those of the zone that was named" {
	names movie
	[ "$(bash_offers amb recall -z den m)" = movie ]
	[ "$(<zone)" = den ]
	[ "$(typed_in_zsh 'amb recall -z hall m')" = 'amb recall -z hall movie ' ]
	[ "$(<zone)" = hall ]
	[ "$(fish_offers 'amb recall -z den m')" = movie ]
	[ "$(<zone)" = den ]
}

@test "completion: nothing is offered when the list cannot be had" {
	names
	printf '#!/bin/sh\necho "65 {\\"detail\\":\\"no\\"}"\nexit 65\n' >bin/amb-publish
	[ -z "$(bash_offers amb recall '' 2>&1)" ]
	[ "$(typed_in_zsh 'amb recall m' 2>&1)" = 'amb recall m' ]
	[ -z "$(fish_offers 'amb recall ' 2>&1)" ]
}
