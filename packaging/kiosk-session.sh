#!/bin/sh
# Run the kiosk as the only program of this screen, and end as it ends.
#
#   sh packaging/kiosk-session.sh [OPTION...]     options are those of lobby kiosk
set -u
here=$(cd "$(dirname "$0")/.." && pwd)
run=${RUNTIME_DIRECTORY:-${XDG_RUNTIME_DIR:-/tmp}}
export QT_QPA_PLATFORM=wayland QT_WAYLAND_DISABLE_WINDOWDECORATION=1
rm -f "$run/kiosk.pid" "$run/kiosk.code"

# cage does not say with which code its program ended.
# shellcheck disable=SC2016 # the inner shell's own words
cage -d -- sh -c '
    run=$1
    shift
    "$@" &
    echo $! >"$run/kiosk.pid"
    wait $!
    echo $? >"$run/kiosk.code"
' kiosk "$run" "$here/.venv/bin/lobby" kiosk --fullscreen "$@" &
cage=$!

# The kiosk ends in order while its screen is still there; then cage goes by itself.
trap 'kill "$(cat "$run/kiosk.pid")"' TERM INT
while kill -0 "$cage" 2>/dev/null; do
    wait "$cage"
done
code=1
[ ! -f "$run/kiosk.code" ] || read -r code <"$run/kiosk.code"
exit "$code"
