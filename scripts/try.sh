#!/bin/sh
# try.sh [FILE...] - from a fresh Debian 12 to rows: installs what is missing,
# builds the release, and prints the sample's rows, or those of the FILEs.
set -eu
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
. "$top/scripts/packages.sh"

# shellcheck disable=SC2086
install_missing $build_packages
(
    cd "$top"
    cmake --preset release -DNUTGRAF_TESTS=OFF
    cmake --build --preset release
) >&2

if [ $# -eq 0 ]; then
    cd "$top"
    set -- data/samples/harbour.html
fi
exec "$top/build/nutgraf" "$@"
