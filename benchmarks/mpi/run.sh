#!/usr/bin/env bash
# What one, two and four processes bring, each figure five times, in turn, median; and what adding up takes beside a program in C, fifteen times: from one start to the next, either may be twice as fast.
# Needs Debian's openmpi-bin, mpich, and for the comparison libopenmpi-dev, libmpich-dev and gcc. Nothing else should run.
set -euo pipefail
cd "$(dirname "$0")"
dotnet build -c Release --nologo -v quiet > /dev/null
here=$PWD work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TERM=dumb OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 OMPI_MCA_hwloc_base_binding_policy=none
load() { dotnet "$here/bin/Release/net10.0/Glia.MpiLoad.dll" "$@"; }
ranks() { local library=$1 count=$2; shift 2; "mpirun.$library" -n "$count" "$@" 2> /dev/null; }
median() { sort -g | awk '{ values[NR] = $1 } END { print values[int((NR + 1) / 2)] }'; }

for library in openmpi mpich; do
  "mpicc.$library" -O2 allreduce.c -o "$work/allreduce.$library"
  for count in 79510 669706; do
    : > "$work/c"; : > "$work/glia"
    for _ in $(seq 15); do
      ranks $library 2 "$work/allreduce.$library" $count | cut -d' ' -f1 >> "$work/c"
      ranks $library 2 dotnet "$here/bin/Release/net10.0/Glia.MpiLoad.dll" sum $count | cut -d' ' -f1 >> "$work/glia"
    done
    c=$(median < "$work/c") glia=$(median < "$work/glia")
    echo "$library, 2 ranks, $count floats: C $c us, Glia $glia us, $(awk -v c="$c" -v g="$glia" 'BEGIN { printf "%.2f", g / c }') times"
  done
done

for network in 100 512,512; do
  rm -f "$work"/speed*
  for _ in 1 2 3 4 5; do
    load train $network 1024 | cut -d' ' -f1 >> "$work/speed1"
    for library in openmpi mpich; do
      ranks $library 2 dotnet "$here/bin/Release/net10.0/Glia.MpiLoad.dll" train $network 1024 | cut -d' ' -f1 >> "$work/speed2.$library"
    done
  done
  one=$(median < "$work/speed1")
  for library in openmpi mpich; do
    two=$(median < "$work/speed2.$library")
    echo "784-$network-10, batches of 1,024, $library: 1 rank $one samples/s, 2 ranks $two, $(awk -v a="$one" -v b="$two" 'BEGIN { printf "%.2f", b / a }') times"
  done
  echo "784-$network-10, 4 ranks on these cores: $(ranks openmpi 4 dotnet "$here/bin/Release/net10.0/Glia.MpiLoad.dll" train $network 1024)"
done
