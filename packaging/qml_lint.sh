#!/bin/sh
# Lint the QML against the types that the view models really have: the Python classes are dumped,
# written as build/Lobby/Models, and a warning of any kind fails.
set -eu
cd "$(dirname "$0")/.."
types=build/Lobby/Models
rm -rf "$types"
mkdir -p "$types"

# A class is known as one of Qt's by its base: those of the rooms come before them.
{
    echo ui/viewmodels/kiosk_room.py
    echo ui/viewmodels/kiosk_finding.py
    grep -rlE '^@QmlElement' ui --include='*.py' | grep -v /kiosk_room.py | sort
} | xargs -r .venv/bin/pyside6-metaobjectdump --quiet --out-file "$types/types.json"
if [ -f "$types/types.json" ]; then
    # shellcheck disable=SC2012 # plain names
    qt=$(ls .venv/lib/python3*/site-packages/PySide6/Qt/metatypes/qt6*_metatypes.json | paste -sd,)
    .venv/bin/pyside6-qmltyperegistrar --foreign-types "$qt" --generate-qmltypes "$types/plugins.qmltypes" \
        --import-name Lobby.Models --major-version 1 --minor-version 0 \
        -o "$types/registrations.cpp" "$types/types.json"
    printf 'module Lobby.Models\ntypeinfo plugins.qmltypes\ndepends QtQuick\n' >"$types/qmldir"
fi
# By relative paths the linter takes a singleton of the module for an ordinary type.
find "$PWD/ui" -name '*.qml' | sort |
    xargs -r .venv/bin/pyside6-qmllint -W 0 -I "$PWD/build" -I "$PWD/ui/qml"
