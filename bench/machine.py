"""What a benchmark says beside its figures: processor time and memory of the server's processes, versions, settings."""

import os
import platform
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_TICK = os.sysconf("SC_CLK_TCK")


def _stat(pid: int) -> tuple[int, float] | None:
    """(parent, processor seconds of it and of the children it has waited for)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return int(fields[1]), sum(map(int, fields[11:15])) / _TICK


def family(pid: int) -> list[int]:
    """A process and all below it."""
    parents = {
        int(p.name): found[0] for p in Path("/proc").iterdir() if p.name.isdigit() and (found := _stat(int(p.name)))
    }
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def processor(pids: Iterable[int]) -> float:
    """Seconds of processor time that these processes have had so far."""
    return sum(found[1] for pid in pids if (found := _stat(pid)))


def memory(pids: Iterable[int]) -> float:
    """MB that these processes hold, shared pages divided among those who share them."""
    total = 0
    for pid in pids:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def settings(connection: Any) -> dict[str, str]:
    """The database's settings that matter for speed."""
    names = ("server_version", "shared_buffers", "work_mem", "jit", "random_page_cost", "synchronous_commit", "fsync")
    return {name: connection.execute(f"show {name}").fetchone()[0] for name in names}


def described() -> dict[str, object]:
    """The machine in general words, and how busy it was: what the same loop took, in time and in processor time."""
    began, used, value = time.perf_counter(), time.process_time(), 0
    for number in range(1_500_000):
        value = value * 31 + number & 0xFFFF
    return {
        "loop_ms": round((time.perf_counter() - began) * 1000),
        "loop_cpu_ms": round((time.process_time() - used) * 1000),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "load": [round(x, 1) for x in os.getloadavg()],
    }
