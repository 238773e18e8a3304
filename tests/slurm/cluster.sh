#!/usr/bin/env bash
# A Slurm cluster of this one machine, for tests: sourced, it gives start_cluster and stop_cluster. Debian's packages; everything it writes lies in one folder; nothing of the machine's own Slurm, if
# it has one, is touched. Run by itself, it starts the cluster, runs a command in it and ends it: cluster.sh COMMAND [ARGUMENT…]
#
#   start_cluster FOLDER [CPUS]   starts munged, slurmctld and slurmd; exports SLURM_CONF. CPUS may be more than the machine has; memory is not counted.
#   stop_cluster                  ends them and what they run; does nothing where none runs.

cluster_packages=(slurmctld slurmd slurm-client slurm-wlm-basic-plugins munge procps)
cluster_pids=()

cluster_fail() {
  echo "tests/slurm: $*" >&2
  return 2
}

cluster_install() {
  local package missing=()
  [ "$(id -u)" = 0 ] || { cluster_fail 'Slurm runs its jobs as other users, so this needs root.'; return; }
  for package in "${cluster_packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q '^install ok installed$' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get > /dev/null || { cluster_fail "these packages are missing, and there is no apt-get to install them: ${missing[*]}."; return; }
  # Nothing is to be started that this script would not know of.
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "${missing[@]}"; } > "$cluster_dir/apt.log" 2>&1 \
    || { tail -n 5 "$cluster_dir/apt.log" >&2; cluster_fail "apt-get could not install ${missing[*]}."; }
}

# A port of a range that nothing listens on.
cluster_port() {
  local port
  for port in $(shuf -i "$1" -n 50); do
    (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null || { echo "$port"; return; }
  done
}

cluster_write() {
  local node=$1 cpus=$2
  mkdir -m 700 "$cluster_dir/state" "$cluster_dir/spool" "$cluster_dir/munge"
  /usr/sbin/mungekey --create --keyfile "$cluster_dir/munge/key"
  # A requeued job waits until its old credential has expired: 2 minutes, unless told otherwise.
  cat > "$cluster_dir/slurm.conf" << END
ClusterName=glia
SlurmctldHost=$node(127.0.0.1)
SlurmctldPort=$(cluster_port 20000-24999)
SlurmdPort=$(cluster_port 25000-29999)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$cluster_dir/munge/socket,cred_expire=5
StateSaveLocation=$cluster_dir/state
SlurmdSpoolDir=$cluster_dir/spool
SlurmctldPidFile=$cluster_dir/slurmctld.pid
SlurmdPidFile=$cluster_dir/slurmd.pid
SlurmctldLogFile=$cluster_dir/slurmctld.log
SlurmdLogFile=$cluster_dir/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=1,sched_interval=2,bf_interval=2
SlurmdParameters=config_overrides
MpiDefault=none
JobRequeue=1
KillWait=5
ReturnToService=2
NodeName=$node NodeAddr=127.0.0.1 CPUs=$cpus RealMemory=16384 State=UNKNOWN
PartitionName=all Nodes=$node Default=YES MaxTime=INFINITE State=UP OverSubscribe=NO
END
}

start_cluster() {
  cluster_dir=$(mkdir -p "$1" && cd "$1" && pwd)
  cluster_install || return
  local node cpus=${2:-$(nproc)} tries=0
  node=$(hostname -s)
  cluster_write "$node" "$cpus"
  export SLURM_CONF="$cluster_dir/slurm.conf"
  # Children in the foreground, not daemons: their process ids are known, and are those that are ended.
  /usr/sbin/munged --foreground --force --num-threads=2 --key-file="$cluster_dir/munge/key" --socket="$cluster_dir/munge/socket" --pid-file="$cluster_dir/munge/pid" \
    --log-file="$cluster_dir/munge/log" --seed-file="$cluster_dir/munge/seed" > "$cluster_dir/munged.out" 2>&1 &
  cluster_pids+=($!)
  while [ ! -S "$cluster_dir/munge/socket" ]; do
    tries=$((tries + 1))
    [ "$tries" -le 50 ] || { cat "$cluster_dir/munged.out" >&2; cluster_fail 'munged did not start.'; return; }
    sleep 0.1
  done
  /usr/sbin/slurmctld -D -i > "$cluster_dir/slurmctld.out" 2>&1 &
  cluster_pids+=($!)
  /usr/sbin/slurmd -D -N "$node" > "$cluster_dir/slurmd.out" 2>&1 &
  cluster_pids+=($!)
  tries=0
  until sinfo --noheader --format=%T 2> /dev/null | grep -q '^idle$'; do
    tries=$((tries + 1))
    [ "$tries" -le 150 ] || { tail -n 5 "$cluster_dir"/slurm*.out >&2; cluster_fail 'the cluster did not come up.'; return; }
    sleep 0.2
  done
}

stop_cluster() {
  local index
  [ ${#cluster_pids[@]} -gt 0 ] || return 0
  timeout 10 scancel --user=root --full 2> /dev/null || true
  # shellcheck disable=SC2016 # the other bash expands it
  timeout 10 bash -c 'while [ -n "$(squeue --noheader 2> /dev/null)" ]; do sleep 0.2; done' || true
  for ((index = ${#cluster_pids[@]} - 1; index >= 0; index--)); do
    kill "${cluster_pids[index]}" 2> /dev/null || true
  done
  for index in "${cluster_pids[@]}"; do
    timeout 10 tail --pid="$index" -f /dev/null || kill -KILL "$index" 2> /dev/null || true
  done
  wait "${cluster_pids[@]}" 2> /dev/null || true
  cluster_pids=()
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
  set -euo pipefail
  case "${1:-}" in
    '' | -h | --help) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 0 ;;
  esac
  folder=$(mktemp -d)
  trap 'stop_cluster; rm -rf "$folder"' EXIT
  start_cluster "$folder/cluster" "${CLUSTER_CPUS:-4}"
  "$@"
fi
