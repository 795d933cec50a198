#!/bin/sh
# Collects every text of the screens, brings the catalogues up to date and compiles them.
# With --check it changes nothing and fails where something is untranslated or out of date.
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/python packaging/translations.py "$@"
