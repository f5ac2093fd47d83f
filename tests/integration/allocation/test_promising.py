"""Hours can never be promised twice: one after the other, at the same moment, and against PostgreSQL itself."""

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from rourou.contexts.allocation import commands, queries
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.directory import commands as directory
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import State
from rourou.foundation.kernel.errors import NotAllowed, Refused
from tests import cast
from tests.factories import asking


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    asking.in_force(made)
    asking.terms(made)
    return made


def _promise(service, hours, *ids):
    return NewPromise(service, asking.TERM, Decimal(hours), tuple(ids))


def _left(made, service):
    return queries.hours_left(made.grace.call(), [service], asking.TERM).rows[0]


def test_hours_offered_become_hours_that_can_be_promised(made):
    service = asking.supply(made, "14")
    assert (_left(made, service).offered, _left(made, service).promised) == (14, 0)


def test_promised_hours_place_the_request_and_leave_the_rest(made):
    service, asked = asking.supply(made, "14"), asking.waiting(made)
    done = commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    assert done.left[0].left == 10
    assert [s.after for s in done.steps] == [State.ALLOCATED]
    page = referrals_queries.request_page(made.mere.call(), asked.id)
    assert page.state is State.ALLOCATED
    assert page.with_person == "Ana Tuiasosopo"
    assert queries.hours_held(made.mere.call(), [asked.id]).by_id[asked.id][0].hours == 4


def test_at_the_hui_giving_hours_accepts_and_places_in_one(made):
    service, asked = asking.supply(made), asking.sent(made)
    referrals.take_to_hui(made.grace.call(), asked.id)
    done = commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    assert [s.step for s in done.steps] == ["accept", "allocate"]


def test_more_than_is_left_is_refused_with_what_is_left(made):
    service = asking.supply(made, "6")
    first, second = asking.waiting(made, "Manaia"), asking.waiting(made, "Losa")
    commands.promise_hours(made.grace.call(), _promise(service, "4", first.id))
    with pytest.raises(Refused) as refused:
        commands.promise_hours(made.grace.call(), _promise(service, "3", second.id))
    assert refused.value.sentence.startswith("2 of 6 hours are left: 4 are promised to one request.")
    assert _left(made, service).promised == 4
    assert referrals_queries.request_page(made.mere.call(), second.id).state is State.WAITING


def test_of_two_who_promise_the_last_hours_at_once_one_succeeds_and_the_other_is_told(made):
    service = asking.supply(made, "4")
    two = [asking.waiting(made, "Manaia"), asking.waiting(made, "Losa")]
    start, ends = threading.Barrier(2), {}

    def promise(place):
        try:
            call = made.grace.call()
            start.wait(10)
            ends[place] = commands.promise_hours(call, _promise(service, "4", two[place].id))
        except Refused as refused:
            ends[place] = refused
        finally:
            connection.close()

    threads = [threading.Thread(target=promise, args=(place,)) for place in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    refused = [end for end in ends.values() if isinstance(end, Refused)]
    assert len(ends) == 2
    assert len(refused) == 1
    assert refused[0].sentence.startswith("0 of 4 hours are left")
    assert _left(made, service).promised == 4


def _as_app(made, statement, *values):
    """Straight at the table, as the application’s own role, past every rule of ours."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('app.cluster', %s, true)", [str(made.cluster.id)])
        cursor.execute(statement, values)


def test_postgresql_itself_refuses_a_second_promise(made):
    service = asking.supply(made, "4")
    with pytest.raises(IntegrityError, match="allocation_never_twice"):
        _as_app(made, "update allocation_hours_balance set promised = 5 where service_id = %s", service)


@pytest.mark.parametrize(
    "statement", ["update allocation_hoursentry set hours = 1", "delete from allocation_hoursentry"]
)
def test_the_ledger_of_hours_cannot_be_changed(made, statement):
    with pytest.raises(ProgrammingError, match="permission denied"):
        _as_app(made, statement)


def test_hours_given_back_can_be_promised_again_and_the_request_waits(made):
    service, asked = asking.supply(made, "4"), asking.waiting(made)
    commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    done = commands.release_hours(made.grace.call(), asked.id, words="Whānau asked for later")
    assert done.left[0].left == 4
    page = referrals_queries.request_page(made.mere.call(), asked.id)
    assert page.state is State.WAITING
    assert page.agreed_on is not None
    assert queries.hours_held(made.mere.call(), [asked.id]).by_id == {}


def test_part_of_the_hours_can_be_given_back_and_no_more_than_are_held(made):
    service, asked = asking.supply(made), asking.waiting(made)
    commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    commands.release_hours(made.grace.call(), asked.id, hours=Decimal("1.5"))
    assert _left(made, service).promised == Decimal("2.5")
    assert referrals_queries.request_page(made.mere.call(), asked.id).state is State.ALLOCATED
    with pytest.raises(Refused, match=r"hours\.more_than_held"):
        commands.release_hours(made.grace.call(), asked.id, hours=Decimal(3))


def test_a_group_is_charged_once_and_each_learner_gets_all_of_it(made):
    service = asking.supply(made, "2")
    ids = [asking.waiting(made, name, "2", group=True).id for name in ("Mele", "Harry", "Losa")]
    commands.promise_hours(made.grace.call(), _promise(service, "2", *ids))
    assert _left(made, service).promised == 2
    held = queries.hours_held(made.mere.call(), ids).by_id
    assert {h.hours for of in held.values() for h in of} == {Decimal(2)}
    assert sum(h.charged for of in held.values() for h in of) == 2


def test_fewer_hours_than_are_promised_cannot_be_offered(made):
    service, asked = asking.supply(made, "14"), asking.waiting(made)
    commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    with pytest.raises(Refused) as refused:
        directory.set_hours(made.grace.call(), service, term=asking.TERM, hours=Decimal(3))
    assert "4 hours are promised to one request" in refused.value.sentence
    assert _left(made, service).offered == 14
    directory.set_hours(made.grace.call(), service, term=asking.TERM, hours=Decimal(4))
    assert _left(made, service).left == 0


def test_a_placed_request_that_is_withdrawn_frees_its_hours_in_the_same_act(made):
    service, asked = asking.supply(made, "4"), asking.waiting(made)
    commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    referrals.withdraw(made.mere.call(), asked.id, words="Whānau have changed their minds")
    assert _left(made, service).left == 4


def test_no_hours_of_a_term_that_offers_none(made):
    service, asked = asking.supply(made), asking.waiting(made)
    with pytest.raises(Refused, match=r"hours\.none"):
        commands.promise_hours(made.grace.call(), NewPromise(service, "2027-2", Decimal(1), (asked.id,)))


def test_a_coordinator_does_not_promise_hours(made):
    service, asked = asking.supply(made), asking.waiting(made)
    with pytest.raises(NotAllowed):
        commands.promise_hours(made.mere.call(), _promise(service, "1", asked.id))


def test_the_balance_is_the_sum_of_the_ledger(made):
    service = asking.supply(made, "14")
    a, b = asking.waiting(made, "Manaia"), asking.waiting(made, "Losa")
    commands.promise_hours(made.grace.call(), _promise(service, "4", a.id))
    commands.promise_hours(made.grace.call(), _promise(service, "3.5", b.id))
    commands.release_hours(made.grace.call(), a.id, hours=Decimal("0.5"))
    held = queries.hours_held(made.grace.call(), [a.id, b.id]).by_id
    assert sum(h.charged for of in held.values() for h in of) == _left(made, service).promised == 7
