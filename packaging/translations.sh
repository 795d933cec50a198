#!/bin/sh
# Collects every text of screens and cards, brings the catalogues up to date and compiles them.
# A new language is one file, begun with --new CODE: fill it in and run this again.
# With --check it changes nothing and fails where something is untranslated or out of date.
set -eu
cd "$(dirname "$0")/.."
exec .venv/bin/python packaging/translations.py "$@"
