# score.jq - the evaluation set and its judge; see README.md.
#
# Reads the tables (-R -n, *.tsv) and $states.  $step says what to print:
#   scenes  one scene a line for each sentence, for amb-plan
#   judge   what amb-plan answered ($plans), beside two baselines
# $verbose is "1" to list what fails.  Exit 1: below a bar; 65: a bad table.

def bars: {"direct": 98, "incremental": 95, "mood": 90, "objects": 90,
	"negation": 85, "noisy": 85, "safety": 100};

def die($code): "score: \(.)\n" | halt_error($code);

def among($list): . as $x | any($list[]; . == $x);

def modes: "static|breath|chase|gradient|flow|pulse|wave|sparkle";

# what a test may ask, and the form of each of its values
def kinds: [
	["number", "bri|cycle|sat|colors|conf", "[0-9.]+(±[0-9.]+)?"],
	["word", "target", "strip|matrix|both"], ["word", "mode", modes],
	["list", "subject|text", ".+"], ["reply", "lang", "zh|en|any"],
	["colour", "hue|any-hue|no-hue",
		"~?[0-9]+-[0-9]+|white|warmwhite|coolwhite"],
	["kept", "keep", "colors|mode|brightness|speed|picture"],
	["flag", "brighter|dimmer|slower|faster|slow|fast|warmer|cooler"
		+ "|paler|richer|recolored|alert", ""]];

def is_one($of): test("^(\($of))$");

# "bri>=0.5" as {key, op, want, wants, kind, text}; null when it is no test
def test_of:
	. as $text
	| capture("^(?<key>[a-z-]+)((?<op>[!<>]?=|[<>])(?<want>.+))?$")
	| . as {$key} | first(kinds[] | select(.[1] as $keys
		| $key | is_one($keys))) as [$kind, $keys, $form]
	| . + {$text, $kind, wants: ((.want // "") | split("|"))}
	| select(all(.wants[]; is_one($form))
		and (.op == null) == ($kind == "flag"));

def row_of($stratum):
	split("\t") as [$id, $lang, $state, $text, $tests]
	| "\($stratum)/\($id)" as $where
	| if $tests == null then "\($where): not 5 columns" | die(65)
	  elif $state != "-" and ($states[0] | has($state) | not)
	  then "\($where): no state '\($state)'" | die(65) else . end
	| {$stratum, $where, $text, lang: $lang[0:2], state: $states[0][$state],
		tests: [$tests | split(" ")[] | . as $test | test_of
			// ("\($where): bad test '\($test)'" | die(65))]};

def rows:
	[inputs | select(length > 0 and (startswith("#") | not))
		| row_of(input_filename | split("/") | last | rtrimstr(".tsv"))]
	| to_entries
	| map(.value + {id: ("0" * 26 + "\(.key + 1)")[-26:]});

def hsv:
	(max) as $v | (min) as $m | ($v - $m) as $c
	| (if $c == 0 then 0
	   elif .[0] == $v then (.[1] - .[2]) / $c
	   elif .[1] == $v then 2 + (.[2] - .[0]) / $c
	   else 4 + (.[0] - .[1]) / $c end) as $sixth
	| {h: (($sixth * 60 + 360) | if . >= 360 then . - 360 else . end),
		s: (if $v == 0 then 0 else $c / $v end), v: ($v / 255)};

def on_arc($from; $to):
	if $from <= $to then . >= $from and . <= $to
	else . >= $from or . <= $to end;

# whether an hsv colour is of one kind: an arc, ~arc or a sort of white
def is_colour($want):
	if $want == "white" then .v >= 0.5 and .s <= 0.2
	elif $want == "warmwhite"
	then .v >= 0.5 and .s >= 0.03 and .s <= 0.75 and (.h | on_arc(10; 60))
	elif $want == "coolwhite"
	then .v >= 0.5 and (.s <= 0.06 or .s <= 0.45 and (.h|on_arc(170; 280)))
	else ($want | capture("(?<pale>~?)(?<from>[0-9]+)-(?<to>.+)")) as $arc
		| .v >= 0.08 and .s >= {"~": 0.03, "": 0.2}[$arc.pale]
		and (.h | on_arc($arc.from | tonumber; $arc.to | tonumber))
	end;

def is_any_colour($wants): any(is_colour($wants[]); .);

def mean(f): if length == 0 then 0 else (map(f) | add) / length end;

# text without variation selectors, skin tones and the keycap
def bare: explode | map(select(. != 65039 and . != 8419
	and (. < 127995 or . > 127999))) | implode | ascii_downcase;

# seconds that a pattern takes to come round
def cycle($leds):
	if .mode == "chase" then ($leds / ([.speed, 0.001] | max))
	else .speed end;

def near($other): . != null and $other != null
	and (. - $other | fabs) < 0.005;

def part($name):
	if .target | among([$name, "both"]) then .[$name] else null end;

def subjects: [(.subjects // [])[] | tostring | bare];

def flags($old; $tones):
	[.colors[].rgb | .[0] - .[2]] as $warmth
	| ($old.colors // [] | map(.rgb)) as $before
	| ($before | mean(.[0] - .[2])) as $was
	| cycle($old.led_count // 60) as $cycle
	| (if $old then ($old | cycle(.led_count)) else null end) as $had
	| {slow: ($cycle >= 4), fast: ($cycle <= 3),
		alert: (.brightness >= 0.8 and $tones[0].s >= 0.6
			and ($tones[0].h | on_arc(345; 55)))}
	+ if $old == null then {} else {
		brighter: (.brightness > $old.brightness + 0.01
			or .brightness > 0.995),
		dimmer: (.brightness < $old.brightness - 0.01
			and .brightness > 0),
		slower: ($cycle > $had * 1.04), faster: ($cycle < $had * 0.96),
		warmer: (($warmth | mean(.)) > $was + 4),
		cooler: (($warmth | mean(.)) < $was - 4),
		paler: (($tones | mean(.s)) < ($before | mean(hsv.s)) - 0.02),
		richer: (($tones | mean(.s)) > ($before | mean(hsv.s)) + 0.02),
		recolored: ([.colors[].rgb] != $before)
	} end;

# a plan with the light that it leaves as it is: power and brightness alone
# change neither command nor picture
def with_unchanged($state):
	.power.strip as $on
	| if .strip == null and $on != null
	  then .strip = ($state.strip.command // {mode: "static", speed: 4,
		brightness: 1, colors: [{rgb: [0, 170, 255]}]}) else . end
	| if $on == false then .strip.brightness = 0 else . end
	| if .matrix == null and .target != "strip"
	  then .matrix = ($state.matrix // {}) else . end;

def facts($state):
	part("strip") as $strip | part("matrix") as $matrix
	| $state.strip.command as $old
	| [$strip.colors // [] | .[].rgb | hsv] as $tones
	| ($matrix // {} | subjects) as $subjects
	| {number: {conf: .confidence},
		word: {target, mode: $strip.mode},
		list: {subject: $subjects, text: ($subjects
			+ [$subjects | add // ""]
			+ [$matrix.text // "" | tostring | bare])},
		colour: $tones, lit: ($strip != null)}
	| if $strip == null then .kept = {colors: true, mode: true,
		brightness: true, speed: true}
	  else .number += {bri: $strip.brightness, sat: $tones[0].s,
			colors: ($strip.colors | length),
			cycle: ($strip | cycle($old.led_count // 60))}
		| .flag = ($strip | flags($old; $tones))
		| .kept = {mode: ($strip.mode == $old.mode),
			colors: (.flag.recolored | not),
			brightness: ($strip.brightness | near($old.brightness)),
			speed: ($strip.speed | near($old.speed))}
	  end
	| .kept.picture = ($matrix == null
		or $subjects == ($state.matrix // {} | subjects));

def number_holds($value):
	((.want | split("±") | map(tonumber)) + [0]) as [$want, $by]
	| if $value == null then .op == "!=" else {
		"=": (($value - $want | fabs) <= $by + 0.0001),
		"!=": ($value != $want), "<": ($value < $want),
		">": ($value > $want), "<=": ($value <= $want + 0.0001),
		">=": ($value >= $want - 0.0001)}[.op] end;

def colour_holds($colours; $lit):
	.wants as $wants
	| if .key == "no-hue"
		then all($colours[]; is_any_colour($wants) | not)
	  elif .op == "!=" then ($lit | not)
		or ($colours[0] | is_any_colour($wants) | not)
	  elif .key == "hue" then $lit and ($colours[0] | is_any_colour($wants))
	  else any($colours[]; is_any_colour($wants)) end;

def tongue_holds($want; $reply):
	($reply | explode) as $code
	| ($code | map(select(. >= 13312 and . <= 40959)) | length) as $han
	| ($code | map(select((. >= 65 and . <= 90) or (. >= 97 and . <= 122)))
		| length) as $latin
	| if $want == "zh" then $han >= 2
	  elif $want == "en" then $latin >= 4 and $han <= 2 else true end;

def holds($facts; $reply):
	if .kind == "number" then number_holds($facts.number[.key])
	elif .kind == "flag" then $facts.flag[.key] == true
	elif .kind == "kept" then all(.wants[]; $facts.kept[.] == true)
	elif .kind == "reply" then tongue_holds(.want; $reply)
	elif .kind == "colour" then colour_holds($facts.colour; $facts.lit)
	elif .kind == "word"
	then .wants as $wants | .op as $op
		| $facts.word[.key] | among($wants) == ($op == "=")
	else (.wants | map(bare)) as $wants | .op as $op
		| any($facts.list[.key][]; among($wants)) == ($op == "=")
	end;

def is_rgb: type == "array" and length == 3
	and all(.[]; type == "number" and . >= 0 and . <= 255 and . == floor);

def is_strip: type == "object"
	and (.mode | type == "string" and is_one(modes))
	and (.brightness | type == "number" and . >= 0 and . <= 1)
	and (.speed | type == "number" and . > 0)
	and (.colors | type == "array" and length > 0
		and all(.[]; type == "object" and (.rgb | is_rgb)));

# what a plan lacks of what every plan must be, whatever was said
def lacks:
	if type != "object" then ["plan"] else {
		target: (.target | among(["strip", "matrix", "both"])),
		confidence: (.confidence
			| type == "number" and . >= 0 and . <= 1),
		reply: (.speakable_reason
			| type == "string" and length > 0 and length < 60),
		strip: (.target == "matrix" or (.strip | is_strip)
			or .strip == null
			and (.power.strip | type == "boolean")),
		matrix: (.target == "strip" or (.matrix | type == "object"
			and (.subjects // [] | type == "array"))
			or .matrix == null and any(.power.matrix,
				.brightness.matrix; type | . == "boolean"
				or . == "number"))
	} | [to_entries[] | select(.value | not) | .key] end;

# the tests of a row that a plan fails, as text
def faults($row):
	. as $plan | lacks
	| if length > 0 then map("valid " + .)
	  else ($plan | with_unchanged($row.state)
		| facts($row.state)) as $facts
		| $plan.speakable_reason as $reply
		| [$row.tests[] | select(holds($facts; $reply) | not) | .text]
		+ if any($row.tests[]; .key == "lang") or
			tongue_holds($row.lang; $reply) then []
		  else ["lang=\($row.lang)"] end
	  end;

def plain($rgb; $target; $lang):
	{$target, confidence: 0, matrix: {subjects: []},
		speakable_reason: (if $lang == "en" then "Here is some light."
			else "已为你点亮灯光。" end),
		strip: {mode: "static", speed: 4, brightness: 0.8,
			colors: [{$rgb}]}};

def warm: [255, 180, 107];

def words: [["红|紅|red", [255, 0, 0]], ["橙|橘|orange", [255, 120, 0]],
	["黄|黃|yellow", [255, 220, 0]], ["绿|綠|green", [0, 200, 60]],
	["青|cyan", [0, 220, 220]], ["蓝|藍|blue", [0, 80, 255]],
	["紫|purple", [150, 0, 255]], ["粉|pink", [255, 105, 180]],
	["白|white", [255, 255, 255]], ["金|gold", [255, 200, 0]],
	["暖|warm", warm], ["棕|brown", [140, 70, 20]]];

def keywords:
	(.text | ascii_downcase) as $text
	| ([words[] as [$word, $rgb] | $text | match($word) | [.offset, $rgb]]
		| min | .[1] // warm) as $rgb
	| plain($rgb; if $text | test("灯带|灯条|strip") then "strip"
		elif $text | test("矩阵|屏幕|显示|画|matrix|screen|show|draw")
		then "matrix" else "both" end; .lang);

def judged($answers):
	. as $row | ($answers[.id].plan) as $plan
	| . + {$plan, faults: ($plan | faults($row)),
		warm: (plain(warm; "both"; .lang) | faults($row) == []),
		keyed: (keywords | faults($row) == [])};

def percent(f): 100 * (map(select(f)) | length) / ([length, 1] | max);

def line_of($name; $bar): {$name, $bar, rows: length,
	plan: percent(.faults == []), keyed: percent(.keyed),
	warm: percent(.warm)};

def lines:
	. as $all
	| (bars | keys_unsorted) as $order
	| ([$all[].stratum] | unique) as $there
	| [($order[] | select(among($there))), ($there - $order)[]]
	| map(. as $name | [$all[] | select(.stratum == $name)]
		| line_of($name; bars[$name]))
	+ [$all | line_of("all"; null)];

def pad($n): tostring | (" " * ([$n - length, 0] | max)) + .;

def tenth: (. * 10 | round) as $n
	| "\($n / 10 | floor).\($n % 10)%";

def shown: "\(.name + " " * 13 | .[0:13])\(.rows | pad(5))"
	+ "\(.plan | tenth | pad(10))\(.keyed | tenth | pad(10))"
	+ "\(.warm | tenth | pad(12))"
	+ if .bar == null then "" else "\("\(.bar)%" | pad(7))"
		+ if .plan < .bar then "  missed" else "" end end;

def summary: if type != "object" then "no plan" else
	"\(.target) \(.strip | "\(.mode) \(.brightness) \(.speed)") "
	+ "\([(.strip.colors // [])[] | .rgb | join(",")] | join(" ")) "
	+ "\(.matrix.subjects // [] | map(tostring) | join(""))"
	+ "\(.matrix.text // "") conf=\(.confidence): \(.speakable_reason)"
	end;

def complaint: "\(.where) \(.text)\n\tfails \(.faults | join(", "))\n\t"
	+ (.plan | (try summary catch "not a plan: \(tojson)"));

if $step == "scenes" then
	rows[] | {id, instruction: .text}
		+ if .state then {current: .state} else {} end
else
	([$plans[] | objects | {(.id | tostring): .}] | add) as $answers
	| (rows | map(judged($answers))) as $judged
	| ($judged | lines) as $lines
	| (if $verbose == "1" then $judged[] | select(.faults != []) | complaint
		else empty end),
	"stratum       rows  amb-plan  keywords  warm white    bar",
	($lines[] | shown),
	if any($lines[]; .bar != null and .plan < .bar)
	then "" | halt_error(1) else empty end end
