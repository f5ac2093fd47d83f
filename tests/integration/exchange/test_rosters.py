"""A roster comes in whole or not at all, is taken back while nothing rests on it, and tells nothing about elsewhere."""

import datetime
import threading
import uuid
from typing import Any

import psycopg
import pytest
from django.db import OperationalError, connection, connections

from rourou.contexts.exchange import commands, queries
from rourou.contexts.exchange.types import Action
from rourou.contexts.people import commands as people
from rourou.contexts.people import queries as people_queries
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import NewConcern, WhanauHeard
from rourou.contexts.sharing import commands as sharing
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused, RourouError
from rourou.foundation.store.address import from_environment
from tests import cast, clocks, counting, ledgers
from tests.probes import sight
from tests.rosters import many, roster


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _rows(owner: psycopg.Connection[Any], cluster: uuid.UUID) -> dict[str, int]:
    """How many rows of every table are of this cluster, the ledger and its names aside."""
    tables = owner.execute(
        "select c.table_name from information_schema.columns c join information_schema.tables t using (table_name)"
        " where c.column_name = 'cluster_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'"
        " and c.table_name not like 'audit_%' and c.table_name <> 'access_grant_past'"
    ).fetchall()
    return {
        name: owner.execute(f"select count(*) from {name} where cluster_id = %s", [cluster]).fetchone()[0]  # type: ignore[index]
        for (name,) in tables
    }


def _names(who: cast.Member) -> set[str]:
    call = who.call()
    return {f"{row.given_names} {row.family_name}" for row in people_queries.roll(call).rows}


def _loaded(who: cast.Member, data: bytes) -> commands.RunDone:
    run = commands.check_roster(who.call(), data)
    assert run.is_clean
    return commands.load_roster(who.call(), run.id)


def test_a_dry_run_changes_nothing(made: cast.Cast, owner: psycopg.Connection[Any]) -> None:
    before = _rows(owner, made.cluster.id)
    report = queries.preview_roster(made.mere.call(), roster())
    assert [line.action for line in report.lines] == [Action.ADDED] * 3
    assert _rows(owner, made.cluster.id) == before


def test_checking_keeps_the_rows_for_the_person_and_changes_nobody(
    made: cast.Cast, owner: psycopg.Connection[Any]
) -> None:
    before = _rows(owner, made.cluster.id)
    commands.check_roster(made.mere.call(), roster())
    after = _rows(owner, made.cluster.id)
    assert {t: n - before[t] for t, n in after.items() if n != before[t]} == {
        "exchange_run": 1,
        "exchange_checkedrow": 3,
    }
    assert _names(made.mere) == set()


def test_loading_makes_learners_rooms_and_whanau_without_any_access(made: cast.Cast) -> None:
    done = _loaded(made.mere, roster())
    assert (done.counts.added, done.counts.whanau, done.counts.classes) == (3, 2, 1)
    assert _names(made.mere) == {"Waiora Hapeta", "Sione Taufa", "Bridie O’Connell"}
    rooms = {card.name: card.id for card in people_queries.classes(made.mere.call()).cards}
    assert set(rooms) == {"Room 1", "Room 4"}
    by_name = {row.given_names: row for row in people_queries.roll(made.mere.call()).rows}
    assert by_name["Sione"].class_id == rooms["Room 4"]
    page = people_queries.people_page(made.mere.call(), by_name["Sione"].id)
    assert [(a.name, a.relationship, a.authority, a.signs_in) for a in page.adults] == [
        ("Seini Taufa", "Faʻē", "", False)
    ]
    assert Category.NEEDS in sight(made.jo.call(), by_name["Sione"].id)
    assert not sight(made.jo.call(), by_name["Waiora"].id)


def test_the_same_file_again_finds_everybody_already_here(made: cast.Cast) -> None:
    _loaded(made.mere, roster())
    again = queries.preview_roster(made.mere.call(), roster())
    assert {line.action for line in again.lines} == {Action.UNCHANGED}
    _loaded(made.mere, roster())
    assert len(_names(made.mere)) == 3


def test_a_new_year_moves_learners_and_undoing_puts_them_back(made: cast.Cast) -> None:
    _loaded(made.mere, roster())
    before = people_queries.roll(made.mere.call()).rows
    next_year = roster(
        "990040001,Hapeta,Waiora,2020-05-11,2,Room 7,,,", "990040003,O’Connell,Bridie,2018-11-19,4,Room 4,,,"
    )
    run = commands.check_roster(made.mere.call(), next_year)
    words = [line.what for line in queries.run_page(made.mere.call(), run.id).lines]
    assert words == [
        "Year 1 becomes Year 2. Room 1 becomes Room 7.",
        "Year 3 becomes Year 4. Joins Room 4. The NSN is filled in.",
    ]
    done = commands.load_roster(made.mere.call(), run.id)
    by_name = {r.given_names: r for r in people_queries.roll(made.mere.call()).rows}
    assert (by_name["Waiora"].year_level, by_name["Bridie"].year_level, by_name["Bridie"].nsn) == (2, 4, "990040003")
    assert sight(made.jo.call(), by_name["Bridie"].id)
    commands.undo_roster(made.mere.call(), done.id, why="The file of last year")
    after = people_queries.roll(made.mere.call()).rows
    strip = {(r.id, r.year_level, r.class_id, r.nsn) for r in after}
    assert strip == {(r.id, r.year_level, r.class_id, r.nsn) for r in before}
    assert not sight(made.jo.call(), by_name["Bridie"].id)


def test_a_fault_in_the_middle_keeps_and_loads_nothing(made: cast.Cast, owner: psycopg.Connection[Any]) -> None:
    run = commands.check_roster(
        made.mere.call(),
        roster(*("," + r.split(",", 1)[1] for r in ("x,A,B,2018-01-01,1,,,,",)), "1,C,D,2018-02-30,1,,,,"),
    )
    assert not run.is_clean
    assert _rows(owner, made.cluster.id)["exchange_checkedrow"] == 0
    page = queries.run_page(made.mere.call(), run.id)
    assert [(line.row, line.column) for line in page.lines] == [(3, "birth_date")]
    with pytest.raises(Refused):
        commands.load_roster(made.mere.call(), run.id)
    assert _names(made.mere) == set()


def test_a_load_that_breaks_half_way_leaves_nothing(made: cast.Cast, owner: psycopg.Connection[Any]) -> None:
    run = commands.check_roster(made.mere.call(), many(1200))
    before = _rows(owner, made.cluster.id)

    def killed(done: int, of: int) -> None:
        """The database ends this session's process in the middle of the load."""
        if done >= 500:
            with psycopg.connect(from_environment("app").dsn()) as other:
                other.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])

    with pytest.raises(OperationalError):
        commands.load_roster(made.mere.call(), run.id, progress=killed)
    connections.close_all()
    assert _rows(owner, made.cluster.id) == before
    assert commands.load_roster(made.mere.call(), run.id).counts.added == 1200


def test_undoing_removes_exactly_what_the_run_made(made: cast.Cast, owner: psycopg.Connection[Any]) -> None:
    made.learner("Tui", "Was here before")
    before = _rows(owner, made.cluster.id)
    done = _loaded(made.mere, roster())
    ids = {row.id for row in people_queries.roll(made.mere.call()).rows if row.nsn}
    commands.undo_roster(made.mere.call(), done.id, why="The wrong school")
    after = _rows(owner, made.cluster.id)
    grown = {t: n - before[t] for t, n in after.items() if n != before[t]}
    assert grown.pop("exchange_run") == 1
    # A lock's row and the map to a ledger name stay: neither says more than that somebody was here.
    assert set(grown) <= {"access_subject", "access_holder"}
    assert _names(made.mere) == {"Tui Was here before"}
    for learner in ids:
        assert not sight(made.mere.call(), learner)
    page = queries.run_page(made.mere.call(), done.id)
    assert (page.undone_why, page.lines) == ("The wrong school", ())
    with pytest.raises(Conflict):
        commands.undo_roster(made.mere.call(), done.id, why="Again")


def test_what_has_been_used_since_is_named_and_nothing_is_undone(made: cast.Cast) -> None:
    done = _loaded(made.mere, roster())
    by_name = {row.given_names: row.id for row in people_queries.roll(made.mere.call()).rows}
    register.raise_concern(
        made.jo.call(),
        NewConcern(
            client_id=uuid.uuid4(), learner_id=by_name["Sione"], saw="He looks away.", whanau_heard=WhanauHeard.NOT_YET
        ),
    )
    with pytest.raises(Refused) as refused:
        commands.undo_roster(made.mere.call(), done.id, why="The wrong school")
    assert refused.value.sentence.startswith("Row 3 has been used since")
    assert len(_names(made.mere)) == 3


def test_what_the_importer_may_not_see_keeps_an_undo_from_happening_too(made: cast.Cast) -> None:
    """A protected place is a row of sensitivity 3: the one who undoes reads none, and is told no more than the row."""
    done = _loaded(made.mere, roster())
    by_name = {row.given_names: row.id for row in people_queries.roll(made.mere.call()).rows}
    keeper = sharing.name_keeper(made.mere.call(), made.wiremu.user.id).id
    sharing.confirm_keeper(made.pita.call(), keeper)
    people.protect_location(made.wiremu.call(), by_name["Waiora"], reason="An order")
    with pytest.raises(Refused) as refused:
        commands.undo_roster(made.mere.call(), done.id, why="The wrong school")
    assert refused.value.sentence.startswith("Row 2 has been used since")


def test_a_class_with_a_teacher_since_keeps_the_load(made: cast.Cast) -> None:
    done = _loaded(made.mere, roster())
    rooms = {card.name: card.id for card in people_queries.classes(made.mere.call()).cards}
    people.give_class(made.mere.call(), rooms["Room 1"], made.jo.post.id)
    with pytest.raises(Refused, match="class"):
        commands.undo_roster(made.mere.call(), done.id, why="The wrong school")
    assert len(_names(made.mere)) == 3


def test_of_two_loads_at_once_one_succeeds(made: cast.Cast) -> None:
    run = commands.check_roster(made.mere.call(), many(120))
    ready, said = threading.Barrier(2), []

    def load() -> None:
        ready.wait()
        try:
            said.append(commands.load_roster(made.mere.call(), run.id).counts.added)
        except RourouError as refusal:
            said.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert 120 in said
    assert {s for s in said if s != 120} <= {"busy", "changed"}
    assert len(_names(made.mere)) == 120


def test_two_files_with_one_learner_cannot_make_two_of_them(made: cast.Cast) -> None:
    first = commands.check_roster(made.mere.call(), roster())
    second = commands.check_roster(made.mere.call(), roster("990040001,Hapeta,Waiora,2020-05-11,1,,,,"))
    commands.load_roster(made.mere.call(), first.id)
    with pytest.raises(Conflict, match="changed"):
        commands.load_roster(made.mere.call(), second.id)
    assert len(_names(made.mere)) == 3


def test_what_was_checked_is_the_persons_own(made: cast.Cast) -> None:
    run = commands.check_roster(made.mere.call(), roster())
    colleague = made.staff_member("Hine Other", made.school, Role.SENCO)
    assert queries.run_page(colleague.call(), run.id).lines == ()
    with pytest.raises(NotFound):
        commands.load_roster(colleague.call(), run.id)
    with pytest.raises(NotFound):
        queries.run_page(made.sina.call(), run.id)
    with pytest.raises(NotFound):
        commands.load_roster(made.stranger.call(), run.id)
    with pytest.raises(NotAllowed):
        commands.check_roster(made.jo.call(), roster())


def test_what_was_checked_is_kept_for_a_day_and_swept_by_the_next_check(
    made: cast.Cast, owner: psycopg.Connection[Any]
) -> None:
    run = commands.check_roster(made.mere.call(), roster())
    for table in ("exchange_run", "exchange_checkedrow"):
        owner.execute(
            f"update {table} set expires_at = now() - interval '1 minute' where cluster_id = %s", [made.cluster.id]
        )
    assert queries.run_page(made.mere.call(), run.id).lines == ()
    with pytest.raises(Refused, match="expired"):
        commands.load_roster(made.mere.call(), run.id)
    colleague = made.staff_member("Hine Other", made.school, Role.SENCO)
    commands.check_roster(colleague.call(), roster())
    assert _rows(owner, made.cluster.id)["exchange_checkedrow"] == 3


def test_a_child_known_elsewhere_tells_the_importer_nothing() -> None:
    """Two worlds: in one, another setting of the cluster holds the same child. Same report, same statements."""
    worlds = [cast.make(), cast.make()]
    worlds[0].learner("Waiora", "Hapeta", by=worlds[0].sina, nsn="990040001", birth_date=_day("2020-05-11"))
    seen = []
    for world in worlds:
        mere = world.mere
        mere.call()
        report = queries.preview_roster(mere.call(), roster())
        statements = counting.queries_of(lambda mere=mere: queries.preview_roster(mere.call(), roster()))
        run = commands.check_roster(mere.call(), roster())
        loading = counting.queries_of(lambda mere=mere, run=run: commands.load_roster(mere.call(), run.id))
        page = queries.run_page(mere.call(), run.id)
        seen.append(
            (
                report.lines,
                report.notes,
                report.counts,
                statements,
                loading,
                [(x.row, x.name, x.what) for x in page.lines],
            )
        )
    assert seen[0] == seen[1]
    assert len(_names(worlds[0].mere)) == 3


def _day(text: str) -> Any:
    return datetime.date.fromisoformat(text)


def test_a_number_that_an_earlier_record_keeps_stays_there(made: cast.Cast) -> None:
    _loaded(made.mere, roster())
    by_name = {row.given_names: row for row in people_queries.roll(made.mere.call()).rows}
    people.end_enrolment(made.mere.call(), by_name["Waiora"].id, last_on=people_queries.today(made.mere.call()).day)
    with clocks.at(datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=3)):
        done = _loaded(made.mere, roster())
        assert done.counts.added == 1
        again = {row.given_names: row for row in people_queries.roll(made.mere.call()).rows}
        assert again["Waiora"].nsn is None
        assert again["Waiora"].id != by_name["Waiora"].id
        assert "earlier record" in " ".join(queries.run_page(made.mere.call(), done.id).notes)


def test_two_here_of_one_name_are_asked_apart(made: cast.Cast) -> None:
    for _ in range(2):
        made.learner("Waiora", "Hapeta", birth_date=_day("2020-05-11"))
    report = queries.preview_roster(made.mere.call(), roster("990040001,Hapeta,Waiora,2020-05-11,1,,,,"))
    assert [f.column for f in report.faults] == ["nsn"]


def test_statements_do_not_grow_with_rows(made: cast.Cast) -> None:
    few, more = (commands.check_roster(made.mere.call(), many(n, start=s)) for n, s in ((10, 0), (400, 1000)))
    commands.load_roster(made.mere.call(), commands.check_roster(made.mere.call(), roster()).id)  # warm
    first = counting.queries_of(lambda: commands.load_roster(made.mere.call(), few.id))
    assert counting.queries_of(lambda: commands.load_roster(made.mere.call(), more.id)) <= first + 2


def test_the_ledger_names_everybody_a_file_added(made: cast.Cast) -> None:
    done = _loaded(made.mere, roster())
    line = [row for row in ledgers.rows(made.cluster.id) if row.event == "file.loaded"][-1]
    assert set(line.people) == done.subjects
    assert len(done.subjects) == 3
