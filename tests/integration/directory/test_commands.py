"""Supply changed by hand and loaded from lines: set-wise, whole or not at all, and undone."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.allocation import queries as allocation_queries
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.directory import commands, queries
from rourou.contexts.directory.types import NewService, SupplyRow, SupportType
from rourou.foundation.access.gate import command
from rourou.foundation.access.permissions import Permission
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from tests import cast
from tests.factories import asking


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _row(made, name, hours, **more):
    return SupplyRow(NewService(made.trust.id, name, SupportType.SPEECH_LANGUAGE, **more), asking.TERM, Decimal(hours))


def _cards(made):
    return {c.name: c for c in queries.services_for_term(made.mere.call(), asking.TERM).cards}


def _left(made, service):
    return {b.service_id: b for b in allocation_queries.hours_left(made.grace.call(), [service], asking.TERM).rows}


def test_a_load_makes_and_changes_and_leaves_the_rest(made):
    commands.load_supply(made.grace.call(), [_row(made, "Speech", "14"), _row(made, "Talk groups", "6")])
    done = commands.load_supply(made.grace.call(), [_row(made, "Speech", "12", skills=("stutter",))])
    cards = _cards(made)
    assert (len(done.made), len(done.changed)) == (0, 1)
    assert {n: c.offered for n, c in cards.items()} == {"Speech": 12, "Talk groups": 6}
    assert cards["Speech"].skills == ("stutter",)
    assert _left(made, cards["Speech"].id)[cards["Speech"].id].offered == 12


def test_the_same_load_twice_changes_nothing(made):
    rows = [_row(made, "Speech", "14")]
    commands.load_supply(made.grace.call(), rows)
    again = commands.load_supply(made.grace.call(), rows)
    assert (again.made, again.changed, again.hours) == ((), (), ())


def test_one_bad_line_loads_nothing(made):
    with pytest.raises(Refused):
        commands.load_supply(made.grace.call(), [_row(made, "Speech", "14"), _row(made, "Bad", "-1")])
    assert _cards(made) == {}


def test_a_load_is_undone(made):
    commands.load_supply(made.grace.call(), [_row(made, "Speech", "14")])
    loaded = commands.load_supply(made.grace.call(), [_row(made, "Speech", "12"), _row(made, "Talk groups", "6")])
    commands.unload_supply(made.grace.call(), loaded)
    cards = _cards(made)
    assert {n: c.offered for n, c in cards.items()} == {"Speech": 14}
    assert _left(made, cards["Speech"].id)[cards["Speech"].id].offered == 14


def test_statements_do_not_grow_with_lines(made):
    def count(names):
        with CaptureQueriesContext(connection) as seen:
            commands.load_supply(made.grace.call(), [_row(made, n, "1") for n in names])
        return len(seen)

    count(["Zero"])
    assert count(["One"]) == count([f"Service {n}" for n in range(50)])


def test_a_load_below_what_is_promised_is_refused_whole(made):
    asking.in_force(made)
    commands.load_supply(made.grace.call(), [_row(made, "Speech", "14")])
    service = _cards(made)["Speech"].id
    asked = asking.waiting(made)
    allocation.promise_hours(made.grace.call(), NewPromise(service, asking.TERM, Decimal(4), (asked.id,)))
    with pytest.raises(Refused, match=r"hours\.promised"):
        commands.load_supply(made.grace.call(), [_row(made, "Talk groups", "6"), _row(made, "Speech", "3")])
    assert {n: c.offered for n, c in _cards(made).items()} == {"Speech": 14}


@command(Permission.SUPPLY_IMPORT, audits=Event.FILE_LOADED, purposes=commands.BOTH, nobody=True)
def _import(call, rows):
    """As an importer does: a load inside an act of its own."""
    return commands.load_supply(call, rows)


def test_what_follows_a_change_of_hours_follows_it_inside_another_act_too(made):
    _import(made.grace.call(), [_row(made, "Speech", "14")])
    service = _cards(made)["Speech"].id
    assert _left(made, service)[service].offered == 14


def test_an_organisation_keeps_its_own_and_a_coordinator_changes_none(made):
    service = asking.supply(made)
    draft = NewService(made.trust.id, "Speech", SupportType.SPEECH_LANGUAGE)
    with pytest.raises(NotAllowed):
        commands.change_service(made.mere.call(), service, draft)
    with pytest.raises(NotFound):
        commands.change_service(_stranger_lead(made).call(), service, draft)
    commands.change_service(made.extra["manager"].call(), service, draft)
    assert "Speech" in _cards(made)


def _stranger_lead(made):
    from rourou.foundation.access.roles import Role
    from tests.cast import Member, _seat

    found = _seat("Other Lead", made.other_cluster, made.stranger.post.organisation, Role.CLUSTER_LEAD)
    assert isinstance(found, Member)
    return found


def test_of_two_who_change_hours_the_second_is_told(made):
    service = asking.supply(made)
    shown = _cards(made)["Speech-language therapy"].hours_version
    commands.set_hours(made.grace.call(), service, term=asking.TERM, hours=Decimal(12), shown=shown)
    with pytest.raises(Conflict):
        commands.set_hours(made.fay.call(), service, term=asking.TERM, hours=Decimal(10), shown=shown)
    assert _cards(made)["Speech-language therapy"].offered == 12


def test_an_ended_service_is_offered_no_more(made):
    service = asking.supply(made)
    commands.end_service(made.grace.call(), service)
    assert _cards(made) == {}
