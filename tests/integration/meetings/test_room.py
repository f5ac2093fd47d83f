"""The room: what everybody present may see, recomputed on every arrival; nothing of a locked item anywhere."""

import dataclasses
import uuid

import pytest

from rourou.contexts.meetings import commands, queries
from rourou.contexts.meetings.types import HuiState, ItemKind, ItemState
from rourou.contexts.sharing.types import Question
from rourou.foundation.access import rooms
from rourou.foundation.access.purposes import Purpose
from rourou.foundation.kernel.errors import NotAllowed, NotFound, Refused
from tests import cast as casts
from tests import ledgers
from tests.factories import asking, gathering
from tests.factories.gathering import Gathering, table
from tests.probes import sight


@pytest.fixture
def cast() -> casts.Cast:
    made = casts.make()
    asking.in_force(made)
    asking.terms(made)
    return made


def _texts(value: object) -> str:
    return repr(dataclasses.asdict(value))  # type: ignore[call-overload]


def _locked(hui: Gathering, number: int = 1) -> bool:
    return queries.item_page(hui.room(hui.cast.grace), hui.id, number).is_locked


def test_an_item_locks_when_an_outsider_arrives_and_opens_when_they_step_out(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    assert not _locked(hui)
    hui.now_here(*table(cast), observers=(cast.ana,))
    page = queries.item_page(hui.room(cast.grace), hui.id, 1)
    assert page.is_locked
    assert page.closed_to == ("Te Ara Reo Trust",)
    for secret in ("Manaia", "Talking in a group", "Talking stone", "take her turn", str(hui.asked[0].learner)):
        assert secret not in _texts(page)
        assert secret not in _texts(queries.hui_page(hui.room(cast.grace), hui.id))
    hui.now_here(*table(cast))
    assert queries.item_page(hui.room(cast.grace), hui.id, 1).learner is not None


def test_whanau_who_said_yes_to_the_organisation_are_talked_about_before_it(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    cast.consent(hui.asked[0].learner, hui.asked[0].giver, Question.ORGANISATION)
    hui.begin(*table(cast), cast.ana)
    page = queries.item_page(hui.room(cast.ana), hui.id, 1)
    assert not page.is_locked
    assert not page.shows_form


def test_whanau_in_the_room_hear_of_their_own_child_and_of_no_other(cast: casts.Cast) -> None:
    hui = gathering.hui(cast, learners=("Manaia", "Tāne"))
    hui.begin(*table(cast), hui.asked[0].adult)
    assert [_locked(hui, n) for n in (1, 2)] == [False, True]
    assert queries.item_page(hui.room(hui.asked[0].adult), hui.id, 1).learner is not None


def test_a_withdrawal_locks_an_item_in_the_same_second(cast: casts.Cast) -> None:
    from rourou.contexts.sharing import commands as sharing
    from rourou.contexts.sharing import queries as sharing_queries

    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    mine = sharing_queries.sharing_page(hui.asked[0].adult.call(), hui.asked[0].learner).answers[Question.CLUSTER]
    sharing.withdraw_consent(hui.asked[0].adult.call(), mine[0].id)
    assert _locked(hui)
    assert queries.item_page(hui.room(cast.grace), hui.id, 1).learner is None


def test_only_who_is_present_enters_the_room(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    assert rooms.enter(cast.grace.call(), hui.id) is None
    hui.begin(*table(cast))
    assert rooms.enter(cast.grace.call(), hui.id) is not None
    assert rooms.enter(cast.tama.call(), hui.id) is None
    assert rooms.enter(cast.grace.call(), uuid.uuid4()) is None
    hui.now_here(cast.mere, cast.sina)
    assert rooms.enter(cast.fay.call(), hui.id) is None
    commands.close_hui(cast.grace.call(), hui.id)
    assert rooms.enter(cast.grace.call(), hui.id) is None


def test_a_hat_never_includes_the_rooms_it_sits_in(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    cast.consent(hui.asked[0].learner, hui.asked[0].giver, Question.ORGANISATION)
    hui.begin(*table(cast), cast.ana)
    assert sight(hui.room(cast.ana), hui.asked[0].learner, Purpose.PLANNING)
    assert not sight(cast.ana.call(), hui.asked[0].learner, Purpose.PLANNING)
    assert not sight(hui.room(cast.mere), hui.asked[0].learner, Purpose.SUPPORT)


def test_a_look_in_the_room_is_one_row_under_the_rooms_grant_and_names_who_was_there(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    before = ledgers.count(cast.cluster.id)
    queries.item_page(hui.room(cast.grace), hui.id, 1)
    rows = ledgers.rows(cast.cluster.id)[before:]
    assert [(r.event, r.people) for r in rows] == [("hui.item_read", (hui.asked[0].learner,))]
    with ledgers.owner() as connection:
        found = connection.execute(
            "select source_id from access_grant where id = any(%s) and cluster_id = %s",
            [list(rows[0].grants), cast.cluster.id],
        ).fetchall()
    assert found == [(hui.id,)]
    at = queries.minutes_page(cast.grace.call(), hui.id).stays[0].arrived_at
    present = queries.those_present(cast.grace.call(), hui.id, at)
    assert {c.name for c in present.people} == {"Grace Hohaia", "Mere Aperahama", "Sina Leota", "Fay Lister"}


def test_the_chair_is_in_the_room_and_starts_under_a_protocol(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    with pytest.raises(Refused):
        commands.start_hui(cast.grace.call(), hui.id, present=hui.present(*table(cast)))
    with pytest.raises(NotAllowed):
        commands.start_hui(cast.mere.call(), hui.id, present=hui.present(cast.mere))
    hui.begin(*table(cast))
    with pytest.raises(Refused):
        commands.set_attendance(cast.grace.call(), hui.id, present=hui.present(*table(cast)))
    with pytest.raises(NotFound):
        commands.set_attendance(
            cast.grace.call(), hui.id, present=hui.present(cast.grace) | {cast.stranger.post.id: False}
        )


def test_a_hui_without_a_protocol_in_force_does_not_begin() -> None:
    made = casts.make()
    draft = queries.new_hui_page(made.grace.call())
    from rourou.contexts.meetings.types import NewHui

    hui = commands.call_hui(made.grace.call(), NewHui(held_on=draft.today)).id
    commands.add_item(made.grace.call(), hui, title="Speech sounds in Years 0 and 1")
    with pytest.raises(Refused, match=r"hui\.protocol"):
        commands.start_hui(made.grace.call(), hui, present={made.grace.post.id: False})


def test_before_the_hui_it_says_which_invited_organisations_a_whanau_has_not_agreed_to(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    commands.invite(cast.grace.call(), hui.id, [cast.ana.post.id], as_observers=True)
    page = queries.hui_page(cast.grace.call(), hui.id)
    assert page.items[0].closed_to == ("Te Ara Reo Trust",)
    assert page.items[0].learner is not None
    assert not page.items[0].is_locked
    assert next(p for p in page.people if p.colleague.post_id == cast.ana.post.id).is_observer


def test_the_agenda_changes_until_the_hui_begins_and_its_order_until_it_closes(cast: casts.Cast) -> None:
    hui = gathering.hui(cast, learners=("Manaia", "Tāne"))
    commands.add_item(cast.grace.call(), hui.id, title="Speech sounds in Years 0 and 1")
    third = queries.hui_page(cast.grace.call(), hui.id).items[2]
    assert third.kind is ItemKind.POPULATION
    commands.move_item(cast.grace.call(), third.id, up=True)
    assert [i.number for i in queries.hui_page(cast.grace.call(), hui.id).items] == [1, 3, 2]
    hui.begin(*table(cast))
    commands.move_item(cast.grace.call(), third.id, up=True)
    assert [i.number for i in queries.hui_page(cast.grace.call(), hui.id).items] == [3, 1, 2]
    with pytest.raises(Refused):
        commands.add_item(cast.grace.call(), hui.id, title="One more thing")
    with pytest.raises(Refused):
        commands.take_off(cast.grace.call(), third.id)


def test_a_request_whose_whanau_said_no_cannot_be_put_on_an_agenda(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    hidden = asking.begun(cast, "Aroha", agreed=False)
    with pytest.raises(NotFound):
        commands.add_request(cast.grace.call(), hui.id, hidden.id)
    with pytest.raises(Refused):
        commands.add_request(cast.grace.call(), hui.id, hui.asked[0].id)


def test_what_was_not_come_to_is_carried_and_opens_the_next_hui(cast: casts.Cast) -> None:
    from rourou.contexts.meetings.types import NewHui

    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    commands.close_hui(cast.grace.call(), hui.id)
    page = queries.hui_page(cast.grace.call(), hui.id)
    assert (page.card.state, page.items[0].state) == (HuiState.CLOSED, ItemState.CARRIED)
    later = commands.call_hui(cast.grace.call(), NewHui(held_on=asking.today()))
    assert later.subjects == {hui.asked[0].learner}
    assert queries.hui_page(cast.grace.call(), later.id).items[0].carried_times == 1


def test_pages_make_as_many_queries_for_five_items_as_for_one(cast: casts.Cast) -> None:
    from tests.counting import queries_of

    one = gathering.hui(cast)
    few = queries_of(lambda: queries.hui_page(cast.grace.call(), one.id))
    for n in range(4):
        commands.add_request(cast.grace.call(), one.id, asking.sent(cast, f"Learner {n}").id)
    assert queries_of(lambda: queries.hui_page(cast.grace.call(), one.id)) == few
    one.begin(*table(cast))
    commands.close_hui(cast.grace.call(), one.id)
    assert queries_of(lambda: queries.minutes_page(cast.grace.call(), one.id)) < 30
