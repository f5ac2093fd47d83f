"""Hours go with the learner who moves, and nobody’s hours are lost on the way (adr/0012)."""

import datetime
import uuid
from decimal import Decimal

import psycopg
import pytest

from rourou.contexts.allocation import commands, queries
from rourou.contexts.allocation.types import NewPromise
from rourou.contexts.moves import commands as moves
from rourou.contexts.moves.types import NewMove
from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.referrals import commands as referrals
from rourou.contexts.referrals import queries as referrals_queries
from rourou.contexts.referrals.types import State
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Method, NewConsent, Question
from rourou.foundation.access.public_ids import PublicIdConverter
from rourou.foundation.access.purposes import Category
from rourou.foundation.kernel.errors import Refused
from tests import cast
from tests.factories import asking, home

Owner = psycopg.Connection[tuple[object, ...]]


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    asking.in_force(made)
    asking.terms(made)
    return made


def _promise(service: uuid.UUID, hours: str, *ids: uuid.UUID) -> NewPromise:
    return NewPromise(service, asking.TERM, Decimal(hours), ids)


def _held(made: cast.Cast, asked: asking.Asked) -> tuple[uuid.UUID, asking.Asked]:
    """A service of six hours, four of them promised to somebody."""
    service = asking.supply(made, "6")
    commands.promise_hours(made.grace.call(), _promise(service, "4", asked.id))
    return service, asked


def _moved(made: cast.Cast, learner: uuid.UUID, travels: Category = Category.STRENGTHS | Category.SUPPORTS) -> None:
    draft = NewMove(learner, made.other_school.id, home.today(made), travels, ("A peg",))
    move = moves.agree_move(made.mere.call(), draft).id
    moves.share_pack(made.mere.call(), move, read_by_whanau=True)
    moves.accept_move(made.sina.call(), move)
    moves.record_first_day(made.sina.call(), move)


def _taken_up(made: cast.Cast, learner: uuid.UUID) -> uuid.UUID:
    lines = referrals_queries.requests_of(made.sina.call(), learner).lines
    (draft,) = (x for x in lines if x.state is State.DRAFT)
    return PublicIdConverter().to_python(draft.public_id).inner


def _balance(made: cast.Cast, service: uuid.UUID) -> Decimal:
    return queries.hours_left(made.grace.call(), [service], asking.TERM).rows[0].promised


def _ledger(owner: Owner, made: cast.Cast) -> Decimal:
    """What the lines of the ledger come to."""
    row = owner.execute(
        "select coalesce(sum(case kind when 'promise' then charged else -charged end), 0)"
        " from allocation_hoursentry where cluster_id = %s",
        [made.cluster.id],
    ).fetchone()
    assert row is not None
    return Decimal(str(row[0]))


def _answers(made: cast.Cast, learner: uuid.UUID, giver: uuid.UUID, answer: Answer) -> None:
    table = (made.school.id, made.other_school.id, made.rtlb.id) if answer is Answer.YES else ()
    until = home.today(made) + datetime.timedelta(days=90)
    draft = NewConsent(learner, Question.CLUSTER, answer, giver, Method.WRITTEN, until, table)
    sharing.record_consent(made.sina.call(), draft)


def _agrees_again(made: cast.Cast, learner: uuid.UUID) -> uuid.UUID:
    """The new setting checks authority, and whānau say yes to the cluster there."""
    giver = people.add_whanau_member(made.sina.call(), learner, NewWhanauMember("Hana Rūpene", "Mum")).id
    checked = people.check_authority(
        made.sina.call(), learner, member_id=giver, kind=AuthorityKind.GUARDIAN, document="Seen again",
        from_on=home.today(made),
    )  # fmt: skip
    people.confirm_authority(made.extra["principal_2"].call(), checked.id)
    _answers(made, learner, giver, Answer.YES)
    return giver


def test_hours_stay_the_learner_s_when_they_move_and_are_nobody_else_s(made: cast.Cast, owner: Owner) -> None:
    service, asked = _held(made, asking.waiting(made))
    _moved(made, asked.learner)
    new = _taken_up(made, asked.learner)
    (held,) = queries.hours_held(made.sina.call(), [new]).by_id[new]
    assert (held.service_id, held.hours, held.charged) == (service, 4, 4)
    assert _balance(made, service) == _ledger(owner, made) == 4
    other = asking.waiting(made, "Losa")
    with pytest.raises(Refused, match=r"hours\.gone"):
        commands.promise_hours(made.grace.call(), _promise(service, "3", other.id))


def test_the_hui_gives_the_hours_that_were_kept_once_whanau_agree_there(made: cast.Cast, owner: Owner) -> None:
    service, asked = _held(made, asking.waiting(made))
    _moved(made, asked.learner)
    new = _taken_up(made, asked.learner)
    _agrees_again(made, asked.learner)
    referrals.send_request(made.sina.call(), new)
    referrals.take_to_hui(made.grace.call(), new)
    commands.promise_hours(made.grace.call(), _promise(service, "6", new))  # more than the two that nobody holds
    assert referrals_queries.request_page(made.sina.call(), new).state is State.ALLOCATED
    assert _balance(made, service) == _ledger(owner, made) == 6


def test_kept_hours_are_given_back_when_what_was_taken_up_is_taken_back(made: cast.Cast, owner: Owner) -> None:
    service, asked = _held(made, asking.waiting(made))
    _moved(made, asked.learner)
    referrals.withdraw(made.sina.call(), _taken_up(made, asked.learner), words="It is not needed here.")
    assert _balance(made, service) == _ledger(owner, made) == 0


def test_kept_hours_are_given_back_when_whanau_say_no_there(made: cast.Cast, owner: Owner) -> None:
    service, asked = _held(made, asking.waiting(made))
    _moved(made, asked.learner)
    giver = _agrees_again(made, asked.learner)
    referrals.send_request(made.sina.call(), _taken_up(made, asked.learner))
    _answers(made, asked.learner, giver, Answer.NO)
    assert _balance(made, service) == _ledger(owner, made) == 0


def test_a_request_that_does_not_travel_is_taken_back_and_frees_its_hours(made: cast.Cast, owner: Owner) -> None:
    service, asked = _held(made, asking.waiting(made))
    _moved(made, asked.learner, Category.STRENGTHS)
    assert referrals_queries.requests_of(made.sina.call(), asked.learner).lines == ()
    assert _balance(made, service) == _ledger(owner, made) == 0


def test_hours_kept_for_a_request_that_is_never_sent_are_given_back(made: cast.Cast, owner: Owner) -> None:
    service, asked = _held(made, asking.waiting(made))
    _moved(made, asked.learner)
    asking.sent(made, "Losa")
    assert _balance(made, service) == 4
    owner.execute(
        "update referrals_referral set created_at = created_at - interval '40 days'"
        " where cluster_id = %s and before_id is not null",
        [made.cluster.id],
    )
    asking.sent(made, "Noah")
    assert _balance(made, service) == _ledger(owner, made) == 0
