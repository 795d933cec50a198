#!/bin/sh
# Set everything up with the test tools, then check everything. CI runs this and nothing else.
set -eu
cd "$(dirname "$0")/.."
sh packaging/setup.sh all dev
exec sh packaging/check.sh
