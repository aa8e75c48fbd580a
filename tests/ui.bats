#!/usr/bin/env bats
# The control panel and the page of the contract, in a real browser.  All of it
# is one run of a browser, tests/ui/panel.mjs; each test looks at its part.
bats_require_minimum_version 1.5.0
load helper
load browser

setup_file() {
	local tools
	results=$BATS_FILE_TMPDIR/results
	reason=$(why_not -b)
	export results reason
	[ -z "$reason" ] || return 0
	tools=$(dirname "$(command -v amb-publish)")
	if ! AMB_SPOOL=$BATS_FILE_TMPDIR/spool AMB_BINDIR=$tools \
		AMB_SHARE=$BATS_TEST_DIRNAME/../etc HOME=$BATS_FILE_TMPDIR \
		timeout 300 node "$ui_tests/panel.mjs" "$BATS_TEST_DIRNAME/.." \
		"$(browser)" >"$results" 2>"$BATS_FILE_TMPDIR/log" 3>&-; then
		echo "the run has failed" >>"$results"
	fi
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

@test "ui: no console errors, no request elsewhere, and a strict policy" {
	passed quiet
}
