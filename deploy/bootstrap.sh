#!/usr/bin/env bash
# Makes the virtual environment from the lock file, with every package checked against its hash.
# A machine needs Python 3.11 and make, nothing else.
set -euo pipefail

venv=$1
python=$(command -v "${PYTHON:-python3.11}" || command -v python3 || true)
say() { printf '  %s\n' "$*"; }
fail() { printf 'sinergi: %s\n' "$*" >&2; exit 1; }

[ -n "$python" ] || fail "Python is missing. Install Python 3.11 (Debian: apt-get install python3 python3-venv) and try again."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
  || fail "$($python --version) is too old. Install Python 3.11 or name one: make PYTHON=/path/to/python3.11"

say "virtual environment in $venv ($($python --version))"
"$python" -m venv "$venv" \
  || fail "this Python cannot make virtual environments. Install its venv package (Debian: apt-get install python3-venv) and try again."
say "packages of requirements.lock (first time: about half a minute)"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --requirement requirements.lock \
  || fail "a package could not be fetched. Check the network or the package registry that pip is set up for, then try again.
  Behind a proxy that inspects TLS, set REQUESTS_CA_BUNDLE to the file of its authority."
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation --editable . \
  || fail "the project itself could not be installed into $venv; the lines above say why."
touch "$venv/.ready"
