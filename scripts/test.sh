#!/bin/sh
# Every guard of a change, one after the other; `quick` leaves out browser, workers, faults and
# whatever takes many seconds.
# All of them run even when one fails; the end names the ones that did.
set -u
cd "$(dirname "$0")/.."
PATH="$PWD/.venv/bin:$PATH"
export PATH
failed=

step() {
    name=$1
    shift
    printf '\n== %s\n' "$name"
    "$@" || { failed="$failed\n  $name"; printf '!! %s failed\n' "$name"; }
}

step 'ruff: rules' ruff check --quiet .
step 'ruff: form' ruff format --check --quiet .
step 'lengths of files' python scripts/check_lengths.py
step 'layers (import-linter)' lint-imports --no-logo
step 'templates (djlint)' djlint templates --lint --quiet
step 'types (mypy --strict)' mypy
step 'migrations complete' python manage.py makemigrations --check --dry-run

if [ "${1:-}" = quick ]; then
    step 'tests, quick half' env HYPOTHESIS_PROFILE=quick \
        python -m pytest -q -m 'not browser and not worker and not faults and not slow'
else
    [ -n "${VISITBOOK_CHROMIUM:-}" ] || VISITBOOK_CHROMIUM=$(sh scripts/chromium.sh)
    export VISITBOOK_CHROMIUM
    rm -f .coverage .coverage.*
    # Two halves at once, each with its keys: what waits for processes and pages leaves a core for
    # the rest.
    waiting='browser or worker or faults or slow'
    log=$(mktemp)
    VISITBOOK_KEY_PREFIX="test_$$_waiting" coverage run -m pytest -m "$waiting" >"$log" 2>&1 &
    half=$!
    trap 'kill "$half" 2>/dev/null; rm -f "$log"' EXIT
    step 'tests' env VISITBOOK_KEY_PREFIX="test_$$" coverage run -m pytest -m "not ($waiting)"
    step 'tests with processes and pages' wait "$half"
    cat "$log"
    coverage combine --quiet
    step 'coverage: 90% overall' coverage report --fail-under=90
    pure='visits/extraction/*,visits/linking/*,visits/resolution/*,visits/reference/*,visits/sample/*'
    pure="$pure,visits/ingest/parsers/*,visits/terms.py"
    step 'coverage: 99% of the pure packages but events' \
        coverage report --fail-under=99 --include="$pure" --omit='visits/extraction/events/*'
    step 'coverage: 99% of events' coverage report --fail-under=99 --include='visits/extraction/events/*'
fi

if [ -n "$failed" ]; then
    printf '\nFailed:%b\n' "$failed"
    exit 1
fi
printf '\nAll guards passed.\n'
