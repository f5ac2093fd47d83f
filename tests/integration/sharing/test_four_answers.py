"""What the four answers open, and when a fact may be made (access.md)."""

import datetime
import uuid

import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.people import queries as people_queries
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing import queries as sharing_queries
from rourou.contexts.sharing.queries import Sharing
from rourou.contexts.sharing.types import Answer, Method, NamedKind, NewConsent, Question
from rourou.foundation.access.purposes import Category, Purpose
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import NotFound, Refused
from tests import cast, clocks
from tests.probes import seen_by, sight

SETTING = {"mere", "jo", "wiremu"}
TABLE = {"mere", "wiremu", "sina", "principal_2", "grace", "tama", "fay"}
UNTIL = datetime.date(2027, 12, 17)


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _asked(made: cast.Cast) -> tuple[uuid.UUID, uuid.UUID, cast.Member]:
    learner = made.learner()
    member, adult = made.whanau(learner)
    return learner, member, adult


def test_before_any_answer_nobody_outside_the_setting_can_see_that_the_learner_exists(made: cast.Cast) -> None:
    learner, _member, hana = _asked(made)
    assert seen_by(made.everybody(), learner, Purpose.SUPPORT) == SETTING
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    assert sight(hana.call(), learner)


def test_answer_2_opens_the_cluster_teams_of_the_organisations_ticked(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    made.consent(learner, member, organisations=(made.rtlb.id,))
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == {"grace", "tama"}
    opened = sight(made.grace.call(), learner, Purpose.PLANNING)
    assert Category.NEEDS in opened
    assert not opened & (Category.PLAN | Category.FAMILY | Category.HEALTH | Category.CARE | Category.CONTACT)
    assert not sight(made.grace.call(), learner, Purpose.SUPPORT)


def test_a_no_and_a_withdrawal_close_it_in_the_same_second(made: cast.Cast) -> None:
    learner, member, hana = _asked(made)
    yes = made.consent(learner, member)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == TABLE
    sharing.withdraw_consent(hana.call(), yes)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    assert seen_by(made.everybody(), learner, Purpose.SUPPORT) == SETTING
    made.consent(learner, member)
    made.consent(learner, member, answer=Answer.NO)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()


def test_stopping_twice_says_so_and_changes_nothing(made: cast.Cast) -> None:
    learner, member, hana = _asked(made)
    yes = made.consent(learner, member)
    sharing.withdraw_consent(hana.call(), yes)
    with pytest.raises(Refused):
        sharing.withdraw_consent(hana.call(), yes)


def test_answer_3_opens_one_organisation_for_support(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    made.consent(learner, member, Question.ORGANISATION)
    assert seen_by(made.everybody(), learner, Purpose.SUPPORT) == SETTING | {"ana"}
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()


def test_one_no_of_one_adult_outweighs_the_yes_of_another(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    other, _rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    made.consent(learner, member)
    made.consent(learner, other, answer=Answer.NO)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()


def test_each_adult_sees_their_own_answers_alone(made: cast.Cast) -> None:
    learner, member, hana = _asked(made)
    other, rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    mine = made.consent(learner, member)
    theirs = made.consent(learner, other, answer=Answer.NO)
    page = sharing_queries.sharing_page(hana.call(), learner)
    assert [a.id for a in page.answers[Question.CLUSTER]] == [mine]
    page = sharing_queries.sharing_page(rawiri.call(), learner)
    assert [a.id for a in page.answers[Question.CLUSTER]] == [theirs]
    with pytest.raises(NotFound):
        sharing.withdraw_consent(rawiri.call(), mine)


def test_a_learner_who_decides_is_the_only_one_whose_answer_counts(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    young = made.staff_member("tai", made.school, Role.LEARNER)
    checked = people.check_authority(
        made.mere.call(),
        learner,
        member_id=None,
        kind=AuthorityKind.SELF,
        document="Talked with Tai",
        user_id=young.user.id,
    )
    people.confirm_authority(made.wiremu.call(), checked.id)
    made.consent(learner, member)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    own = NewConsent(
        learner, Question.CLUSTER, Answer.YES, None, organisation_ids=(made.rtlb.id,), until_on=UNTIL, by_learner=True
    )
    sharing.record_consent(made.mere.call(), own)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == {"grace", "tama"}
    assert sight(young.call(), learner)


def test_a_spoken_yes_waits_for_a_second_person(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    spoken = NewConsent(
        learner, Question.CLUSTER, Answer.YES, member, Method.SPOKEN, UNTIL, (made.rtlb.id,), witness="Jo"
    )  # fmt: skip
    recorded = sharing.record_consent(made.mere.call(), spoken).id
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    assert sharing_queries.states(made.mere.call(), [learner]).by_id[learner].word is Sharing.TO_CONFIRM
    with pytest.raises(Refused):
        sharing.confirm_consent(made.mere.call(), recorded)
    sharing.confirm_consent(made.wiremu.call(), recorded)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == {"grace", "tama"}


def test_not_today_opens_nothing_and_closes_nothing(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    made.consent(learner, member, answer=Answer.NOT_TODAY)
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    assert sharing_queries.states(made.mere.call(), [learner]).by_id[learner].word is Sharing.NOT_ASKED


def test_a_yes_needs_authority_dates_members_and_a_protocol() -> None:
    made = cast.make()
    learner, member, _hana = _asked(made)
    unchecked = people.add_whanau_member(made.mere.call(), learner, NewWhanauMember("Wini", "Nan")).id
    with pytest.raises(Refused) as no_protocol:
        made.consent(learner, member)
    assert no_protocol.value.code == "consent.protocol"
    made.protocols()
    for code, draft in {
        "consent.authority": NewConsent(learner, Question.CLUSTER, Answer.YES, unchecked, until_on=UNTIL),
        "consent.until": NewConsent(learner, Question.CLUSTER, Answer.YES, member, organisation_ids=(made.rtlb.id,)),
        "consent.audience": NewConsent(learner, Question.CLUSTER, Answer.YES, member, until_on=UNTIL),
        "consent.member": NewConsent(
            learner, Question.CLUSTER, Answer.YES, member, until_on=UNTIL, organisation_ids=(uuid.uuid4(),)
        ),
        "consent.future": NewConsent(
            learner, Question.CLUSTER, Answer.YES, member, until_on=UNTIL, from_on=datetime.date(2030, 1, 1)
        ),
        "consent.order": NewConsent(
            learner, Question.CLUSTER, Answer.YES, member, until_on=datetime.date(2026, 1, 1), from_on=cast.START
        ),
    }.items():
        with pytest.raises(Refused) as refused:
            sharing.record_consent(made.mere.call(), draft)
        assert refused.value.code == code


def test_a_date_counts_at_the_moment_of_reading(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    made.consent(learner, member, until_on=datetime.date(2026, 12, 31))
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == TABLE
    with clocks.at(datetime.datetime(2026, 12, 31, 10, 59, tzinfo=datetime.UTC)):  # 11:59 pm in Auckland
        assert seen_by(made.everybody(), learner, Purpose.PLANNING) == TABLE
    with clocks.at(datetime.datetime(2026, 12, 31, 11, 0, tzinfo=datetime.UTC)):  # midnight
        assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()


def test_when_a_learner_leaves_what_rested_on_the_setting_ends(made: cast.Cast) -> None:
    learner, member, hana = _asked(made)
    made.consent(learner, member)
    people.end_enrolment(made.mere.call(), learner, last_on=datetime.date(2026, 11, 20))
    with clocks.at(datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC)):
        assert seen_by(made.everybody(), learner, Purpose.SUPPORT) == set()
        assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
        assert not sight(hana.call(), learner)


def test_staff_who_are_whanau_are_barred_as_staff_and_not_as_whanau(made: cast.Cast) -> None:
    learner = made.learner()
    draft = NewWhanauMember("Jo Whaanga", "Aunty", user_id=made.jo.user.id)
    people.add_whanau_member(made.mere.call(), learner, draft)
    assert not sight(made.jo.call(), learner)
    assert sight(made.mere.call(), learner)


def test_a_pause_closes_one_adult_at_once_and_nobody_else(made: cast.Cast) -> None:
    learner, member, hana = _asked(made)
    _other, rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    people.pause_person(made.mere.call(), learner, member, reason="Private", review_on=datetime.date(2027, 1, 5))
    assert not sight(hana.call(), learner)
    assert sight(rawiri.call(), learner)
    with pytest.raises(NotFound):
        sharing_queries.sharing_page(hana.call(), learner)


def test_a_protected_place_is_named_to_nobody_outside(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    made.consent(learner, member)
    assert Category.LOCATION in sight(made.grace.call(), learner, Purpose.PLANNING)
    _keeper(made)
    people.protect_location(made.wiremu.call(), learner, reason="Private")
    assert Category.LOCATION not in sight(made.grace.call(), learner, Purpose.PLANNING)
    assert Category.NEEDS in sight(made.grace.call(), learner, Purpose.PLANNING)


def test_what_is_highly_sensitive_is_read_by_keepers_alone_though_anybody_there_may_protect(made: cast.Cast) -> None:
    learner, _member, _hana = _asked(made)
    people.protect_location(made.mere.call(), learner, reason="Private")
    assert [people_queries.protected(w.call(), learner).is_known for w in (made.mere, made.wiremu)] == [False, False]
    _keeper(made)
    assert [people_queries.protected(w.call(), learner).is_known for w in (made.mere, made.wiremu)] == [False, True]


def _keeper(made: cast.Cast) -> None:
    head = made.staff_member("deputy", made.school, Role.SCHOOL_PRINCIPAL)
    named = sharing.name_keeper(head.call(), made.wiremu.user.id)
    for who in (head, made.wiremu):
        with pytest.raises(Refused):
            sharing.confirm_keeper(who.call(), named.id)
    sharing.confirm_keeper(made.pita.call(), named.id)


def test_an_outsiders_place_rests_on_the_whanaus_own_yes(made: cast.Cast) -> None:
    learner, member, _hana = _asked(made)
    named = {"kind": NamedKind.SUPPORT_TEAM, "categories": Category.NEEDS | Category.IDENTITY}
    sharing.name_person(made.mere.call(), learner, user_id=made.ana.user.id, organisation_id=made.trust.id, **named)
    assert not sight(made.ana.call(), learner)
    made.consent(learner, member, Question.ORGANISATION)
    assert sight(made.ana.call(), learner)


def test_nobody_makes_a_fact_from_which_they_gain(made: cast.Cast) -> None:
    learner, _member, _hana = _asked(made)
    with pytest.raises(Refused):
        people.give_post(made.wiremu.call(), made.wiremu.user.id, Role.COORDINATOR)
    given = people.give_post(made.wiremu.call(), made.tama.user.id, Role.TEACHER).id
    for who in (made.wiremu,):
        with pytest.raises(Refused):
            people.confirm_post(who.call(), given)
    with pytest.raises(Refused):
        sharing.name_person(
            made.mere.call(), learner, kind=NamedKind.CASELOAD, user_id=made.mere.user.id, categories=Category.HEALTH
        )


def test_a_room_reaches_what_everybody_present_reaches(made: cast.Cast) -> None:
    first, second = made.learner("Manaia"), made.learner("Tāne")
    for learner in (first, second):
        member, _adult = made.whanau(learner)
        chosen = (made.rtlb.id, made.ministry.id) if learner == first else (made.rtlb.id,)
        made.consent(learner, member, organisations=chosen)
    hui = uuid.uuid4()
    agenda = {first: made.school.id, second: made.school.id}
    present = [(w.post.id, w.user.id) for w in (made.grace, made.tama)]
    sharing.set_room(made.grace.call(), hui, learners=agenda, present=present)
    assert [bool(sight(_in(made, hui), x, Purpose.PLANNING)) for x in (first, second)] == [True, True]
    sharing.set_room(made.grace.call(), hui, learners=agenda, present=[*present, (made.fay.post.id, made.fay.user.id)])
    assert [bool(sight(_in(made, hui), x, Purpose.PLANNING)) for x in (first, second)] == [True, False]
    sharing.set_room(made.grace.call(), hui, learners=agenda, present=present)
    assert sight(_in(made, hui), second, Purpose.PLANNING)
    sharing.close_room(made.grace.call(), hui)
    assert not sight(_in(made, hui), first, Purpose.PLANNING)


def _in(made: cast.Cast, hui: uuid.UUID):
    from tests import rooms

    return rooms.call_of(made.grace.call(), hui)
