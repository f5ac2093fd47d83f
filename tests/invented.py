"""The invented communities, for the tests that ask for them: loaded once for the run, copied for each module.

A test that asks for `loaded` or `morning` works in its module's copy, and so do `owner` and the site it visits; what
it writes there is met by no other module.
"""

import itertools
from collections.abc import Iterator
from typing import Final

import pytest

from rourou.foundation.store.embedded import Server
from tests import clocks, running

_numbers: Final = itertools.count(1)


@pytest.fixture(scope="module")
def _copy(store: Server) -> Iterator[str]:
    name = f"{running.DATABASE}_community_{next(_numbers)}"
    store.create_from_template(running.community(store), name)
    yield name
    store.drop(name)


@pytest.fixture
def loaded(_copy: str) -> Iterator[None]:
    """Both communities, as their history has left them; the clock runs."""
    with running.using(_copy):
        yield


@pytest.fixture
def morning(loaded: None) -> Iterator[None]:
    """The demo's morning: Tuesday 24 November, 8:10 am."""
    from rourou.contexts.exchange.jobs import community

    with clocks.at(community.NOW):
        yield


def enter(request: pytest.FixtureRequest) -> None:
    """Before anything else looks at the database of a test that asked for the communities."""
    if "loaded" in request.fixturenames:
        request.getfixturevalue("loaded")
