"""What waits for a second person: an outsider's place in a support team, a keeper of a small setting, a role."""

import uuid
from types import SimpleNamespace

import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.sharing import commands
from rourou.contexts.sharing.types import NamedKind, Question
from rourou.foundation.access import posts
from rourou.foundation.access.audience import audience
from rourou.foundation.access.call import Call
from rourou.foundation.access.gate import query
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import Role
from rourou.foundation.audit.events import Event
from rourou.foundation.kernel.errors import NotFound, Refused
from tests import cast


@query(Permission.LEARNER_READ, audits=Event.LEARNER_LOOKED_AT)
def _readers(call: Call, learner: uuid.UUID) -> SimpleNamespace:
    """Who is said to see how this learner gets on."""
    line = audience(call, learner, Category.BEHAVIOUR).seen_by
    return SimpleNamespace(line=line, subjects=frozenset({learner}))


def _told(call: Call, learner: uuid.UUID) -> tuple[str, ...]:
    return _readers(call, learner).line


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def test_an_outsiders_place_is_confirmed_by_another(made: cast.Cast) -> None:
    learner = made.learner()
    named = commands.name_person(
        made.mere.call(), learner, kind=NamedKind.SUPPORT_TEAM, user_id=made.ana.user.id,
        categories=Category.SUPPORTS, organisation_id=made.trust.id,
    )  # fmt: skip
    with pytest.raises(Refused):
        commands.confirm_named(made.mere.call(), named.id)
    with pytest.raises(NotFound):
        commands.confirm_named(made.sina.call(), named.id)
    assert commands.confirm_named(made.wiremu.call(), named.id).subjects == {learner}
    with pytest.raises(Refused):
        commands.confirm_named(made.wiremu.call(), named.id)


def test_the_privacy_officer_confirms_a_keeper_of_another_setting(made: cast.Cast) -> None:
    head = made.extra["principal_2"]
    keeper = commands.name_keeper(made.sina.call(), head.user.id)
    with pytest.raises(NotFound):
        commands.confirm_keeper(made.wiremu.call(), keeper.id)
    assert commands.confirm_keeper(made.pita.call(), keeper.id).id == keeper.id


def test_the_privacy_officer_confirms_a_role_of_another_setting(made: cast.Cast) -> None:
    head = made.extra["principal_2"]
    post = people.give_post(head.call(), made.tama.user.id, Role.TEACHER)
    with pytest.raises(NotFound):
        people.confirm_post(made.wiremu.call(), post.id)
    assert people.confirm_post(made.pita.call(), post.id).id == post.id


def test_a_teacher_elsewhere_is_told_no_names_of_the_settings_staff(made: cast.Cast) -> None:
    """Names of staff tell where a learner is: a class somewhere else is not the class of this learner."""
    made.protocols()
    learner = made.learner()
    member, _hana = made.whanau(learner)
    made.consent(learner, member, Question.ORGANISATION, organisations=(made.other_school.id,))
    rae = made.staff_member("Rae Elsewhere", made.other_school, Role.TEACHER)
    team = {"kind": NamedKind.SUPPORT_TEAM, "categories": Category.BEHAVIOUR}
    commands.name_person(made.mere.call(), learner, user_id=made.jo.user.id, **team)
    named = commands.name_person(
        made.mere.call(), learner, user_id=rae.user.id, organisation_id=made.other_school.id, **team
    )
    commands.confirm_named(made.wiremu.call(), named.id)
    told = " ".join(_told(rae.call(), learner))
    assert "Jo Whaanga" not in told
    assert "Jo Whaanga" in " ".join(_told(made.mere.call(), learner))


def test_ending_a_post_closes_its_class_too_and_never_lengthens_it(made: cast.Cast) -> None:
    people.end_post(made.wiremu.call(), made.jo.post.id)
    assert made.jo.call().holders == ()
    with pytest.raises(Refused):
        people.end_post(made.wiremu.call(), made.jo.post.id, last_on=cast.START.replace(year=2090))


def test_a_post_of_another_cluster_is_not_found(made: cast.Cast) -> None:
    posts.join(made.school, made.other_cluster, valid_from=cast.START, is_home=False)
    there = posts.seat(made.tama.user, made.other_cluster, made.school, Role.TEACHER, valid_from=cast.START)
    with pytest.raises(NotFound):
        people.end_post(made.wiremu.call(), there.id)


@pytest.mark.parametrize("role", [Role.SYSTEM, Role.WHANAU, Role.LEARNER])
def test_nobody_is_given_a_role_that_is_not_staffs(made: cast.Cast, role: Role) -> None:
    """The system asks for no permission; whānau and learners come in by a checked authority."""
    with pytest.raises(Refused):
        people.give_post(made.wiremu.call(), made.tama.user.id, role)


def test_somebody_who_works_elsewhere_is_not_named_as_a_colleague(made: cast.Cast) -> None:
    with pytest.raises(Refused):
        commands.name_person(
            made.mere.call(), made.learner(), kind=NamedKind.CASELOAD, user_id=made.ana.user.id,
            categories=Category.SUPPORTS,
        )  # fmt: skip
