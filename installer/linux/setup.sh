#!/bin/sh
# Makes a checkout ready to work in. Linux and macOS; `make setup` calls it.
#   setup.sh run     Python, the libraries that Qt loads, and .venv with the locked packages
#   setup.sh test    the programs that only the tests call
# On Debian and Ubuntu, what is missing comes through apt; elsewhere it is named.
set -eu
cd "$(dirname "$0")/../.."

# What PySide6's windows, PDF, SVG and platform plugins load, and the package that has it.
# Names apart by "|": the first that this release knows.
LIBRARIES='
libEGL.so.1             libegl1
libGL.so.1              libgl1
libX11-xcb.so.1         libx11-xcb1
libX11.so.6             libx11-6
libbrotlidec.so.1       libbrotli1
libdbus-1.so.3          libdbus-1-3
libfontconfig.so.1      libfontconfig1
libfreetype.so.6        libfreetype6
libglib-2.0.so.0        libglib2.0-0t64|libglib2.0-0
libgssapi_krb5.so.2     libgssapi-krb5-2
libwayland-client.so.0  libwayland-client0
libwayland-cursor.so.0  libwayland-cursor0
libwayland-egl.so.1     libwayland-egl1
libxcb-cursor.so.0      libxcb-cursor0
libxcb-glx.so.0         libxcb-glx0
libxcb-icccm.so.4       libxcb-icccm4
libxcb-image.so.0       libxcb-image0
libxcb-keysyms.so.1     libxcb-keysyms1
libxcb-randr.so.0       libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-render.so.0      libxcb-render0
libxcb-shape.so.0       libxcb-shape0
libxcb-shm.so.0         libxcb-shm0
libxcb-sync.so.1        libxcb-sync1
libxcb-util.so.1        libxcb-util1
libxcb-xfixes.so.0      libxcb-xfixes0
libxcb-xkb.so.1         libxcb-xkb1
libxcb.so.1             libxcb1
libxkbcommon-x11.so.0   libxkbcommon-x11-0
libxkbcommon.so.0       libxkbcommon0'

PROGRAMS='
pdftotext poppler-utils
strace    strace'

NEWEST_PYTHON='python3.14-venv|python3.13-venv|python3.12-venv|python3.11-venv|python3-venv'

say() { printf '%s\n' "$*"; }
stop() { printf 'setup: %s\n' "$@" >&2; exit 1; }

# --- what is here -----------------------------------------------------------

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { is_new_enough "$1" && "$1" -c 'import ensurepip, venv' 2>/dev/null; }
has_pip() { is_new_enough "$1" && "$1" -m pip --version >/dev/null 2>&1; }

find_python() {  # the first Python that passes the test $1
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if "$1" "$name"; then say "$name"; return; fi
    done
    return 1
}

has_library() { printf '%s\n' "$known_libraries" | grep -qxF "$1"; }
has_program() { command -v "$1" >/dev/null; }

lacking() {  # the lines of table $2 whose first word fails the test $1
    printf '%s\n' "$2" | while read -r thing package; do
        [ -z "$thing" ] || "$1" "$thing" || say "$thing $package"
    done
}

python_needed() {
    say "setup: Python 3.11 or newer is needed, with venv; found $(python3 --version 2>/dev/null || say "no python3")"
}

python_lacking() {
    if has_pip .venv/bin/python || find_python can_make_venv >/dev/null; then return; fi
    if name=$(find_python is_new_enough); then
        version=$("$name" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
        say "$version-venv $version-venv|python3-venv"
    else
        python_needed >&2
        say "Python>=3.11 $NEWEST_PYTHON"
    fi
}

libraries_lacking() {
    [ "$(uname)" = Linux ] || return 0
    known_libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null | awk '{ print $1 }')
    lacking has_library "$LIBRARIES"
}

# --- apt --------------------------------------------------------------------

known_name() {  # of names apart by "|", the first that apt knows, else the last
    for name in $(printf '%s' "$1" | tr '|' ' '); do
        if apt-cache show "$name" >/dev/null 2>&1; then break; fi
    done
    say "$name"
}

package_names() {  # of the lines of $1, on one line
    printf '%s\n' "$1" | while read -r _ package; do known_name "$package"; done | sort -u | tr '\n' ' '
}

supply() {  # the things and packages in the lines of $1
    [ -n "$1" ] || return 0
    things=$(printf '%s\n' "$1" | awk '{ print $1 }' | tr '\n' ' ')
    has_program apt-get || stop "this machine lacks: $things" "install that with your system's own means, then try again"
    if [ "$(id -u)" = 0 ]; then as_root=
    elif sudo -n true 2>/dev/null; then as_root='sudo -n'
    else
        stop "this machine lacks: $things" "somebody with the right to install has to run this line, then try again:" \
            "sudo apt-get update && sudo apt-get install --yes --no-install-recommends $(package_names "$1")"
    fi
    $as_root apt-get -qq update || say "setup: not every package list could be renewed; going on with those that are here"
    names=$(package_names "$1")
    say "setup: installing $names"
    # shellcheck disable=SC2086 # the names are words of one list
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install --yes --no-install-recommends $names >/dev/null
}

# --- .venv ------------------------------------------------------------------

make_venv() {
    if has_pip .venv/bin/python; then return; fi
    if ! python=$(find_python can_make_venv); then python_needed >&2; exit 1; fi
    "$python" -m venv --clear .venv
}

install_packages() {
    .venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r installer/requirements-dev.lock
    .venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --editable .
    .venv/bin/python -m pip check --quiet || stop "the lock files do not fit pyproject.toml: \`make lock\` renews them"
}

prove_qt() {  # the table above is a list; this is the truth
    [ "$(uname)" = Linux ] || return 0
    unmet=$(ldd .venv/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libq[moxw]*.so \
        .venv/lib/python3*/site-packages/PySide6/Qt*Widgets.abi3.so | awk '/not found/ { print $1 }' | sort -u | tr '\n' ' ')
    [ -z "$unmet" ] || stop "Qt lacks these shared libraries: $unmet"
}

case ${1:-} in
    run)
        supply "$(python_lacking; libraries_lacking)"
        make_venv
        install_packages
        prove_qt ;;
    test) supply "$(lacking has_program "$PROGRAMS")" ;;
    *) stop "say \`setup.sh run\` or \`setup.sh test\`" ;;
esac
