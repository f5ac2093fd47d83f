"""The worlds of a test."""

from typing import Any

import pytest


@pytest.fixture
def worlds(store: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    from tests.two_worlds import Worlds  # Django is set up by now

    return Worlds(store, monkeypatch)
