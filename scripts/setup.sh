#!/bin/sh
# The virtual environment with the locked packages; `dev` adds what the tests need.
# Does nothing when the locks are those of the last time.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf '\nvisitbook: %s\n' "$1" >&2
    shift
    for line in "$@"; do printf '  %s\n' "$line" >&2; done
    exit 1
}

suitable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

kind=${1:-run}
python=.venv/bin/python

# What is installed: the content of the locks and the Python under them.
stamp_of() {
    [ "$1" = dev ] && set -- requirements.txt requirements-dev.txt || set -- requirements.txt
    { "$python" --version && cat "$@"; } | cksum
}
if [ -x "$python" ] && suitable "$python" && [ -f ".venv/locked-$kind" ] &&
    [ "$(cat ".venv/locked-$kind")" = "$(stamp_of "$kind")" ]; then
    exit 0
fi

base=
for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
    if suitable "$candidate"; then base=$candidate; break; fi
done
[ -n "$base" ] || fail 'no Python 3.11 or newer was found.' \
    "Install one (Debian: apt install python3 python3-venv; macOS: brew install python)," \
    'or name it: make run PYTHON=/path/to/python3'

# A virtual environment whose making was cut short has no working pip.
if ! "$python" -m pip --version >/dev/null 2>&1 || ! suitable "$python"; then
    "$base" -c 'import venv, ensurepip' 2>/dev/null || fail \
        "$base has no venv module." \
        'Debian and Ubuntu keep it in a package of its own: apt install python3-venv'
    echo 'Making the virtual environment (.venv) ...'
    "$base" -m venv --clear .venv || fail 'the virtual environment could not be made.' \
        'The lines above say why; a full disk and a folder of another user are the usual causes.'
fi

echo 'Installing the locked packages ...'
log=.venv/install.log
set -- --requirement requirements.txt
[ "$kind" != dev ] || set -- "$@" --requirement requirements-dev.txt
if ! "$python" -m pip install --quiet --disable-pip-version-check --require-hashes \
    --only-binary :all: "$@" >"$log" 2>&1; then
    grep -v '^WARNING: Location' "$log" | tail -n 5 >&2
    if grep -qiE 'No space left|Disk quota' "$log"; then
        fail 'the disk is full.' 'The packages need about 300 MB: free some space and try again.'
    elif grep -qiE 'name resolution|NewConnectionError|NameResolutionError|unreachable|timed out|Max retries|ProxyError|SSLError|nodename nor servname|from versions: none' "$log"; then
        fail 'the package index cannot be reached.' \
            'The first start needs a network; later ones need none. Behind a mirror or a proxy,' \
            'set PIP_INDEX_URL or HTTPS_PROXY. Nothing half-done is left: just run it again.'
    elif grep -qi 'DO NOT MATCH THE HASHES' "$log"; then
        fail 'a downloaded package is not the one that was locked.' \
            'Do not use it. Is a proxy or a mirror changing what it hands out?'
    fi
    fail 'the packages could not be installed.' "The whole story is in $log"
fi
for done in run "$kind"; do stamp_of "$done" >".venv/locked-$done"; done
