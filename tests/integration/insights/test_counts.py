"""What is noted when facts change, who can read it, and what is published."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from rourou.contexts.exchange import commands as exchange
from rourou.contexts.insights import commands, jobs, queries
from rourou.contexts.insights.types import Shown
from rourou.contexts.people import commands as people
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import ExitReason, NewEntry, NewNeed, Tier
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Question
from rourou.foundation.access import reactions
from rourou.foundation.access.loading import Loader
from rourou.foundation.audit.events import Event
from tests import cast, ledgers, running
from tests.rosters import roster

Owner = psycopg.Connection[tuple[Any, ...]]
Rows = Callable[[uuid.UUID], list[tuple[Any, ...]]]


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


@pytest.fixture
def latest(owner: Owner, made: cast.Cast) -> Rows:
    """What a learner is counted under by the latest note: (area, band, tier)."""

    def read(learner: uuid.UUID) -> list[tuple[Any, ...]]:
        return owner.execute(
            "select r.area, r.year_band, r.tier from insights_countrow r join insights_countname n"
            " on n.cluster_id = r.cluster_id and n.name = r.name where n.cluster_id = %s and n.learner_id = %s"
            " and r.note = (select max(x.note) from insights_countrow x where x.name = n.name) order by 1",
            [made.cluster.id, learner],
        ).fetchall()

    return read


def _today() -> datetime.date:
    from rourou.foundation.kernel import clock

    return clock.today(datetime.datetime.now(datetime.UTC))


def _helped(
    made: cast.Cast, *leaves: str, given: str = "Manaia", year: int = 3, tier: Tier = Tier.TE_KAHUI
) -> uuid.UUID:
    learner = made.learner(given, year_level=year)
    needs = tuple(NewNeed(leaf, "Fast talk.", "Time.", tier) for leaf in leaves)
    register.open_entry(made.mere.call(), learner, NewEntry(helps_first="Time", needs=needs))
    return learner


def _publish(made: cast.Cast, on: datetime.date | None = None) -> bool:
    address = running.server().address("counts", running.DATABASE)
    return jobs.publish(made.cluster.id, on=on or _today(), address=address)


def test_an_entry_is_noted_by_area_year_and_tier(made: cast.Cast, latest: Rows) -> None:
    learner = _helped(made, "COM.social", "LRN.reading", "HLT.allergy", tier=Tier.TE_AROTAHI)
    assert latest(learner) == [("COM", "2-3", 3), ("HLT", "2-3", 3), ("LRN", "2-3", 3)]
    (line,) = [x for x in ledgers.rows(made.cluster.id) if x.event == "counts.noted"]
    assert (line.cause, line.role) == ("entry.opened", "system")


def test_a_learner_without_an_entry_leaves_no_note(made: cast.Cast, latest: Rows) -> None:
    assert latest(made.learner()) == []
    assert [x for x in ledgers.rows(made.cluster.id) if x.event == "counts.noted"] == []


def test_a_closed_entry_a_last_day_and_a_no_end_the_count(made: cast.Cast, latest: Rows) -> None:
    closed, left, told = (_helped(made, "COM.social", given=g) for g in ("Ana", "Sefa", "Ruby"))
    register.close_entry(made.mere.call(), closed, ExitReason.GOAL_MET)
    assert latest(closed) == [("", "", None)]
    people.end_enrolment(made.mere.call(), left, last_on=_today() - datetime.timedelta(days=1))
    assert latest(left) == [("", "", None)]
    member, adult = made.whanau(told)
    yes = made.consent(told, member, Question.COUNTED)
    assert latest(told) != [("", "", None)]
    sharing.withdraw_consent(adult.call(), yes)
    assert latest(told) == [("", "", None)]
    made.consent(told, member, Question.COUNTED, Answer.YES)
    assert latest(told) == [("COM", "2-3", 2)]


def test_what_is_most_sensitive_is_counted_nowhere(made: cast.Cast, latest: Rows) -> None:
    made_by_keeper = _helped(made, "COM.social")
    assert {area for area, _band, _tier in latest(made_by_keeper)} == {"COM"}


def test_the_web_role_writes_what_it_cannot_read(made: cast.Cast) -> None:
    _helped(made, "COM.social")
    address = running.server().address("app", running.DATABASE)
    with psycopg.connect(
        address.dsn(), autocommit=True, options=f"-c app.cluster={made.cluster.id} -c app.hat=4"
    ) as app:
        for table in ("insights_countrow", "insights_countname"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(f"select 1 from {table}")
        for verb in (
            "update insights_snapshot set threshold = 7",
            "delete from insights_snapshot",
            "update insights_countrow set area = 'X'",
            "delete from insights_countrow",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(verb)
    with psycopg.connect(
        address.dsn(), autocommit=True, options=f"-c app.cluster={made.cluster.id} -c app.hat=1"
    ) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("select * from insights_names('{}', '{}')")


def test_the_role_counts_reads_nothing_about_a_person(made: cast.Cast) -> None:
    address = running.server().address("counts", running.DATABASE)
    with psycopg.connect(address.dsn(), autocommit=True, options=f"-c app.cluster={made.cluster.id}") as counts:
        for table in ("people_learner", "insights_countname", "sharing_consent", "register_need", "audit_entry"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                counts.execute(f"select 1 from {table}")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            counts.execute("update insights_snapshot set threshold = 7")


def test_few_learners_are_published_as_under_six_and_the_page_says_so(made: cast.Cast) -> None:
    for given in ("Ana", "Sefa"):
        _helped(made, "COM.social", given=given)
    assert _publish(made)
    published = queries.insights_page(made.sina.call()).published
    assert published is not None
    assert (published.as_at, published.threshold) == (_today(), 6)
    com = dict(published.by_year.rows)["COM"]
    assert Shown.UNDER in com
    assert 2 not in com
    assert not [v for _area, row in published.by_year.rows for v in row if isinstance(v, int) and v % 3]


def test_a_snapshot_is_frozen_and_made_once_a_day(made: cast.Cast) -> None:
    assert _publish(made)
    before = queries.insights_page(made.sina.call())
    for n in range(8):
        _helped(made, "COM.social", given=f"Tama {n}")
    assert not _publish(made)
    assert queries.insights_page(made.sina.call()) == before
    assert [x for x in ledgers.rows(made.cluster.id) if x.event == "counts.published"][-1].role == "system"


def test_a_protocol_may_raise_the_limit(made: cast.Cast, owner: Owner) -> None:
    owner.execute(
        "update sharing_protocol set body = body || '{\"threshold\": 10}' where cluster_id = %s and kind = 'share'",
        [made.cluster.id],
    )
    assert _publish(made)
    published = queries.insights_page(made.sina.call()).published
    assert published is not None
    assert published.threshold == 10


def test_another_cluster_s_counts_are_never_shown(made: cast.Cast) -> None:
    assert _publish(made)
    assert queries.insights_page(made.stranger.call()).published is None


def test_a_setting_s_own_counts_are_exact_live_and_its_own(made: cast.Cast) -> None:
    learners = {_helped(made, "COM.social", "HLT.allergy", given=g) for g in ("Ana", "Sefa")}
    own = queries.own_counts(made.mere.call())
    assert own.subjects == learners
    com = dict(own.by_tier.rows)["COM"]
    assert com == (0, 2, 0, 2)
    assert queries.own_counts(made.sina.call()).learners == 0


def _many(made: cast.Cast, count: int) -> None:
    """Learners in bulk, spread unevenly over areas, years and tiers, in two settings."""
    from rourou.contexts.insights import commands
    from rourou.contexts.insights.types import CountFact

    bands, areas = (
        ["0-1", "2-3", "4-6", "7-8", "9-10", "11-13"],
        ["COM", "LRN", "SEB", "SEN", "PHY", "HLT", "WEL", "TRN"],
    )
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=2)
    ids = [uuid.uuid4() for _ in range(count)]
    with Loader(str(made.cluster.id), address=running.server().address("owner", running.DATABASE)) as loader:
        loader.copy(
            "people_learner",
            (
                "cluster_id",
                "id",
                "created_at",
                "name",
                "called",
                "say_it",
                "sort_key",
                "search",
                "sensitivity",
                "version",
            ),
            ((made.cluster.id, i, at, "L", "", "", "l", "l", 1, 1) for i in ids),
        )
        commands.bulk_load(
            loader,
            made.cluster.id,
            (
                (
                    who,
                    [
                        CountFact(
                            made.school.id if n % 3 else made.other_school.id,
                            areas[(n * k) % (3 + n % 6)],
                            bands[(n // 7) % 6],
                            1 + n % 3,
                            cast.START,
                        )
                        for k in range(1, 2 + n % 2)
                    ],
                )
                for n, who in enumerate(ids)
            ),
            at=at,
        )


def test_a_cluster_of_many_is_published_and_small_cells_are_hidden(made: cast.Cast) -> None:
    import time

    _many(made, 700)
    began = time.perf_counter()
    assert _publish(made)
    print(f"published 700 learners in {time.perf_counter() - began:.2f} s")
    published = queries.insights_page(made.grace.call()).published
    assert published is not None
    values = [v for _area, row in published.by_year.rows for v in row]
    assert any(isinstance(v, int) and v > 6 for v in values)
    assert all(v % 3 == 0 for v in values if isinstance(v, int))
    later = _today() + datetime.timedelta(days=30)
    assert _publish(made, later)
    assert queries.insights_page(made.grace.call()).published.as_at == later  # type: ignore[union-attr]


def test_a_roster_and_its_undoing_reach_the_counts(made: cast.Cast, latest: Rows) -> None:
    """What a file changes is noted like what a person changes: here a year, and back again."""
    learner = made.learner("Waiora", year_level=3, birth_date=datetime.date(2018, 2, 1))
    needs = (NewNeed("COM.social", "Fast talk.", "Time.", Tier.TE_KAHUI),)
    register.open_entry(made.mere.call(), learner, NewEntry(helps_first="Time", needs=needs))
    assert latest(learner) == [("COM", "2-3", 2)]
    data = roster("Waiora,Rūpene,2018-02-01,6", header="given_names,family_name,birth_date,year_level")
    loaded = exchange.load_roster(made.mere.call(), exchange.check_roster(made.mere.call(), data).id)
    assert (loaded.counts.changed, latest(learner)) == (1, [("COM", "4-6", 2)])
    exchange.undo_roster(made.mere.call(), loaded.id, why="The wrong file")
    assert latest(learner) == [("COM", "2-3", 2)]
    assert [x.cause for x in ledgers.rows(made.cluster.id) if x.event == "counts.noted"][-2:] == [
        "learner.changed", "learner.changed",
    ]  # fmt: skip


def test_every_event_that_says_it_changes_counts_is_followed_by_a_note() -> None:
    for event in Event:
        followed = commands.note_counts in reactions.of(event)
        assert followed == event.changes_counts, event
