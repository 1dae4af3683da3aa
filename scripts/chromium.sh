#!/bin/sh
# The path of a chromium for the browser tests, or nothing; installs Debian's where it may.
find_one() {
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$name" && return 0
    done
    for place in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        [ -x "$place" ] && printf '%s\n' "$place" && return 0
    done
    return 1
}

find_one && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo 'Installing chromium for the browser tests ...' >&2
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update >/dev/null 2>&1
    apt-get install -y --no-install-recommends chromium fonts-noto-cjk >/dev/null 2>&1
    find_one && exit 0
fi
exit 0
