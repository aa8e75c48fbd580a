# shellcheck shell=bash
# For tests that need node, packages from npm, or a browser.  Where these cannot
# be had the tests are skipped; with NEED_BROWSER set, as in CI, they fail.

export ui_tests=$BATS_TEST_DIRNAME/ui

# why_not [-b]: why such tests cannot run here; nothing when they can.  With -b
# they need a browser, too.
why_not() {
	case $(dirname "$(command -v amb-publish)") in
	*.memcheck) echo "too slow under valgrind for a browser" && return ;;
	esac
	command -v node >/dev/null || { echo "node is not installed" && return; }
	[ "${1-}" != -b ] || [ -x "$(browser)" ] || {
		echo "chromium is not installed"
		return
	}
	(
		flock 9
		[ -d "$ui_tests/node_modules/playwright-core" ] ||
			npm ci --silent --no-audit --no-fund --prefix "$ui_tests" \
				>"$BATS_FILE_TMPDIR/npm.log" 2>&1
	) 9>"$ui_tests/.lock" || echo "npm cannot fetch its packages"
}

browser() {
	command -v chromium || command -v chromium-browser ||
		echo /usr/bin/chromium
}

# skip_or_fail WHY: skip the test when there is a reason
skip_or_fail() {
	[ -n "$1" ] || return 0
	[[ -z ${NEED_BROWSER-} || $1 == *valgrind* ]] || {
		echo "NEED_BROWSER is set, but $1"
		return 1
	}
	skip "$1"
}

# passed NAME: that part of the run
passed() {
	grep -F "not ok $1:" "$results" || grep -qx "ok $1" "$results" || {
		tail -n 5 "$results" "$BATS_FILE_TMPDIR/log"
		return 1
	}
	grep -qx "ok $1" "$results"
}
