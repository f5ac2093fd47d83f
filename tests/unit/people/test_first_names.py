"""The name a learner is called by, out of the names as given."""

import pytest

from rourou.contexts.people.rules import first_of


@pytest.mark.parametrize(
    ("given", "first"),
    [
        ("Manaia", "Manaia"),
        ("Tessa Rose", "Tessa"),
        ("Te Ariki", "Te Ariki"),
        ("Te Ariki James", "Te Ariki"),
        ("Ngā Whetū", "Ngā Whetū"),
        ("Tea", "Tea"),
        ("", ""),
    ],
)
def test_a_name_stays_whole(given: str, first: str) -> None:
    assert first_of(given) == first
