"""What every test stands on: which folder may touch what, the store of the run, and the shut network.

unit, engines, guards     no database, no network
integration, web, api     the store, as the role `app`; what they write stays, so each test makes its own cluster
journeys                  the same, and a site and a browser on this machine
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import hypothesis
import psycopg
import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
for place in (str(ROOT), str(ROOT / "src")):
    if place not in sys.path:
        sys.path.insert(0, place)

from rourou.foundation.store.embedded import Server  # noqa: E402
from tests import invented, ledgers, running  # noqa: E402
from tests.browsing import Browsing, browser, browsing, site, sites  # noqa: E402
from tests.invented import _copy, loaded, morning  # noqa: E402
from tests.sockets import Guard  # noqa: E402

__all__ = ["Browsing", "_copy", "browser", "browsing", "loaded", "morning", "site", "sites"]

_WITH_STORE: Final = {"integration", "web", "api", "journeys"}
_WITHOUT: Final = Path(__file__).parent / "integration" / "store"  # these start servers of their own
_guard: Final = Guard()

# A slow machine is no failure; the examples are the same for everybody, so a red test is red for all.
hypothesis.settings.register_profile("rourou", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("rourou")
_failed: Final[list[BaseException]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Modules may share a name across folders; Django is set up before anything is collected."""
    config.option.importmode = "importlib"
    if _only_shares_out(config) or os.environ.get("DJANGO_SETTINGS_MODULE") not in (
        None,
        "rourou.config.settings_test",
    ):
        return
    running.set_environment()
    try:
        import django

        django.setup()
    except Exception as error:  # the tests that need no Django still run; the others say why they cannot
        _failed.append(error)
        os.environ.pop("DJANGO_SETTINGS_MODULE")


def _only_shares_out(config: pytest.Config) -> bool:
    """True in the process that gives tests to others: it has no store, and its environment is what they begin with."""
    return config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput")


def pytest_report_header() -> list[str]:
    return [f"rourou: Django could not be set up: {error!r}" for error in _failed]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _folder(item.path) == "journeys":
            item.add_marker(pytest.mark.journey)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Journeys reach this machine's own ports, from before their first fixture on."""
    _guard.loopback = _folder(item.path) == "journeys"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name, after everything else, what a missing optional part kept from running."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[reason.removeprefix("Skipped: ")] = reasons.get(reason.removeprefix("Skipped: "), 0) + 1
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"Not run here: {count} × {reason}", yellow=True)


def _folder(path: Path) -> str:
    return path.relative_to(Path(__file__).parent).parts[0]


@pytest.fixture(scope="session", autouse=True)
def _shut_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        _guard.install(patch)
        yield


@pytest.fixture(scope="session")
def store() -> Iterator[Server]:
    """The store of this run, migrated; started when the first test asks. Django's connection is the role `app`."""
    if _failed:
        pytest.fail(f"Django could not be set up: {_failed[0]!r}")
    with running.running() as server:
        yield server
        _close_connections()


@pytest.fixture(scope="session")
def django_db_setup(store: Server) -> None:
    """pytest-django makes no database: the store is one already, and `app` could not make any."""


@pytest.fixture
def owner(store: Server, request: pytest.FixtureRequest) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection as `owner`, to look at what `app` may not see."""
    invented.enter(request)
    with ledgers.owner() as connection:
        yield connection


@pytest.fixture(autouse=True)
def _by_folder(request: pytest.FixtureRequest) -> Iterator[None]:
    """Open the database to the folders that may use it."""
    if _folder(request.path) not in _WITH_STORE or request.path.is_relative_to(_WITHOUT) or _alone():
        yield
        return
    request.getfixturevalue("store")
    with request.getfixturevalue("django_db_blocker").unblock():
        yield
        _leave_no_transaction()


def _alone() -> bool:
    """True where a folder runs by itself under settings of its own that name no store."""
    return os.environ.get("DJANGO_SETTINGS_MODULE") not in (None, "rourou.config.settings_test")


def _leave_no_transaction() -> None:
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        if connection.in_atomic_block or connection.needs_rollback:
            connection.close()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
