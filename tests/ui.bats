#!/usr/bin/env bats
# The control panel and the page of the contract, in a real browser.  All of it
# is one run of each of the programs below; each test looks at its part.
bats_require_minimum_version 1.5.0
load helper
load browser

setup_file() {
	local tools program
	results=$BATS_FILE_TMPDIR/results
	reason=$(why_not -b)
	export results reason
	[ -z "$reason" ] || return 0
	tools=$(dirname "$(command -v amb-publish)")
	for program in panel controls keeping; do
		AMB_SPOOL=$BATS_FILE_TMPDIR/$program AMB_BINDIR=$tools \
			AMB_SHARE=$BATS_TEST_DIRNAME/../etc HOME=$BATS_FILE_TMPDIR \
			timeout 300 node "$ui_tests/$program.mjs" \
			"$BATS_TEST_DIRNAME/.." "$(browser)" 3>&- ||
			echo "$program.mjs has failed"
	done >"$results" 2>"$BATS_FILE_TMPDIR/log"
}

setup() {
	skip_or_fail "$reason"
}

@test "ui: a sentence typed is said, understood, and on the canvas LED by LED" {
	passed sentence
}

@test "ui: progress shows live, and without events" {
	passed progress
}

@test "ui: what a service could not do is shown in plain words" {
	passed degraded
}

@test "ui: what looks like markup is only text" {
	passed hostile
}

@test "ui: a picture chosen or dropped is seen first, then on the LEDs" {
	passed picture
}

@test "ui: the strip editor changes the strip, and its frames show it" {
	passed strip
}

@test "ui: undo goes back step by step to the first light" {
	passed undo
}

@test "ui: a zone that is new says so and comes to life" {
	passed zone
}

@test "ui: a lost connection is shown and comes back by itself" {
	passed reconnect
}

@test "ui: it speaks the browser's language, and the other one on demand" {
	passed languages
}

@test "ui: from 320 to 1440 pixels nothing has to be scrolled sideways" {
	passed widths
}

@test "ui: the contract can be read and tried out" {
	passed docs
}

@test "ui: axe finds nothing serious, in both languages, narrow and wide" {
	passed access
}

@test "ui: who wants less motion gets less" {
	passed calm
}

@test "ui: switches and sliders are in view on a phone and a desktop" {
	passed inView
}

@test "ui: switches and sliders work by the keyboard and have names" {
	passed keyboard
}

@test "ui: the picture is scaled and goes dark as the LEDs do" {
	passed preview
}

@test "ui: a slider that is dragged sends ten times a second, and its last value" {
	passed drag
}

@test "ui: power and brightness follow other panels" {
	passed others
}

@test "ui: a sentence that only turns off is answered and over" {
	passed off
}

@test "ui: a change that is refused goes back, and says why" {
	passed refused
}

@test "ui: without events the files show power and brightness" {
	passed unfed
}

@test "ui: a light is kept under a name and shown again, on every panel" {
	passed keep
}

@test "ui: a scene that is refused says why in the words of the service" {
	passed keepRefused
}

@test "ui: a scene is removed only when that was asked twice" {
	passed remove
}

@test "ui: an entry of the history is shown again as it was, uploads too" {
	passed restore
}

@test "ui: redo goes forth again, as long as there is something" {
	passed redo
}

@test "ui: a sentence is set for a time, listed, and cancelled" {
	passed timers
}

@test "ui: a zone without light shows none of another" {
	passed noLight
}

@test "ui: what was done is said for a while, or until something else is" {
	passed notices
}

@test "ui: a picture with a long name fits the page" {
	passed longName
}

@test "ui: a long sentence is two lines, and all of it on demand" {
	passed caption
}

@test "ui: no console errors, no request elsewhere, and a strict policy" {
	passed quiet
	passed controlsQuiet
	passed keepingQuiet
}
