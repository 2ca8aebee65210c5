#!/bin/bash
# 20 seeds in 5 parts on Slurm: see README.md beside this file.
#SBATCH --job-name=nodulelab
#SBATCH --array=1-5
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --mem=2G
#SBATCH --time=00:30:00
set -euo pipefail
cd "$SLURM_SUBMIT_DIR" # the project's folder
exec go run ./notebooks train -seeds 20 -shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
