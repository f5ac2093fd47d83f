"""Where a child comes from and goes to is named to both sides, unless the place is protected."""

import uuid

import pytest

from rourou.contexts.moves import commands, queries
from rourou.contexts.people import commands as people
from rourou.contexts.people import queries as people_queries
from rourou.contexts.sharing import commands as sharing
from rourou.foundation.access.purposes import Withheld
from rourou.foundation.access.roles import Role
from tests import cast
from tests.integration.moves.test_moving import _agreed, _shared


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _card(who: cast.Member, move: uuid.UUID) -> tuple[object, object]:
    page = queries.move_page(who.call(), move)
    on_the_board = [c for cards in queries.board(who.call()).columns.values() for c in cards if c.id == move]
    assert [(c.from_name, c.to_name) for c in on_the_board] == [(page.card.from_name, page.card.to_name)]
    return page.card.from_name, page.card.to_name


def test_both_sides_read_both_names(made: cast.Cast) -> None:
    move = _shared(made, made.learner(), days=30)
    names = (made.school.name, made.other_school.name)
    assert _card(made.mere, move) == _card(made.wiremu, move) == _card(made.sina, move) == names
    assert queries.move_page(made.sina.call(), move).old_lead == made.mere.user.name


def test_a_protected_place_is_named_to_nobody_but_those_who_keep_it(made: cast.Cast) -> None:
    learner = made.learner()
    sharing.confirm_keeper(made.pita.call(), sharing.name_keeper(made.wiremu.call(), made.mere.user.id).id)
    people.protect_location(made.mere.call(), learner, reason="An order")
    move = _shared(made, learner, days=30)
    assert _card(made.mere, move) == (made.school.name, made.other_school.name)
    came_from, comes_to = _card(made.sina, move)
    assert (came_from, comes_to) == (Withheld("Place not shared with you"), made.other_school.name)
    assert queries.move_page(made.sina.call(), move).old_lead == ""
    commands.accept_move(made.sina.call(), move)
    assert isinstance(_card(made.sina, move)[0], Withheld)


def test_a_destination_is_hidden_from_colleagues_who_do_not_keep_it(made: cast.Cast) -> None:
    learner = made.learner()
    people.protect_location(made.mere.call(), learner, reason="An order")
    move = _agreed(made, learner, days=30)
    senco = made.staff_member("Ana Bell", made.school, Role.SENCO)
    assert _card(senco, move) == (made.school.name, Withheld("Place not shared with you"))


def test_nobody_else_is_told_a_place_for_asking(made: cast.Cast) -> None:
    learner = made.learner()
    _agreed(made, learner, days=30)
    asked = {(learner, made.school.id)}
    told = people_queries.place_names(made.grace.call(), asked, going_to={(learner, made.other_school.id)}).by_pair
    assert all(isinstance(name, Withheld) for name in told.values())
