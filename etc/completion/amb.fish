# amb(1) for fish: verbs, tools and their options, scenes, timers, zones.

# The words before the cursor without options: the verb, and what it got.
function __amb_words
    set -l value
    for word in (commandline -opc)[2..]
        switch "$value$word"
            case -d -z
                set value =
            case '=*'
                set value
            case '-*'
            case '*'
                echo $word
        end
    end
end

# __amb_after VERB...: whether the next word is the first of one of these
function __amb_after
    set -l words (__amb_words)
    test (count $words) -eq 1; and contains -- $words[1] $argv
end

# __amb_list VERB: the first column of a list.  A name that begins with a dash
# needs -- before it.
function __amb_list
    set -l words (commandline -opc)
    set -l at (contains -i -- -z $words)
    and set -l zone -z $words[(math $at + 1)]
    test $argv[1] = zones; and set zone
    set -l names (amb $argv[1] $zone 2>/dev/null | string replace -r '\t.*' '')
    contains -- -- $words; or set names (string match -v -- '-*' $names)
    printf '%s\n' $names
end

function __amb_tools
    for tool in $PATH/amb-*
        string replace -r '.*/amb-' '' $tool
    end
end

# Each tool lists its own options.
function __amb_tool_options
    set -l tool amb-(__amb_words)[1]
    command -q $tool; and $tool -h 2>/dev/null |
        string replace -rf '^  (-[^ ,]).*  (.*)' '$1\t$2'
end

set -l verbs on off undo redo keep recall scenes at in every timers cancel zones
complete -c amb -f

set -l first 'test (count (__amb_words)) -eq 0'
complete -c amb -n $first -a '(__amb_tools)' -d tool
complete -c amb -n $first -a on -d 'turn the light on, or a part'
complete -c amb -n $first -a off -d 'turn the light off, or a part'
complete -c amb -n $first -a undo -d 'go back to the light before'
complete -c amb -n $first -a redo -d 'do again what was undone'
complete -c amb -n $first -a keep -d 'keep the current light under a name'
complete -c amb -n $first -a recall -d 'set a light that was kept'
complete -c amb -n $first -a scenes -d 'list the lights that were kept'
complete -c amb -n $first -a at -d 'say a sentence at a time of day'
complete -c amb -n $first -a in -d 'say a sentence after a while'
complete -c amb -n $first -a every -d 'say a sentence on some days'
complete -c amb -n $first -a timers -d 'list the timers'
complete -c amb -n $first -a cancel -d 'remove a timer'
complete -c amb -n $first -a zones -d 'list the zones'
complete -c amb -n $first -a show -d 'show the light'
complete -c amb -n $first -a serve -d 'serve HTTP'

complete -c amb -n '__amb_after on off' -a 'matrix strip'
complete -c amb -n '__amb_after recall' -a '(__amb_list scenes)'
complete -c amb -n '__amb_after cancel' -a '(__amb_list timers)'
complete -c amb -n '__amb_after every' \
    -a 'daily weekdays weekends mon tue wed thu fri sat sun'

complete -c amb -n "__amb_after $verbs" -s d -x -a '(__fish_complete_directories)' -d 'use this spool'
complete -c amb -n "__amb_after $verbs" -s h -d 'print the help'
complete -c amb -n "__amb_after $verbs" -s z -x -a '(__amb_list zones)' -d 'the zone'
complete -c amb -n '__amb_after serve' -s n -d 'without amb-run'
complete -c amb -n '__amb_after serve' -s p -x -d 'the port'

complete -c amb -n 'contains -- (__amb_words)[1] (__amb_tools)' -F
complete -c amb -n 'string match -q -- "-*" (commandline -ct)' -a '(__amb_tool_options)'
