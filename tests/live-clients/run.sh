#!/usr/bin/env bash
# Real OSC clients teach `glia live`, each in fresh sessions over UDP: run.sh [--only NAME]. Says of each "ok" or "failed: why"; exit code 1 where one failed, 2 where something is missing.
# GLIA_NO_CLIENTS=1 leaves all of it out; GLIA_TOOL names Glia.Cli.dll, else the newest build is taken.
set -euo pipefail
cd "$(dirname "$0")"
all=(liblo pd osc node-osc osc-js wekinator)
secondsEach=60 # nothing waits for ever

if [ "${GLIA_NO_CLIENTS:-}" = 1 ]; then
  echo 'The OSC clients are left out: GLIA_NO_CLIENTS=1.'
  exit 0
fi

case "${1:-}" in
  '') chosen=("${all[@]}") ;;
  --only)
    chosen=("${2:-}")
    [[ " ${all[*]} " == *" ${2:-} "* ]] || { echo "--only takes one of: ${all[*]}." >&2; exit 2; }
    ;;
  *) echo "usage: run.sh [--only NAME], one of: ${all[*]}." >&2; exit 2 ;;
esac

need() { echo "$1 is missing: $2, or leave the OSC clients out with GLIA_NO_CLIENTS=1." >&2; exit 2; }
command -v npm > /dev/null || need npm 'install Node.js 20 or newer'

isChosen() { [[ " ${chosen[*]} " == *" $1 "* ]]; }
packages=()
if isChosen liblo && ! { command -v oscsend && command -v oscdump; } > /dev/null; then packages+=(liblo-tools); fi
if isChosen pd && ! command -v pd > /dev/null; then packages+=(puredata-core); fi
if [ ${#packages[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  apt-get update -qq && apt-get install -y -qq --no-install-recommends "${packages[@]}" > /dev/null
  packages=()
fi
if isChosen liblo && ! { command -v oscsend && command -v oscdump; } > /dev/null; then need oscsend 'install liblo-tools (apt-get install liblo-tools)'; fi
if isChosen pd && ! command -v pd > /dev/null; then need 'Pure Data' 'install it (apt-get install puredata-core)'; fi
npm ci --ignore-scripts --no-audit --no-fund --silent

# A client that is ended in the middle takes its session along: each has a group of its own.
running=
export TMPDIR="$(mktemp -d)"
trap '[ -z "$running" ] || kill -KILL -- "-$running" 2> /dev/null || true; rm -rf "$TMPDIR"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
failed=0
for name in "${chosen[@]}"; do
  setsid timeout --foreground "$secondsEach" node teach.mjs "$name" &
  running=$!
  code=0
  wait "$running" || code=$?
  kill -KILL -- "-$running" 2> /dev/null || true
  running=
  [ "$code" != 124 ] || echo "$name: failed: it did not end within $secondsEach s"
  [ "$code" = 0 ] || failed=1
done
exit "$failed"
