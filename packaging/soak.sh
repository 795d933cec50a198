#!/bin/sh
# Run the large numbers: hours of simulated traffic, big databases, long outages.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh all dev
failed=
for script in tests/soak/soak_*.py; do
    echo "== $(basename "$script" .py)"
    .venv/bin/python "$script" || failed="$failed $script"
done
[ -z "$failed" ] || {
    echo "Failed:$failed" >&2
    exit 1
}
