#!/bin/sh
# Run the large numbers: hours of simulated traffic, big databases, long outages.
exec sh "$(dirname "$0")/measure.sh" soak
