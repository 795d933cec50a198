#!/bin/sh
# Run a command with an X server of its own: sh packaging/on_a_screen.sh COMMAND [ARGUMENT...]
set -eu
place=$(mktemp -d)
mkfifo "$place/number"
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp 3>"$place/number" 2>"$place/log" &
server=$!
trap 'kill $server 2>/dev/null; rm -r "$place"' EXIT
read -r number <"$place/number" || {
    cat "$place/log" >&2
    exit 1
}
DISPLAY=":$number" QT_QPA_PLATFORM=xcb QT_QUICK_BACKEND=software "$@"
