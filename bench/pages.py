"""The four pages that everyone uses, through the real server with everything on: a JSON line each, and a table.

    rourou bench pages --store FOLDER             a store that `rourou simulate` made
    rourou bench pages --size small|large|country makes it first, in a folder of its own

Two workers with one thread each, role app; session, gate, grants, row security and ledger on, writes durable. Each
page is asked one at a time, then by 8 connections. The load generator shares the machine; so does whatever else runs,
which is why processor time for each request stands beside the time that passed.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from bench import load, machine, stores
from rourou.config.commands import serving

CONNECTIONS: Final = 8
_COLUMNS: Final = ("page", "viewer", "p50", "p95", "per_second", "web_ms", "db_ms", "kB")


def measured(url: str, page: load.Page, web: int, database: int, *, requests: int, seconds: float) -> dict[str, Any]:
    """One page: what passed one at a time, what 8 connections got through, processor time and memory."""
    load.together(url, page, connections=CONNECTIONS, seconds=1.5)  # both workers have met the page before
    alone = load.one_at_a_time(url, page, requests=requests, seconds=seconds)
    before = machine.processor(machine.family(web)), machine.processor(machine.family(database))
    count, spent = load.together(url, page, connections=CONNECTIONS, seconds=seconds)
    after = machine.processor(machine.family(web)), machine.processor(machine.family(database))
    web_ms, db_ms = ((b - a) * 1000 / max(count, 1) for a, b in zip(before, after, strict=True))
    return {
        "page": page.name, "viewer": page.viewer, "p50": round(alone.p50, 1), "p95": round(alone.p95, 1),
        "requests": alone.requests, "per_second": round(count / spent, 1), "web_ms": round(web_ms, 1),
        "db_ms": round(db_ms, 1), "kB": round(alone.kilobytes, 1), "web_MB": round(machine.memory(machine.family(web))),
    }  # fmt: skip


def run(folder: Path, options: argparse.Namespace, *, module: str = "rourou.config.wsgi") -> Iterator[dict[str, Any]]:
    """Each page in turn, after what the machine and the store are."""
    with stores.opened(folder, options.shared_buffers) as connection:
        pages = [p for p in stores.pages(connection) if not options.only or options.only in f"{p.name}, {p.viewer}"]
        yield {**machine.described(), **machine.settings(connection), **_size(connection)}
        database = int((folder / "pg" / "postmaster.pid").read_text().split("\n")[0])
        with stores.served(module=module) as (web, url):
            for page in pages:
                yield measured(url, page, web, database, requests=options.requests, seconds=options.seconds)


def _size(connection: Any) -> dict[str, int]:
    tables = {
        "clusters": "tenancy_cluster",
        "learners": "people_learner",
        "grants": "access_grant",
        "acts": "audit_entry",
    }
    return {name: connection.execute(f"select count(*) from {table}").fetchone()[0] for name, table in tables.items()}


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The figures for people, in Markdown."""
    lines = [" | ".join(_COLUMNS), " | ".join("---" for _ in _COLUMNS)]
    lines += [" | ".join(str(row[c]) for c in _COLUMNS) for row in rows]
    return "\n".join(f"| {line} |" for line in lines)


def options_of(about: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--store", type=Path, help="a folder that `rourou simulate` filled")
    parser.add_argument("--size", choices=sorted(stores.SIZES), default="small", help="without --store: how large")
    parser.add_argument("--schools-directory", help="for the store that is made")
    parser.add_argument("--requests", type=int, default=200, help="one at a time (at most; 200)")
    parser.add_argument("--seconds", type=float, default=5.0, help="for each measurement (5)")
    parser.add_argument("--shared-buffers", default="1GB", help="of the database (1GB)")
    parser.add_argument("--only", help="pages whose name and viewer hold this text")
    return parser


def main() -> None:
    options = options_of((__doc__ or "").split("\n")[0]).parse_args()
    with tempfile.TemporaryDirectory(prefix="rourou-bench-") as made, serving.ended_by_signals():
        folder = options.store or Path(made) / "store"
        if options.store is None:
            stores.make(folder, options.size, options.schools_directory)
        rows = []
        for row in run(folder, options):
            print(json.dumps(row), flush=True)
            rows += [row] if "page" in row else []
        print(table(rows))


if __name__ == "__main__":
    main()
