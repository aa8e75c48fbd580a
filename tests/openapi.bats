#!/usr/bin/env bats
# The contract against the service; all of it is one run of
# tests/ui/openapi.mjs, each test looks at its part.
bats_require_minimum_version 1.5.0
load helper
load browser

setup_file() {
	local tools
	results=$BATS_FILE_TMPDIR/results
	reason=$(why_not)
	export results reason
	[ -z "$reason" ] || return 0
	tools=$(dirname "$(command -v amb-publish)")
	if ! AMB_SPOOL=$BATS_FILE_TMPDIR/spool AMB_BINDIR=$tools \
		AMB_SHARE=$BATS_TEST_DIRNAME/../etc timeout 300 node \
		"$ui_tests/openapi.mjs" "$BATS_TEST_DIRNAME/.." \
		"$tools/.test/wsclient" >"$results" 2>"$BATS_FILE_TMPDIR/log" 3>&-; then
		echo "the run has failed" >>"$results"
	fi
}

setup() {
	skip_or_fail "$reason"
}

@test "openapi: requests that change the light are as described, errors included" {
	passed changes
}

@test "openapi: errors of the service are as described" {
	passed faults
}

@test "openapi: reads are as described, 304 and 404 included" {
	passed reads
}

@test "openapi: kept scenes are as described" {
	passed scenes
}

@test "openapi: timers are as described" {
	passed timers
}

@test "openapi: zones are as described" {
	passed zones
}

@test "openapi: the live lane is as described" {
	passed live
}

@test "openapi: each event is as described" {
	passed events
}

@test "openapi: nothing is described that does not exist" {
	passed whole
}

@test "openapi: the examples are what the schemas say" {
	passed examples
}
