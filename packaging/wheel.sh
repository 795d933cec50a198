#!/bin/sh
# Build dist/hello_lobby-VERSION-py3-none-any.whl: the code with its QML, fonts, icons,
# translations, sample data and migrations.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh checkout
.venv/bin/python -m hatchling build --target wheel --directory dist
