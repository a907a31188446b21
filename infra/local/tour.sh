#!/usr/bin/env bash
# Walks the tour of README.md through a running system: the very lines that stand there, step by step.
#
# A line that fails ends it. COMMANDS and QUERIES say where the two apps are, if not on 8080 and 8081.
set -euo pipefail

readme=$(dirname "$0")/../../README.md

# A heading becomes an announcement; of everything else only the blocks that are marked as the tour count.
lines=$(awk '
    /^```bash tour$/ { inside = 1; steps++; next }
    /^```$/          { inside = 0 }
    inside           { print; next }
    /^### /          { printf "printf \"\\n== %s\\n\"\n", substr($0, 5) }
    END              { print "steps=" steps + 0 }' "$readme")

exec bash -Eeuo pipefail -c '
trap '\''printf "\nThe tour ended at: %s\nIt was told: %s\n" "$BASH_COMMAND" "${ANSWER:-nothing}" >&2'\'' ERR
'"$lines"'
((steps > 0))
printf "\nThe tour is done: %s steps.\n" "$steps"'
