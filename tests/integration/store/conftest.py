"""Folders that root's PostgreSQL account may enter too: pytest's own tmp_path is closed to it."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rourou.foundation.store.embedded import Server

Make = Callable[..., Server]


@pytest.fixture
def place() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="rourou-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def make(place: Path) -> Iterator[Make]:
    """make() gives a server of a folder below `place`; whatever still runs at the end is stopped."""
    made: list[Server] = []

    def server(name: str = "store", *, durable: bool = False, stamp: str = "test") -> Server:
        made.append(Server(place / name, durable=durable, stamp=stamp, shared_buffers="16MB"))
        return made[-1]

    yield server
    for one in made:
        one.stop()
        one.layout.erase()
