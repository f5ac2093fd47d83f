"""The invented communities, a browser, and the demo's morning."""

from collections.abc import Iterator
from typing import Any

import pytest

from rourou.contexts.exchange.jobs import community
from rourou.foundation.store.embedded import Server
from tests import clocks


@pytest.fixture(scope="session")
def loaded(store: Server, django_db_blocker: Any) -> None:
    """Both communities; loading twice does nothing."""
    with django_db_blocker.unblock():
        community.load(then=None)


@pytest.fixture
def morning(loaded: None) -> Iterator[None]:
    """Tuesday 24 November, 8:10 am."""
    with clocks.at(community.NOW):
        yield
