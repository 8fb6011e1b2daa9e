#!/bin/sh
# entity.sh - trains the name tagger: word classes, default and open weights.
#
#     sh tools/train/entity.sh BUILD RECORDS NEWS OUT [clusters|senses|all|open]...
#
# BUILD: the build folder; RECORDS: the folder of the gold records
# (*.jsonl.gz, sharealike/, noncommercial/); NEWS: plain text, xz; OUT: where
# the weights go (data/weights). Same input, same bytes.
#
# Word classes are learned from the news alone: names of the records would all
# have one, those of new articles often have none.
set -eu
build=$1 records=$2 news=$3 out=$4
tools=$(dirname "$0")
shift 4
[ $# -gt 0 ] || set -- clusters senses all open
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for set in voa wikigold wnut17 btc sharealike/crossner_politics \
           sharealike/ewt noncommercial/worldwide; do
    gzip -dc "$records/$set.jsonl.gz" > "$work/$(basename "$set").jsonl"
done

# Copies of articles and sentences with other names.
for set in voa wikigold crossner_politics worldwide; do
    python3 "$tools/rename.py" "$tools/../../data" \
        < "$work/$set.jsonl" > "$work/new_$set.jsonl"
done
open="$work/voa.jsonl $work/wikigold.jsonl $work/ewt.jsonl \
$work/crossner_politics.jsonl $work/btc.jsonl $work/wnut17.jsonl \
$work/new_voa.jsonl $work/new_wikigold.jsonl $work/new_crossner_politics.jsonl"

# train OUT RECORDS...: weights of one set of records.
train() {
    "$build/train_entity" --clusters "$out/clusters.bin" \
        --senses "$out/senses.bin" "$@"
}

for what; do
    case $what in
    clusters) xz -dc "$news" | "$build/clusters" "$out/clusters.bin" ;;
    senses) xz -dc "$news" | "$build/vectors" "$out/senses.bin" ;;
    # shellcheck disable=SC2086
    all) train "$out/entity.bin" "$work/worldwide.jsonl" $open \
             "$work/new_worldwide.jsonl" ;;
    # shellcheck disable=SC2086
    open) train "$out/entity-open.bin" $open ;;
    esac
done
