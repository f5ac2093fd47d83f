"""A learner goes to another setting: what opens when, for whom, and what stays closed."""

import datetime
import uuid

import pytest

from rourou.contexts.moves import commands, queries
from rourou.contexts.moves.types import NewMove, Reply, SettledCheck, Stage
from rourou.contexts.people import commands as people
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.errors import Conflict, NotFound, Refused
from tests import cast, clocks
from tests.probes import seen_by, sight

TRAVELS = Category.STRENGTHS | Category.SUPPORTS


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _today(made: cast.Cast) -> datetime.date:
    return people_queries.today(made.mere.call()).day


def _agreed(made: cast.Cast, learner: uuid.UUID, *, days: int = 0, keeper: uuid.UUID | None = None) -> uuid.UUID:
    draft = NewMove(
        learner, made.other_school.id, _today(made) + datetime.timedelta(days=days), TRAVELS,
        ("A peg with a tūī", "The quiet corner, door open"), keeper,
    )  # fmt: skip
    return commands.agree_move(made.mere.call(), draft).id


def _shared(made: cast.Cast, learner: uuid.UUID, **known: int) -> uuid.UUID:
    move = _agreed(made, learner, **known)
    commands.share_pack(made.mere.call(), move, read_by_whanau=True)
    return move


def test_until_it_is_accepted_the_new_side_learns_a_first_name_and_a_month(made: cast.Cast) -> None:
    learner = made.learner("Isla", "Beattie")
    before = seen_by(made.everybody(), learner, Purpose.TRANSITION)
    move = _agreed(made, learner, days=30)
    assert seen_by(made.everybody(), learner, Purpose.TRANSITION) - before == {"sina"}
    assert sight(made.sina.call(), learner, Purpose.TRANSITION) == Category.IDENTITY | Category.LOCATION
    page = queries.move_page(made.sina.call(), move)
    assert (page.card.name, page.card.month_only, page.lines, page.learner_public_id) == ("Isla", True, (), "")
    commands.share_pack(made.mere.call(), move, read_by_whanau=True)
    assert queries.move_page(made.sina.call(), move).lines == ()
    assert not sight(made.sina.call(), learner)


def test_family_access_pauses_when_the_move_is_agreed_not_when_it_happens(made: cast.Cast) -> None:
    learner = made.learner()
    _member, hana = made.whanau(learner)
    assert sight(hana.call(), learner)
    _agreed(made, learner, days=30)
    assert not sight(hana.call(), learner)


def test_accepting_ends_one_enrolment_and_begins_the_other_with_the_same_learner(made: cast.Cast) -> None:
    learner = made.learner()
    move = _shared(made, learner)
    assert commands.accept_move(made.sina.call(), move).subjects == {learner}
    assert sight(made.sina.call(), learner) >= TRAVELS | Category.IDENTITY
    assert people_queries.placings(made.sina.call(), [learner]).by_id[learner][0] == made.other_school.id
    commands.record_first_day(made.sina.call(), move)
    mine = people_queries.identity(made.sina.call(), learner).rows
    assert {row.family_name for row in mine} == {"Rūpene"}
    assert len(mine) == 2
    lines = queries.move_page(made.sina.call(), move).lines
    commands.answer_pack(made.sina.call(), move, replies={lines[0].id: Reply.CAN_DO})
    assert queries.move_page(made.mere.call(), move).lines[0].reply is Reply.CAN_DO


def test_only_what_whanau_let_travel_is_seen_of_the_old_settings_rows(made: cast.Cast) -> None:
    learner = made.learner()
    commands.accept_move(made.sina.call(), _shared(made, learner))
    opened = sight_of(made.sina, learner, made.school.id)
    assert TRAVELS in opened
    assert opened & (Category.NEEDS | Category.PLAN | Category.HEALTH | Category.FAMILY | Category.CARE) == Category(0)


def sight_of(who: cast.Member, learner: uuid.UUID, custodian: uuid.UUID) -> Category:
    from tests import grants_of

    return grants_of.opened(who.call(), learner, custodian)


def test_whanau_access_stays_paused_until_the_new_setting_has_checked(made: cast.Cast) -> None:
    learner = made.learner()
    _member, hana = made.whanau(learner)
    commands.accept_move(made.sina.call(), _shared(made, learner))
    assert not sight(hana.call(), learner)
    adult = NewWhanauMember("Hana Rūpene", "Mum", user_id=hana.user.id, email=hana.user.email)
    member = people.add_whanau_member(made.sina.call(), learner, adult).id
    checked = people.check_authority(
        made.sina.call(), learner, member_id=member, kind=AuthorityKind.GUARDIAN, document="Birth certificate"
    )
    assert not sight(hana.call(), learner)
    people.confirm_authority(made.extra["principal_2"].call(), checked.id)
    assert sight(hana.call(), learner)


def test_the_old_setting_keeps_its_own_rows_to_the_last_closing_day_and_then_a_named_person(made: cast.Cast) -> None:
    learner = made.learner()
    move = _agreed(made, learner, keeper=made.wiremu.user.id)
    commands.share_pack(made.mere.call(), move, read_by_whanau=True)
    commands.accept_move(made.sina.call(), move)
    assert {"mere", "wiremu"} <= seen_by(made.everybody(), learner, Purpose.SUPPORT)
    last = queries.move_page(made.mere.call(), move).closes_on
    with clocks.at(clock.end_of_day(last)):
        left = seen_by(made.everybody(), learner, Purpose.SUPPORT)
    assert "wiremu" in left
    assert not {"mere", "jo"} & left
    assert "sina" in left


def test_a_move_ahead_opens_the_new_roll_on_its_day(made: cast.Cast) -> None:
    learner = made.learner()
    move = _shared(made, learner, days=10)
    commands.accept_move(made.sina.call(), move)
    with pytest.raises(Refused):
        commands.record_first_day(made.sina.call(), move)
    assert not sight(made.sina.call(), learner)
    assert sight(made.jo.call(), learner)
    with clocks.at(clock.start_of_day(_today(made) + datetime.timedelta(days=10))):
        assert sight(made.sina.call(), learner)
        assert not sight(made.jo.call(), learner)


def test_each_step_belongs_to_its_side_and_comes_in_its_order(made: cast.Cast) -> None:
    learner = made.learner()
    move = _agreed(made, learner)
    with pytest.raises(Refused):
        commands.accept_move(made.sina.call(), move)
    with pytest.raises(Refused):
        commands.share_pack(made.mere.call(), move, read_by_whanau=False)
    with pytest.raises(NotFound):
        commands.share_pack(made.sina.call(), move, read_by_whanau=True)
    with pytest.raises(NotFound):
        commands.accept_move(made.mere.call(), move)
    commands.share_pack(made.mere.call(), move, read_by_whanau=True)
    with pytest.raises(Conflict):
        commands.accept_move(made.sina.call(), move, version=1)
    commands.accept_move(made.sina.call(), move, version=2)
    commands.record_meeting(made.mere.call(), move, on=_today(made))
    commands.record_first_day(made.sina.call(), move)
    said = SettledCheck("I have a friend", "She sleeps again", "Joins in", is_settled=True)
    commands.record_week_six(made.sina.call(), move, said)
    assert queries.board(made.sina.call()).columns[Stage.SETTLED][0].is_accepted


def test_a_move_goes_to_another_home_setting_and_one_at_a_time(made: cast.Cast) -> None:
    learner = made.learner()
    for elsewhere in (made.school.id, made.trust.id):
        with pytest.raises(Refused):
            commands.agree_move(made.mere.call(), NewMove(learner, elsewhere, _today(made), TRAVELS))
    _agreed(made, learner)
    with pytest.raises(Conflict):
        _agreed(made, learner)


def test_a_stopped_move_closes_at_once(made: cast.Cast) -> None:
    learner = made.learner()
    move = _agreed(made, learner)
    commands.stop_move(made.mere.call(), move)
    assert not sight(made.sina.call(), learner, Purpose.TRANSITION)
    with pytest.raises(NotFound):
        queries.move_page(made.sina.call(), move)


def test_nobody_on_both_sides_accepts_what_they_offered(made: cast.Cast) -> None:
    from rourou.foundation.access import posts

    learner = made.learner()
    move = _shared(made, learner)
    post = posts.seat(made.mere.user, made.cluster, made.other_school, Role.COORDINATOR, valid_from=cast.START)
    with pytest.raises(Refused):
        commands.accept_move(cast.Member(made.mere.user, post).call(), move)
    with pytest.raises(Refused):
        commands.agree_move(
            made.mere.call(),
            NewMove(made.learner(), made.other_school.id, _today(made), TRAVELS, (), made.mere.user.id),
        )


def test_the_board_makes_as_many_queries_for_five_as_for_one(made: cast.Cast) -> None:
    from tests.counting import queries_of

    _agreed(made, made.learner())
    one = queries_of(lambda: queries.board(made.mere.call()))
    for _n in range(4):
        _agreed(made, made.learner())
    assert queries_of(lambda: queries.board(made.mere.call())) == one


def test_requests_go_on_at_the_new_setting_and_their_wait_does_not_begin_again(made: cast.Cast) -> None:
    from rourou.contexts.referrals import queries as referrals_queries
    from rourou.contexts.referrals.types import State
    from tests.factories import asking

    asking.in_force(made)
    asked = asking.sent(made, "Isla")
    commands.accept_move(made.sina.call(), _shared(made, asked.learner))
    move = queries.board(made.sina.call()).columns[Stage.SHARED][0].id
    commands.record_first_day(made.sina.call(), move)
    lines = referrals_queries.requests_of(made.sina.call(), asked.learner).lines
    states = {line.state: line.agreed_on for line in lines}
    assert set(states) == {State.TRANSFER_PENDING, State.DRAFT}
    assert states[State.DRAFT] == states[State.TRANSFER_PENDING]


def test_requests_that_whanau_did_not_let_travel_stay_where_they_were(made: cast.Cast) -> None:
    from rourou.contexts.referrals import queries as referrals_queries
    from tests.factories import asking

    asking.in_force(made)
    asked = asking.sent(made, "Isla")
    draft = NewMove(asked.learner, made.other_school.id, _today(made), Category.STRENGTHS, ("A peg",))
    move = commands.agree_move(made.mere.call(), draft).id
    commands.share_pack(made.mere.call(), move, read_by_whanau=True)
    commands.accept_move(made.sina.call(), move)
    commands.record_first_day(made.sina.call(), move)
    assert referrals_queries.requests_of(made.sina.call(), asked.learner).lines == ()
    assert queries.move_page(made.sina.call(), move).lines == ()
