# Sourced by the scripts beside it, from the root of the checkout. `environment run` or `environment dev` makes .venv
# from that lock file where it is missing or the lock has changed, and sets $python. Needs Python 3.11 or newer.

complain() {
    echo "$*" >&2
    exit 3
}

find_python() {
    for candidate in "${PYTHON:-python3}" python3.11 python3.12 python3.13 python3.14 python3; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    complain "Python 3.11 or newer is needed: install it, or set PYTHON to it."
}

have_uv() {
    [ -z "${ROUROU_WITHOUT_UV:-}" ] && uv --version >/dev/null 2>&1
}

mark_of() {
    # What an environment made from this lock says of itself.
    echo "$1 $(cksum <"requirements/$1.lock")"
}

make_environment() {
    lock="requirements/$1.lock"
    echo "Making .venv from $lock ..." >&2
    rm -f .venv/made-from
    if ! "$python" -c 'import sys' 2>/dev/null; then
        base=$(find_python)
        if have_uv; then
            UV_PYTHON_DOWNLOADS=never uv --quiet venv --clear --python "$base" .venv || complain "uv could not make .venv."
        else
            rm -rf .venv
            "$base" -m venv .venv >/dev/null ||
                complain "Python could not make .venv: on Debian, install the package python3-venv."
        fi
    fi
    if have_uv; then
        uv --quiet pip sync --python "$python" --require-hashes "$lock" || complain "The packages of $lock could not be installed."
    else
        "$python" -m pip --version >/dev/null 2>&1 || "$python" -m ensurepip >/dev/null || complain ".venv has no pip: delete it, then run this again."
        "$python" -m pip --quiet --disable-pip-version-check install --require-hashes -r "$lock" ||
            complain "The packages of $lock could not be installed."
    fi
    install_ourselves
    mark_of "$1" >.venv/made-from
}

install_ourselves() {
    # The package as it stands in src/, and its command; nothing is built and nothing is fetched.
    "$python" - <<'END' || complain "The package itself could not be put into .venv."
import pathlib, sys, sysconfig
root = pathlib.Path.cwd()
(pathlib.Path(sysconfig.get_path("purelib")) / "rourou-checkout.pth").write_text(f"{root / 'src'}\n")
command = pathlib.Path(sysconfig.get_path("scripts")) / "rourou"
command.unlink(missing_ok=True)
command.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m rourou.config.cli \"$@\"\n")
command.chmod(0o755)
END
}

environment() {
    python=$PWD/.venv/bin/python
    made=$(cat .venv/made-from 2>/dev/null || true)
    # What the tests need includes what the program needs.
    if [ "$made" = "$(mark_of dev)" ] || [ "$made" = "$(mark_of "$1")" ]; then
        return
    fi
    if [ "$1" = run ] && [ "${made%% *}" = dev ]; then
        make_environment dev
    else
        make_environment "$1"
    fi
}
