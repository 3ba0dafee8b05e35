#!/bin/sh
# A run over many texts as a Slurm array, one shard a task, and the answer when all are done:
#
#   jobs=$(sbatch --parsable --array=1-8 slurm_array.sh eval models/lama-sst2 --data dev.tsv)
#   sbatch --dependency=afterok:"$jobs" --wrap 'attnscope merge parts/*.part --json > answer.json'
#
# A task that failed or was killed runs again with --array=NUMBER; it needs the same number of shards, SHARDS=8.
#SBATCH --job-name=attnscope
set -eu
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
mkdir -p parts
exec attnscope "$@" --shard "$SLURM_ARRAY_TASK_ID/$shards" --partial "parts/$SLURM_ARRAY_TASK_ID.part"
