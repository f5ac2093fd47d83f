"""The simulator at small scale: the code that makes a country makes two clusters, and everything about them holds."""

import argparse
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
import pytest

from rourou.contexts.exchange.jobs import simulate as simulator
from rourou.contexts.exchange.jobs.simulate import founding, learners, past
from rourou.contexts.exchange.jobs.simulate.shape import planned
from rourou.contexts.exchange.types import SchoolRow
from rourou.contexts.people import queries as people
from rourou.contexts.register import queries as register
from rourou.contexts.stewardship import jobs as stewardship
from rourou.foundation.access import call as calls
from rourou.foundation.access.loading import Loader
from rourou.foundation.kernel.errors import NotFound, Refused
from rourou.foundation.store.address import Address
from tests import running

SEED = os.getpid()
SCHOOL = SchoolRow(
    row=2, number=str(900_000 + SEED % 90_000), name="Kea Flat School", type="Full Primary", community_number="99",
    roll=80,
)  # fmt: skip
Owner = psycopg.Connection[tuple[Any, ...]]


def _address() -> Address:
    return running.server().address("owner", running.DATABASE)


@pytest.fixture(scope="module")
def made(django_db_blocker: Any) -> simulator.Made:
    with django_db_blocker.unblock():
        return simulator.simulate(2, 60, SEED, schools=[SCHOOL], address=_address())


def _clusters() -> list[uuid.UUID]:
    loader = Loader(f"simulate {SEED}", address=_address())
    return [loader.ids("tenancy_cluster", f"c{n:03}") for n in (1, 2)]


def _post(owner: Owner, cluster: uuid.UUID, role: str) -> uuid.UUID:
    """The post of this role at the setting with most learners."""
    row = owner.execute(
        "select p.id from tenancy_post p left join people_enrolment e on e.custodian_id = p.organisation_id"
        " where p.cluster_id = %s and p.role = %s group by p.id order by count(e.id) desc, p.id limit 1",
        [cluster, role],
    ).fetchone()
    assert row is not None
    return uuid.UUID(str(row[0]))


def test_nothing_differs_when_it_is_verified(made: simulator.Made, owner: Owner) -> None:
    store = stewardship._store(owner)
    for cluster in _clusters():
        assert list(stewardship.lines(owner, store, cluster, {})) == []


def test_as_much_is_made_as_was_asked_for(made: simulator.Made, owner: Owner) -> None:
    found = [
        owner.execute(f"select count(*) from {table} where cluster_id = any(%s)", [_clusters()]).fetchone()
        for table in ("people_learner", "register_entry", "register_need", "register_response", "audit_entry")
    ]
    learners_made, entries, needs, responses, acts = (row[0] for row in found if row)
    assert (learners_made, entries, needs + responses, acts) == (60, 60, 300, 1500)
    assert (made.learners, made.acts) == (60, 1500)


def test_a_coordinator_sees_their_setting_and_the_lead_what_whanau_agreed_to(
    made: simulator.Made, owner: Owner
) -> None:
    first, second = _clusters()
    coordinator, lead = (_post(owner, first, role) for role in ("coordinator", "cluster_lead"))
    row = owner.execute(
        "select array_agg(distinct learner_id) from people_enrolment where custodian_id ="
        " (select organisation_id from tenancy_post where id = %s)", [coordinator]
    ).fetchone()  # fmt: skip
    assert row is not None
    assert register.register_page(calls.for_post(coordinator)).subjects == frozenset(row[0])
    agreed = owner.execute(
        "select array_agg(distinct learner_id) from sharing_consent where cluster_id = %s and question = 2"
        " and answer = 'yes'", [first]
    ).fetchone()  # fmt: skip
    assert agreed is not None
    assert register.cluster_register_page(calls.for_post(lead)).subjects == frozenset(agreed[0])
    elsewhere = owner.execute("select id from people_learner where cluster_id = %s limit 1", [second]).fetchone()
    assert elsewhere is not None
    with pytest.raises(NotFound):
        people.learner_or_refuse(calls.for_post(coordinator), elsewhere[0])


def test_a_school_of_the_directory_is_itself_and_everybody_in_it_invented(made: simulator.Made, owner: Owner) -> None:
    row = owner.execute(
        "select name, is_invented from tenancy_organisation where ministry_number = %s", [SCHOOL.number]
    ).fetchone()
    assert row == ("Kea Flat School", False)
    mails = owner.execute(
        "select distinct split_part(u.email, '@', 2) from tenancy_user u join tenancy_post p on p.user_id = u.id"
        " where p.cluster_id = any(%s)", [_clusters()]
    ).fetchall()  # fmt: skip
    assert mails == [("invented.example",)]


class Recording(Loader):
    """Keeps what would be loaded, and loads nothing."""

    def __init__(self, seed: str) -> None:
        super().__init__(seed)
        self.rows: list[tuple[str, tuple[Any, ...]]] = []

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        before = len(self.rows)
        self.rows += [(table, tuple(row)) for row in rows]
        return len(self.rows) - before

    def bear_many(self, cluster_id: uuid.UUID, borne: Iterable[Any]) -> None:
        self.rows += [("access_bearer", (post, *held)) for post, held, _start, _end in borne]

    def compile(self, cluster_id: uuid.UUID, subjects: Iterable[uuid.UUID]) -> None:
        self.rows += [("access_subject", (subject,)) for subject in subjects]

    def ledger(self, cluster_id: uuid.UUID, rows: Iterable[Any]) -> int:
        return self.copy("audit_entry", (), ((row,) for row in rows))


def _recorded(seed: int) -> Iterator[tuple[str, tuple[Any, ...]]]:
    loader = Recording(f"simulate {seed}")
    for community in planned(2, 60, loader.seed, [SCHOOL]).communities:
        cluster = founding.Founding(loader, community, "0000").found()
        past.load(loader, cluster, learners.load(loader, cluster))
    yield from loader.rows


def test_the_same_seed_gives_the_same_rows(made: simulator.Made, owner: Owner) -> None:
    once, again, other = (list(_recorded(seed)) for seed in (SEED, SEED, SEED + 1))
    assert once == again
    assert once != other
    loaded = owner.execute(
        "select id, name from people_learner where cluster_id = any(%s) order by id", [_clusters()]
    ).fetchall()
    assert loaded == sorted((row[1], row[3]) for table, row in once if table == "people_learner")


def test_the_same_seed_is_not_loaded_twice(made: simulator.Made, owner: Owner) -> None:
    with pytest.raises(Refused, match=r"simulate.again"):
        simulator.simulate(2, 60, SEED, address=_address())


def test_a_store_that_simulate_did_not_make_is_refused(owner: Owner) -> None:
    args = argparse.Namespace(clusters=1, learners=10, seed=1, schools_directory=None)
    with pytest.raises(Refused, match=r"simulate.store"):
        simulator.run(args)


@pytest.mark.parametrize(("clusters", "count"), [(0, 10), (5, 4), (5000, 10_000)])
def test_sizes_that_make_no_sense_are_refused(clusters: int, count: int) -> None:
    with pytest.raises(Refused):
        simulator.simulate(clusters, count, 1)
