"""A move goes on step by step, each on its side."""

import datetime

import pytest

from rourou.contexts.moves import rules
from rourou.contexts.moves.rules import NEXT, MoveFacts
from rourou.contexts.moves.types import Stage
from rourou.foundation.kernel.calendar import Calendar, Period
from rourou.foundation.kernel.errors import Refused

DAY = datetime.date(2027, 2, 9)


def _facts(
    stage: Stage = Stage.AGREED, *, accepted: bool = False, old: bool = True, stopped: bool = False
) -> MoveFacts:
    return MoveFacts(stage, DAY, accepted, stopped, old, not old)


def test_every_stage_is_in_the_table_and_only_settled_is_final() -> None:
    assert set(NEXT) == set(Stage)
    assert [stage for stage, after in NEXT.items() if not after] == [Stage.SETTLED]


def test_the_old_side_shares_what_whanau_have_read() -> None:
    rules.check_can_share(_facts(), True, True)
    for facts, lines, read in (
        (_facts(old=False), True, True),
        (_facts(), False, True),
        (_facts(), True, False),
        (_facts(Stage.SHARED), True, True),
        (_facts(stopped=True), True, True),
    ):
        with pytest.raises(Refused):
            rules.check_can_share(facts, lines, read)


def test_the_new_side_accepts_once_after_it_was_shared() -> None:
    rules.check_can_accept(_facts(Stage.SHARED, old=False))
    rules.check_can_accept(_facts(Stage.MET, old=False))
    for facts in (
        _facts(Stage.AGREED, old=False),
        _facts(Stage.SHARED),
        _facts(Stage.SHARED, old=False, accepted=True),
        _facts(Stage.SHARED, old=False, stopped=True),
    ):
        with pytest.raises(Refused):
            rules.check_can_accept(facts)


def test_the_first_day_is_not_before_its_day_nor_before_acceptance() -> None:
    ready = _facts(Stage.MET, old=False, accepted=True)
    rules.check_can_record_move(ready, DAY)
    assert rules.can(rules.check_can_record_move, ready, DAY - datetime.timedelta(days=1))
    assert rules.can(rules.check_can_record_move, _facts(Stage.MET, old=False), DAY)
    assert rules.can(rules.check_can_record_move, _facts(Stage.MET, accepted=True), DAY)


def test_the_old_setting_closes_after_twenty_school_days() -> None:
    term = Calendar((Period(datetime.date(2027, 2, 1), datetime.date(2027, 4, 9), "2027-1"),))
    assert rules.closes_on(DAY, term) == datetime.date(2027, 3, 9)
    assert rules.closes_on(DAY, Calendar()) == DAY + datetime.timedelta(days=28)


def test_nobody_keeps_the_records_by_their_own_word() -> None:
    import uuid

    me = uuid.uuid4()
    with pytest.raises(Refused):
        rules.check_keeper(me, me)
    rules.check_keeper(uuid.uuid4(), me)
    rules.check_keeper(None, me)
