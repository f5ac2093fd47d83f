"""Who takes a request: those it was sent to, and nobody else whom whānau let read it."""

import pytest

from rourou.contexts.referrals import rules
from rourou.foundation.kernel.errors import Refused
from rourou.foundation.kernel.ids import new_id

MINE, OTHERS = new_id(), new_id()


@pytest.mark.parametrize(
    ("to", "at_the_table", "takes"),
    [(None, True, True), (OTHERS, True, True), (MINE, False, True), (None, False, False), (OTHERS, False, False)],
)
def test_who_receives(to: object, at_the_table: bool, takes: bool) -> None:
    assert rules.is_receiver(MINE, to, at_the_table=at_the_table) is takes
    if not takes:
        with pytest.raises(Refused):
            rules.check_is_receiver(MINE, to, at_the_table=at_the_table)
