"""Today: who has which lists, and the same number of statements however long they are."""

from typing import Any

import pytest

from tests import cast, signing_in

STAFF = ("mere", "jo", "wiremu", "sina", "grace", "tama", "ana", "fay", "pita", "stranger")


@pytest.fixture(scope="module")
def made(store: Any, django_db_blocker: Any) -> cast.Cast:
    with django_db_blocker.unblock():
        made = cast.make()
        made.protocols()
        return made


@pytest.mark.parametrize("who", STAFF)
def test_every_member_of_staff_lands_on_today(made: cast.Cast, who: str) -> None:
    answer = signing_in.client(made.everybody()[who]).get("/today")
    assert answer.status_code == 200
    assert "Nothing is due today" in answer.content.decode()


def test_whanau_have_a_page_of_their_own_instead(made: cast.Cast) -> None:
    _member, hana = made.whanau(made.learner())
    assert signing_in.client(hana).get("/today").status_code == 404
