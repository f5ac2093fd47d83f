"""What a line of supply must say, and who may change it. No database."""

import uuid
from decimal import Decimal

import pytest

from rourou.contexts.directory import rules
from rourou.contexts.directory.types import NewService, SupportType
from rourou.foundation.kernel.errors import Conflict, Refused

PLACE = uuid.uuid4()


def _service(**more):
    known = {"organisation_id": PLACE, "name": "Speech", "support_type": SupportType.SPEECH_LANGUAGE}
    return NewService(**(known | more))


@pytest.mark.parametrize("term", ["2027", "2027-5", "27-1", "", "2027-1 "])
def test_a_term_is_a_year_and_a_number(term):
    with pytest.raises(Refused, match=r"hours\.term"):
        rules.check_hours(term, Decimal(1))


@pytest.mark.parametrize("hours", [Decimal(-1), Decimal("1.005"), Decimal(10000)])
def test_hours_are_nought_or_more_in_hundredths(hours):
    with pytest.raises(Refused, match=r"hours\.number"):
        rules.check_hours("2027-1", hours)


def test_good_lines_pass():
    rules.check_hours("2027-1", Decimal("13.5"))
    rules.check_service(_service(year_from=0, year_to=8, group_size_max=4))


@pytest.mark.parametrize("more", [{"name": " "}, {"year_from": 8, "year_to": 1}, {"group_size_max": 0}])
def test_lines_that_make_no_sense_are_refused_beside_their_field(more):
    with pytest.raises(Refused) as refused:
        rules.check_service(_service(**more))
    assert refused.value.details["field"]


def test_an_organisation_changes_its_own_and_who_leads_changes_anybody_s():
    rules.check_can_change_service(PLACE, PLACE, leads_cluster=False)
    rules.check_can_change_service(uuid.uuid4(), PLACE, leads_cluster=True)
    with pytest.raises(Refused):
        rules.check_can_change_service(uuid.uuid4(), PLACE, leads_cluster=False)


def test_what_was_shown_is_what_is_changed():
    rules.check_version(2, 2)
    rules.check_version(None, 7)
    with pytest.raises(Conflict):
        rules.check_version(1, 2)
