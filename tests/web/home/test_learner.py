"""One learner's page: who may open it, what each sees of it, and how many statements it takes."""

from typing import Any

import pytest

from tests import cast, signing_in


@pytest.fixture(scope="module")
def made(store: Any, django_db_blocker: Any) -> cast.Cast:
    with django_db_blocker.unblock():
        made = cast.make()
        made.protocols()
        return made


def _url(made: cast.Cast, learner: Any) -> str:
    return f"/learners/{made.mere.call().public(learner)}"


def test_the_team_of_the_setting_opens_it_and_nobody_else(made: cast.Cast) -> None:
    learner = made.learner("Manaia", "Rūpene", preferred_name="Nia", year_level=3)
    answers = {
        name: signing_in.client(member).get(_url(made, learner)).status_code
        for name, member in made.everybody().items()
    }
    assert {name for name, status in answers.items() if status == 200} == {"mere", "jo", "wiremu"}
    assert {status for name, status in answers.items() if name not in {"mere", "jo", "wiremu", "pita"}} == {404}
    assert answers["pita"] == 403
    page = signing_in.client(made.mere).get(_url(made, learner)).content.decode()
    assert "Nia Rūpene" in page
    assert "Room\u00a04" in page
    assert "Not asked" in page
