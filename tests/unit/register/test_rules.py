"""The rules of the register, alone: every state has its ways on, every leaf its category."""

import datetime
import itertools

import pytest

from rourou.contexts.register import rules
from rourou.contexts.register.types import LEAVES, After, Answered, Area, ConcernStatus, Due, EntryStatus, Filters
from rourou.contexts.sharing.types import CLUSTER_CATEGORIES
from rourou.foundation.access.purposes import Category
from rourou.foundation.kernel.calendar import Calendar, ClosedDay, Period
from rourou.foundation.kernel.errors import Refused
from rourou.foundation.kernel.ids import new_id

TUESDAY = datetime.date(2026, 11, 24)


def test_every_state_says_where_it_may_go() -> None:
    assert set(rules.NEXT) == set(ConcernStatus)
    assert set(rules.ENTRY_NEXT) == set(EntryStatus)
    assert not rules.NEXT[ConcernStatus.CLOSED]
    assert not rules.ENTRY_NEXT[EntryStatus.CLOSED]


@pytest.mark.parametrize(("status", "to"), list(itertools.product(ConcernStatus, ConcernStatus)))
def test_enforcing_and_asking_are_one_rule(status: ConcernStatus, to: ConcernStatus) -> None:
    allowed = to in rules.NEXT[status]
    if allowed:
        rules.check_can_move(status, to)
        assert rules.can_answer(status)
    else:
        with pytest.raises(Refused):
            rules.check_can_move(status, to)


def test_a_reply_is_due_in_five_school_days() -> None:
    term = Period(datetime.date(2026, 10, 12), datetime.date(2026, 12, 18), "2026-4")
    assert rules.reply_by(Calendar((term,)), TUESDAY) == datetime.date(2026, 12, 1)
    closed = Calendar((term,), (ClosedDay(datetime.date(2026, 11, 27), "A holiday"),))
    assert rules.reply_by(closed, TUESDAY) == datetime.date(2026, 12, 2)
    assert rules.reply_by(Calendar(), TUESDAY) == datetime.date(2026, 12, 1)


def test_no_leaf_that_must_stay_at_the_setting_is_one_that_answer_2_opens() -> None:
    for leaf in LEAVES:
        category = rules.category_of(leaf)
        assert leaf.on_cluster_register or leaf.sensitivity == 3
        if category is not Category.NEEDS:
            assert not category & CLUSTER_CATEGORIES


def test_who_writes_what_is_highly_sensitive() -> None:
    care = rules.known_leaf("WEL.care")
    rules.check_can_write_leaf(care, is_keeper=True)
    with pytest.raises(Refused):
        rules.check_can_write_leaf(care, is_keeper=False)
    rules.check_can_write_leaf(rules.known_leaf("COM.social"), is_keeper=False)
    with pytest.raises(Refused):
        rules.known_leaf("XXX.none")


@pytest.mark.parametrize(("active", "said_no"), [(True, False), (False, True)])
def test_when_no_entry_is_opened(active: bool, said_no: bool) -> None:
    rules.check_can_open_entry(has_active=False, said_no=False)
    with pytest.raises(Refused):
        rules.check_can_open_entry(has_active=active, said_no=said_no)


def test_promises() -> None:
    rules.check_due(TUESDAY, TUESDAY)
    with pytest.raises(Refused):
        rules.check_due(TUESDAY - datetime.timedelta(days=1), TUESDAY)
    for is_promise, is_kept in ((False, False), (True, True)):
        with pytest.raises(Refused):
            rules.check_can_keep(is_promise, is_kept)


def test_an_old_address_still_opens() -> None:
    asked = Filters.asked({"q": " potae ", "year": "2-3", "area": "XYZ", "sharing": "perhaps", "due": "3w"})
    assert (asked.year, asked.area, asked.sharing, asked.due) == ("2-3", None, None, Due.WEEKS_3)
    assert asked.is_narrowed
    assert not Filters.asked({}, After("", new_id())).is_narrowed
    assert Filters.asked({"area": "COM", "sharing": "no"}) == Filters(area=Area.COM, sharing=Answered.NO)
