from collections.abc import Iterator

import psycopg
import pytest

from tests import ledgers


@pytest.fixture
def store_owner() -> Iterator[psycopg.Connection]:
    with ledgers.owner() as connection:
        yield connection
