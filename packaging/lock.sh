#!/bin/sh
# Write requirements.lock anew: every extra, every platform, with hashes. `--upgrade` takes newer
# versions; without it only what pyproject.toml changed moves.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/uv pip compile pyproject.toml --output-file requirements.lock --quiet --no-config \
    --all-extras --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-emit-index-url --no-emit-find-links --custom-compile-command 'sh packaging/lock.sh' "$@"
