"""The first whole path of issue 2 in a browser: with scripts, without them, and at 320 px; axe at each step."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rourou.contexts.exchange.jobs import community
from tests import cast, clocks
from tests.browsing import Browsing
from tests.factories import asking
from tests.journeys import first_path as people

WAYS = {"with scripts": (1280, True), "without scripts": (1280, False), "320 px": (320, True)}


@pytest.fixture
def made() -> Iterator[cast.Cast]:
    """A community of its own on the demo's day, with its protocols, and one request that waits already."""
    with clocks.at(community.NOW):
        found = cast.make()
        asking.in_force(found)
        asking.terms(found)
        asking.sent(found, "Losa", "4", met=("tried_in_class", "whanau_asked", "unlocks_learning"))
        yield found


@pytest.mark.parametrize("way", list(WAYS))
def test_from_a_roster_to_what_whanau_see(made: cast.Cast, browsing: Browsing, way: str, tmp_path: Path) -> None:
    with people.going(browsing, made, *WAYS[way], tmp_path) as journey:
        learner = people.roster_is_loaded(journey)
        people.concern_is_raised(journey)
        people.entry_is_opened(journey)
        people.nobody_outside_finds(journey, learner)
        people.authority_is_checked(journey, learner)
        people.nobody_outside_finds(journey, learner)
        people.whanau_answer(journey, learner)
        people.support_is_asked_for(journey, learner)
        people.request_is_picked_up(journey)
        people.supply_is_loaded(journey)
        people.round_is_suggested(journey)
        people.hui_decides(journey)
        people.whanau_see(journey)
