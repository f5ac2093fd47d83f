"""Whose hours somebody may give."""

import pytest

from rourou.contexts.allocation import rules
from rourou.foundation.kernel.errors import Refused
from rourou.foundation.kernel.ids import new_id

MINE, OTHERS = new_id(), new_id()


def test_ones_own_hours_are_given_and_others_only_by_who_leads() -> None:
    rules.check_may_give(MINE, MINE, leads_cluster=False)
    rules.check_may_give(MINE, OTHERS, leads_cluster=True)
    with pytest.raises(Refused):
        rules.check_may_give(MINE, OTHERS, leads_cluster=False)
