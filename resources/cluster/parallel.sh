#!/bin/sh
# A run over many texts in so many shards with GNU parallel, on this machine or on those of its option --sshlogin in PARALLEL:
#
#   ./parallel.sh 4 eval models/lama-sst2 --data dev.tsv
#   attnscope merge parts/*.part --json
set -eu
shards=$1
shift
mkdir -p parts
seq "$shards" | parallel --quote attnscope "$@" --shard "{}/$shards" --partial parts/{}.part
