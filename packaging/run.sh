#!/bin/sh
# Set everything up, then start the demo: sh packaging/run.sh [OPTIONS OF lobby demo]
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
sh "$root/packaging/setup.sh" all
exec "$root/.venv/bin/lobby" demo "$@"
