#!/bin/sh
# Run every script of tests/KIND, whatever became of the one before: sh packaging/measure.sh KIND
set -eu
cd "$(dirname "$0")/.."
kind=$1
set -- tests/"$kind/$kind"_*.py
[ -f "$1" ] || {
    echo "There is nothing to run in tests/$kind yet."
    exit 0
}
sh packaging/setup.sh all dev
failed=
for script in "$@"; do
    echo "== $(basename "$script" .py)"
    .venv/bin/python "$script" || failed="$failed $script"
done
[ -z "$failed" ] || {
    echo "Failed:$failed" >&2
    exit 1
}
