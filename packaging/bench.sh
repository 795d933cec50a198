#!/bin/sh
# Print the tables of every benchmark, each number beside its baseline of the same run.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh all dev
failed=
for script in tests/bench/bench_*.py; do
    echo "== $(basename "$script" .py)"
    .venv/bin/python "$script" || failed="$failed $script"
done
[ -z "$failed" ] || {
    echo "Failed:$failed" >&2
    exit 1
}
