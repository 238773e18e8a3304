#!/usr/bin/env bash
# Slurm for real, on this one machine: deploy/slurm/submit-sweep.sh runs a sweep as a job array, of which one trial is pre-empted, one runs out of time and one is killed. All results must be those of
# the same sweep without a cluster.
#
#   tests/slurm/run.sh         needs root and Debian's apt-get, which installs Slurm where it is missing; everything that is started is ended, also on Ctrl-C
#
# Exit code 0: all is as it should be; 1: something is not; 2: it cannot be run here. GLIA_NO_SLURM=1 leaves it out; GLIA_TOOL names Glia.Cli.dll, else the newest build is taken.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=tests/slurm/cluster.sh
. tests/slurm/cluster.sh

case "${1:-}" in
  '') ;;
  -h | --help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; exit 0 ;;
  *) echo 'usage: tests/slurm/run.sh' >&2; exit 2 ;;
esac
if [ "${GLIA_NO_SLURM:-}" = 1 ]; then
  echo 'Slurm is left out: GLIA_NO_SLURM=1.'
  exit 0
fi
command -v dotnet > /dev/null || { echo 'dotnet is missing: install the .NET 10 SDK.' >&2; exit 2; }
tool=${GLIA_TOOL:-$(find src/Glia.Cli/bin -name Glia.Cli.dll -printf '%T@ %p\n' 2> /dev/null | sort -rn | head -n 1 | cut -d ' ' -f 2)}
[ -f "$tool" ] || { echo 'There is no build of the tool: run dotnet build first, or name Glia.Cli.dll in GLIA_TOOL.' >&2; exit 2; }
GLIA="dotnet $(realpath "$tool")"
export GLIA DOTNET_NOLOGO=1

folder=$(mktemp -d /tmp/glia-slurm-XXXXXX)
trap 'stop_cluster; rm -rf "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

fail() {
  echo "failed: $*" >&2
  tail -n 20 "$folder"/*-logs/*.log "$folder"/train.log >&2 2> /dev/null || true
  squeue >&2 || true
  exit 1
}

# Waits up to 60 s until a command succeeds.
until_true() {
  local tries=0 what=$1
  shift
  until "$@" > /dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -le 600 ] || fail "$what did not happen within a minute."
    sleep 0.1
  done
}

is_over() { [ -z "$(squeue --noheader --jobs="$1" 2> /dev/null)" ]; }
is_running() { [ "$(squeue --noheader --array --format=%T --jobs="$1" 2> /dev/null)" = RUNNING ]; }
is_saved() { [ -e "$1/trial-000$2.checkpoint.safetensors" ] || [ -e "$1/trial-000$2.json" ]; }
state() { scontrol show job "$1" | sed -n 's/.*JobState=\([A-Z_]*\).*/\1/p'; }
restarts() { scontrol show job "$1" | sed -n 's/.*Restarts=\([0-9]*\).*/\1/p'; }

# The process of the tool that runs a trial of a job array.
pid_of() {
  local pid
  for pid in $(pgrep --full -- "sweep --out $1 .*--trial auto"); do
    if [ "$(cat "/proc/$pid/comm" 2> /dev/null)" = dotnet ] && grep --quiet --null-data "^SLURM_ARRAY_TASK_ID=$2\$" "/proc/$pid/environ"; then
      echo "$pid"
      return
    fi
  done
}

# Names and contents of results and networks, without the times in them.
results() {
  local file
  for file in "$1"/trial-*.json "$1"/sweep.json; do
    echo "${file##*/} $(sed 's/"seconds": [0-9.eE+-]*/"seconds": 0/' "$file" | sha256sum)"
  done
  (cd "$1" && sha256sum -- *.safetensors)
}

same() {
  diff <(results "$folder/alone") <(results "$1") > "$folder/diff" || { cat "$folder/diff" >&2; fail "the results in $1 are not those of the sweep without a cluster."; }
}

# Six trials of a few seconds, saved after each epoch, so that they are met in the middle.
sweep=(--count 3000 --layers 64 --lr '0.05,0.1,0.2' --seeds 2 --epochs 600)

echo '== the sweep without a cluster'
read -ra glia <<< "$GLIA"
"${glia[@]}" sweep --out "$folder/alone" "${sweep[@]}" --no-test > /dev/null

echo '== a cluster of one node'
cluster_packages+=(openmpi-bin libpmix-dev) # Slurm opens libpmix.so, the name without a number, which only the package for developers has
start_cluster "$folder/cluster" 4 || exit 2

echo '== a job array: trial 2 is pre-empted, trial 3 runs out of time, trial 6 is killed'
shared="$folder/shared"
deploy/slurm/submit-sweep.sh "$shared" "${sweep[@]}" --save-every 0 | tee "$folder/submitted"
array=$(sed -n 's/^trials 1-6: job //p' "$folder/submitted")
collect=$(sed -n 's/^collect: job //p' "$folder/submitted")
if ! { [ -n "$array" ] && [ -n "$collect" ]; }; then fail 'submit-sweep.sh did not say which jobs there are.'; fi
until_true 'the checkpoint of trial 2' is_saved "$shared" 2
is_running "${array}_2" || fail 'trial 2 was over before it could be pre-empted.'
scontrol requeue "${array}_2"
until_true 'the checkpoint of trial 3' is_saved "$shared" 3
is_running "${array}_3" || fail 'trial 3 was over before its time was up.'
kill -USR1 "$(ps --no-headers -o ppid -p "$(pid_of "$shared" 3)" | tr -d ' ')" # to the job's script, as slurmstepd does; scancel repeats it until it is told that the job has got it
until_true 'the checkpoint of trial 6' is_saved "$shared" 6
is_running "${array}_6" || fail 'trial 6 was over before it could be killed.'
kill -KILL "$(pid_of "$shared" 6)"

until_true 'the end of the array' is_over "$array"
until_true 'the end of collect' is_over "$collect"
if ! { [ "$(restarts "${array}_2")" = 1 ] && [ "$(restarts "${array}_3")" = 1 ]; }; then fail "trials 2 and 3 have come back $(restarts "${array}_2") and $(restarts "${array}_3") times, not once each."; fi
for trial in 1 2 3 4 5; do
  [ "$(state "${array}_$trial")" = COMPLETED ] || fail "trial $trial is $(state "${array}_$trial")."
done
if ! { [ "$(state "${array}_6")" = FAILED ] && [ ! -e "$shared/trial-0006.json" ]; }; then fail 'trial 6 was killed, but has not failed.'; fi
grep -q 'Stopped in trial 2, which was saved' "$shared-logs/${array}_2.log" || fail 'trial 2 was not saved when it was pre-empted.'
grep -q 'Stopped in trial 3, which was saved' "$shared-logs/${array}_3.log" || fail 'trial 3 was not saved when its time was up.'

echo '== collect says what is missing, and just that is submitted'
[ "$(state "$collect")" = FAILED ] || fail "collect is $(state "$collect"), though a trial is missing."
grep -q "Still to run: 6. Just those: submit-sweep.sh $shared" "$shared-logs/$collect-collect.log" || fail 'collect has not said which trial is missing.'
deploy/slurm/submit-sweep.sh --at-once 2 "$shared" | tee "$folder/submitted"
again=$(sed -n 's/^trials 6: job //p' "$folder/submitted")
collect=$(sed -n 's/^collect: job //p' "$folder/submitted")
[ -n "$again" ] || fail 'not just trial 6 was submitted.'
until_true 'the end of trial 6' is_over "$again"
until_true 'the end of collect' is_over "$collect"
[ "$(state "$collect")" = COMPLETED ] || fail "collect is $(state "$collect")."
if ! { [ -s "$shared/sweep.html" ] && [ -s "$shared/best.json" ]; }; then fail 'collect has not written page and score.'; fi

echo '== the results are those of the sweep without a cluster'
same "$shared"
left=$(find "$shared" -name '*.checkpoint.*' ! -name '.own-*') # what a killed trial had half written stays for an hour
[ -z "$left" ] || fail "these were left: $left"
deploy/slurm/submit-sweep.sh "$shared" | grep -q '^No trial is left to run' || fail 'a finished sweep was submitted again.'
code=0
deploy/slurm/submit-sweep.sh "$shared" --lr 0.3,0.4 2> "$folder/error" || code=$?
if ! { [ "$code" = 2 ] && grep -q 'holds another sweep' "$folder/error"; }; then fail 'another sweep was submitted into the folder.'; fi

echo '== a sweep of more trials than an array has is refused, and leaves nothing'
code=0
deploy/slurm/submit-sweep.sh "$folder/many" --count 3000 --random 1200 --lr 0.01..1 2> "$folder/error" || code=$?
if ! { [ "$code" = 2 ] && grep -q 'trial 1200 cannot be submitted: .* end at 1000 (MaxArraySize=1001' "$folder/error"; }; then fail "the sweep of 1200 trials ended with $code: $(cat "$folder/error")"; fi
[ -z "$(find "$folder" -maxdepth 1 -name 'many*')" ] || fail 'the refused sweep has left something behind.'

echo '== one training by two tasks over srun --mpi=pmix: taken off its nodes, it goes on, to the bits of two processes under mpirun'
training=(--count 3000 --layers 64 --batch 200 --epochs 300)
weights() { grep -ao '"glia.sha256":"[0-9a-f]*"' "$1"; }
job=$(sbatch --parsable --ntasks=2 --mem-per-cpu=0 --output="$folder/train.log" deploy/slurm/train-mpi.sbatch "$folder/run.checkpoint.safetensors" "${training[@]}" --out "$folder/srun.safetensors")
until_true 'the first checkpoint' [ -s "$folder/run.checkpoint.safetensors" ]
[ "$(state "$job")" = RUNNING ] || fail "the training is $(state "$job") before it could be pre-empted."
scontrol requeue "$job"
until_true 'the end of the training' is_over "$job"
[ "$(state "$job")" = COMPLETED ] || fail "the training is $(state "$job"): $(tail -n 3 "$folder/train.log")"
grep -q 'ranks    2, all on this machine' "$folder/train.log" || fail 'the tasks have not found each other.'
grep -q 'resumed' "$folder/train.log" || fail 'the training has not gone on from its checkpoint.'
OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun.openmpi -n 2 --oversubscribe --bind-to none "${glia[@]}" train "${training[@]}" --threads 1 --out "$folder/mpirun.safetensors" > /dev/null
[ "$(weights "$folder/srun.safetensors")" = "$(weights "$folder/mpirun.safetensors")" ] || fail 'srun came to other bits than mpirun.'

echo '== all passed'
