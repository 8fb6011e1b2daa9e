# packages.sh - the Debian 12 packages that nutgraf needs, in one place; to be
# sourced by the other scripts. Keep it in step with CMakeLists.txt.

build_packages="cmake ninja-build gcc libc6-dev pkg-config
    libxml2-dev libpcre2-dev libutf8proc-dev
    libicu-dev libuchardet-dev zlib1g-dev"
test_packages="libcmocka-dev libjansson-dev clang llvm libclang-rt-14-dev"

# install_missing PACKAGE... - installs those that are not there; needs root or
# sudo only then. Elsewhere than on Debian it trusts that all is in place.
install_missing()
{
    command -v dpkg-query >/dev/null 2>&1 || return 0
    missing=
    for package in "$@"; do
        status=$(dpkg-query -W -f '${db:Status-Status}' "$package" \
                 2>/dev/null || true)
        [ "$status" = installed ] || missing="$missing $package"
    done
    [ -n "$missing" ] || return 0
    echo "installing:$missing" >&2
    root=
    [ "$(id -u)" = 0 ] || root=sudo
    # The names are words of one list: split on purpose.
    # shellcheck disable=SC2086
    $root apt-get update -q >&2 &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
            --no-install-recommends $missing >&2
}
