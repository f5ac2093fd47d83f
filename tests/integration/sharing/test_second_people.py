"""What waits for a second person: an outsider's place in a support team, a keeper of a small setting, a role."""

import pytest

from rourou.contexts.people import commands as people
from rourou.contexts.sharing import commands
from rourou.contexts.sharing.types import NamedKind
from rourou.foundation.access.purposes import Category
from rourou.foundation.access.roles import Role
from rourou.foundation.kernel.errors import NotFound, Refused
from tests import cast


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
