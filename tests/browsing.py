"""The site and the browser of the journeys: granian as in production, and the system's own Chromium."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import pytest

from rourou.foundation.store.embedded import Server
from tests import invented, running

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING: Final = "no Chromium on this machine: install the package chromium (it is never downloaded)"


@dataclass(frozen=True, slots=True)
class Browsing:
    """Where the site answers, and the browser that goes there."""

    url: str
    browser: Any


def executable() -> str | None:
    """The system's Chromium or Chrome."""
    return os.environ.get("ROUROU_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium. The tests that ask for it are skipped, by name, where there is none."""
    place = executable()
    if place is None:
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=place, args=list(_FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def sites(store: Server) -> Iterator[Callable[[str], str]]:
    """The address of a running site on a database, started when it is first asked for."""
    with contextlib.ExitStack() as running_ones:
        known: dict[str, str] = {}

        def address(database: str) -> str:
            if database not in known:
                known[database] = running_ones.enter_context(_site())
            return known[database]

        yield address


@contextlib.contextmanager
def _site() -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--no-access-log", "rourou.config.wsgi:application"]
    given = {**os.environ, "PYTHONPATH": str(running.ROOT / "src"), "ROUROU_ALLOWED_HOSTS": "127.0.0.1"}
    with subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL) as child:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", child)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()


@pytest.fixture
def site(sites: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    """The address of a running site on the database of this test."""
    invented.enter(request)
    return sites(os.environ["ROUROU_DATABASE"])


@pytest.fixture
def browsing(site: str, browser: Any) -> Browsing:
    return Browsing(site, browser)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, child: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if child.poll() is not None:
            raise RuntimeError("the site did not start")
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            error.close()
            if error.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise RuntimeError(f"the site did not answer at {url}")
