#!/bin/sh
# Check format, lint, types, QML, import rules, translations and tests. Runs every step, whatever
# the others say, and names at the end those that failed.
set -eu
cd "$(dirname "$0")/.."
failed=

step() {
    title=$1
    shift
    echo "== $title"
    "$@" || failed="$failed${failed:+, }$title"
}

step 'format' .venv/bin/ruff format --check
step 'lint' .venv/bin/ruff check
step 'types' .venv/bin/mypy
step 'QML' sh packaging/qml_lint.sh
step 'import rules' .venv/bin/lint-imports --no-logo
[ ! -f packaging/translations.sh ] || step 'translations' sh packaging/translations.sh --check
# One file stays on one worker, so that a module's server or kiosk is started once.
step 'tests' .venv/bin/python -m pytest -n 2 --dist loadfile
step 'windows on a screen' sh packaging/on_a_screen.sh .venv/bin/python -m pytest -n 2 \
    --dist loadfile tests/ui/*_window.py tests/ui/test_[bgik]*_page.py tests/ui/test_keyboard.py

[ -z "$failed" ] || {
    echo "Failed: $failed." >&2
    exit 1
}
