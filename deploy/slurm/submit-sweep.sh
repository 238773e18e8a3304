#!/usr/bin/env bash
# Runs a sweep as a Slurm job array: one task for each trial that is still to run, and, when all have ended, one job that makes table and plots.
#
#   submit-sweep.sh [--at-once N] FOLDER [OPTIONS OF glia sweep]
#   submit-sweep.sh FOLDER                  go on with the sweep that is in the folder: what failed or is missing, or the next rung of --halving
#
#   submit-sweep.sh --at-once 20 /shared/rates --data mnist --lr 0.02,0.05,0.15 --layers 30/100 --seeds 3
#
# FOLDER lies where all nodes see it. --at-once N: no more than N tasks at a time. What the tasks write goes to FOLDER-logs.
# Partition, account, time and memory: sbatch reads SBATCH_PARTITION, SBATCH_ACCOUNT, SBATCH_TIMELIMIT and SBATCH_MEM_PER_NODE from the environment; other habits of a place go into sweep.sbatch.
# GLIA is the command that runs the tool, by default 'glia': GLIA='dotnet /opt/glia/Glia.Cli.dll'.
# Writes the numbers of the two jobs, array and collect. Exit code 2 where the options are wrong or the cluster allows no such array, 1 where sbatch refuses; nothing is submitted then, and nothing left behind.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

fail() {
  echo "submit-sweep.sh: $*" >&2
  exit 2
}

usage() {
  sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}"
  exit 0
}

at_once=
while [ $# -gt 0 ]; do
  case "$1" in
    -h | -\? | --help) usage ;;
    --at-once)
      at_once=${2:-}
      [[ $at_once =~ ^[1-9][0-9]*$ ]] || fail "--at-once: '$at_once' is not a whole number from 1 on."
      shift 2
      ;;
    -*) fail "there is no option '$1' before the folder. See submit-sweep.sh --help." ;;
    *) break ;;
  esac
done
[ -n "${1:-}" ] || fail 'the folder is missing. See submit-sweep.sh --help.'
folder=${1%/}
shift
for word in "$@"; do
  case "$word" in
    -h | -\? | --help) usage ;;
    -o* | --out | --out[=:]* | --trial | --trial[=:]* | --threads | --threads[=:]* | --due | --due[=:]* | --dry-run | --dry-run[=:]* | --json | --json[=:]*) fail "'$word' is the script's to give (threads: --cpus-per-task in sweep.sbatch). Leave it out." ;;
  esac
done
read -ra glia <<< "${GLIA:-glia}"
command -v "${glia[0]}" > /dev/null || fail "there is no command '${glia[0]}'. Install the tool, or name it in GLIA."
command -v sbatch > /dev/null || fail 'there is no sbatch here. Run this where jobs are submitted, or glia sweep without it.'

due=$("${glia[@]}" sweep --out "$folder" "$@" --due)
if [ -z "$due" ]; then
  echo "No trial is left to run. Table and plots: ${glia[*]} sweep collect $(printf %q "$folder")"
  exit 0
fi
[[ $due =~ ^[0-9]+(-[0-9]+)?(,[0-9]+(-[0-9]+)?)*$ ]] || fail "'${glia[*]} sweep --due' did not answer with the numbers of trials, but with: $due"
most=$({ scontrol show config 2> /dev/null || true; } | sed -n 's/^MaxArraySize *= *\([0-9][0-9]*\).*/\1/p')
last=${due##*[-,]}
[ -z "$most" ] || [ "$last" -lt "$most" ] || fail "trial $last cannot be submitted: the job arrays of this cluster end at $((most - 1)) (MaxArraySize=$most in slurm.conf). Try fewer combinations, with shorter lists or --random, or have the limit raised."

logs="$folder-logs"
isNew=no
[ -e "$logs" ] || isNew=yes
mkdir -p "$logs"
refused() {
  [ "$isNew" = no ] || rmdir "$logs" 2> /dev/null || true
  exit 1
}
array=$(sbatch --parsable --array="$due${at_once:+%$at_once}" --output="$logs/%A_%a.log" "$here/sweep.sbatch" --out "$folder" "$@") || refused
array=${array%%;*} # the cluster's name may follow
collect=$(sbatch --parsable --dependency="afterany:$array" --output="$logs/%j-collect.log" "$here/collect.sbatch" "$folder") || {
  # One job more may be one too many for this user. Who is told that nothing was submitted submits it all again.
  scancel "$array" || echo "submit-sweep.sh: job $array could not be taken back. Cancel it: scancel $array" >&2
  refused
}
echo "trials $due: job $array"
echo "collect: job ${collect%%;*}"
