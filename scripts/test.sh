#!/bin/sh
# test.sh - all that must hold before a change lands: a clang build with
# warnings as errors, the fuzzers for FUZZ_SECONDS each (60), and every test
# under the address and undefined behaviour sanitizers. Installs what is missing
# on Debian 12. Ends in ctest's summary.
set -eu
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$top/scripts/packages.sh"
seconds=${FUZZ_SECONDS:-60}

# shellcheck disable=SC2086
install_missing $build_packages $test_packages
cd "$top"

step()
{
    printf '\n== %s\n' "$*"
}

step "clang, warnings are errors"
cmake --preset clang
cmake --build --preset clang

step "fuzzing, $seconds seconds each"
cmake --preset fuzz
cmake --build --preset fuzz
# A worker keeps memory between inputs, which the fuzzer would take for a leak
# after each of them: leaks are looked for once, over all that it found.
for name in html text; do
    corpus=build-fuzz/corpus-$name
    mkdir -p "$corpus"
    "build-fuzz/fuzz/fuzz_$name" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=2048 -max_len=65536 -verbosity=0 -print_final_stats=1 \
        -detect_leaks=0 -artifact_prefix="build-fuzz/" \
        "$corpus" data/samples tests/hostile
    "build-fuzz/fuzz/fuzz_${name}_replay" "$corpus"/*
done

step "tests under sanitizers"
cmake --preset dev
cmake --build --preset dev
ctest --preset dev
