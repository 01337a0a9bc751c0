#!/bin/sh
# Renews both lock files from pyproject.toml: one set of pins for Linux, Windows and macOS, with every
# hash that the index offers; and sbom.json, which says what is inside the packages that are shipped.
# uv does the work, from a virtual environment that is thrown away again; it reads its own settings
# (such as UV_DEFAULT_INDEX), not pip's.
# Usage: lock.sh [--upgrade | --upgrade-package NAME | ...]
set -eu
cd "$(dirname "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT
"${PYTHON:-python3}" -m venv "$tool"
"$tool/bin/python" -m pip install --quiet uv

compile() {  # the lock file, then uv's options
    output=$1
    shift
    "$tool/bin/uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        --output-file "$output" "$@" pyproject.toml
}

compile installer/requirements-dev.lock --extra dev "$@"
# What is shipped is what was tested: the running lock starts from the pins of the other.
cp installer/requirements-dev.lock installer/requirements.lock
compile installer/requirements.lock

# What is inside is asked of those packages themselves, in an environment with nothing else in it.
"${PYTHON:-python3}" -m venv --without-pip "$tool/shipped"
"$tool/bin/uv" pip install --quiet --python "$tool/shipped/bin/python" --require-hashes --only-binary :all: \
    -r installer/requirements.lock
"$tool/shipped/bin/python" installer/sbom.py
