#!/bin/sh
# Print the tables of every benchmark, each number beside its baseline of the same run.
exec sh "$(dirname "$0")/measure.sh" bench
