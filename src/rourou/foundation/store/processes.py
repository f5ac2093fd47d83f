"""What is really running. A pid in a file proves nothing: it may be dead, a zombie, or by now a stranger's."""

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")


def _state(pid: int) -> tuple[str, str] | None:
    """(state, program) of a process, from /proc or from `ps`; None where there is none."""
    if _PROC.is_dir() and (_PROC / "self" / "stat").exists():
        try:
            text = (_PROC / str(pid) / "stat").read_text()
        except OSError:
            return None
        program, rest = text[text.index("(") + 1 :].rsplit(")", 1)
        return rest.split()[0], program
    said = subprocess.run(["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False)
    words = said.stdout.split(None, 1)
    return (words[0][0], Path(words[1].strip()).name) if len(words) == 2 else None


def _stands_in(pid: int, folder: Path) -> bool:
    """True where the process works in `folder`; also where the system does not say."""
    try:
        return Path(os.readlink(_PROC / str(pid) / "cwd")) == folder
    except FileNotFoundError:
        return not _PROC.is_dir()
    except OSError:
        return False


def is_postgres(pid: int, cluster: Path) -> bool:
    """True where `pid` is alive, no zombie, and PostgreSQL at work in `cluster`."""
    seen = _state(pid)
    return seen is not None and seen[0] != "Z" and seen[1].startswith("postgres") and _stands_in(pid, cluster)


def kept_pid(file: Path) -> int | None:
    """The pid in the first line of a lock file of PostgreSQL's."""
    try:
        return abs(int(file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def clear_stale(cluster: Path, sockets: Path, port: int) -> None:
    """Remove lock files whose process is not PostgreSQL in this cluster."""
    for file in (cluster / "postmaster.pid", sockets / f".s.PGSQL.{port}.lock"):
        pid = kept_pid(file)
        if pid is None or not is_postgres(pid, cluster):
            file.unlink(missing_ok=True)


def end_orphans(cluster: Path) -> None:
    """End what a killed postmaster left behind in this cluster: such a process keeps the next one out."""
    if not _PROC.is_dir():
        return
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and is_postgres(int(entry.name), cluster):
            send(int(entry.name), signal.SIGKILL)


def send(pid: int, number: signal.Signals) -> None:
    """A signal, to whoever may be gone already."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return


def wait_for_end(pid: int, cluster: Path, seconds: float) -> bool:
    """True once the process is gone or a zombie."""
    until = time.monotonic() + seconds
    while is_postgres(pid, cluster):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True
