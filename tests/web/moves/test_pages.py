"""The pages of moves: from a learner to settled, each side its own steps; a welcome and a refusal for each route."""

import re

import pytest

from rourou.contexts.moves import queries
from rourou.contexts.moves.types import Stage
from tests import cast as casts
from tests.signing_in import client


@pytest.fixture
def cast() -> casts.Cast:
    return casts.make()


def _stamp(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found
    return found.group(1)


def _begin(cast: casts.Cast, learner: object) -> str:
    """A move of this learner to the other school, today, from its page; the address of the move."""
    mere = cast.mere.call()
    browser = client(cast.mere)
    url = f"/moves/new?learner={mere.public(learner)}"  # type: ignore[arg-type]
    page = browser.get(url).content.decode()
    sent = {
        "stamp": _stamp(page), "to": mere.public(cast.other_school.id), "moves_on": "today", "travels": ["8", "32"],
        "day_one": "A peg with a tūī\nThe quiet corner", "keeper": mere.public(cast.wiremu.user.id), "safe": "on",
    }  # fmt: skip
    answer = browser.post(url, sent)
    assert answer.status_code == 303, answer.content.decode()
    return answer.headers["Location"]


def _take(who: casts.Member, url: str, **said: str) -> int:
    browser = client(who)
    page = browser.get(url).content.decode()
    return browser.post(url, {"stamp": _stamp(page), **said}).status_code


def test_a_move_from_a_learner_to_settled(cast: casts.Cast) -> None:
    url = _begin(cast, cast.learner("Isla", "Beattie"))
    assert _take(cast.mere, f"{url}/share", read="") == 422
    assert _take(cast.mere, f"{url}/share", read="on") == 303
    before = client(cast.sina).get(url).content.decode()
    assert "Isla" in before
    assert "Beattie" not in before
    assert "tūī" not in before
    assert _take(cast.sina, f"{url}/accept") == 303
    assert "A peg with a tūī" in client(cast.sina).get(url).content.decode()
    assert _take(cast.sina, f"{url}/answers", line_0="can_do", line_1="need_help") == 303
    assert "We need help with this" in client(cast.mere).get(url).content.decode()
    assert _take(cast.sina, f"{url}/met", on="today") == 303
    assert _take(cast.sina, f"{url}/first-day") == 303
    said = {"learner": "I have a friend", "whanau": "", "kaiako": "", "settled": "yes"}
    assert _take(cast.sina, f"{url}/week-six", **said) == 303
    assert queries.board(cast.sina.call()).columns[Stage.SETTLED]
    assert "I have a friend" in client(cast.sina).get(url).content.decode()


def test_each_page_is_for_the_two_sides_and_for_nobody_else(cast: casts.Cast) -> None:
    learner = cast.learner()
    url = _begin(cast, learner)
    steps = ("", "/share", "/accept", "/met", "/first-day", "/answers", "/week-six", "/stop")
    for rest in steps:
        assert client(cast.mere).get(url + rest).status_code == 200, rest
        assert client(cast.sina).get(url + rest).status_code == 200, rest
        assert client(cast.stranger).get(url + rest).status_code == 404, rest
        assert client(cast.jo).get(url + rest).status_code == 403, rest
        assert client(cast.grace).get(url + rest).status_code == 403, rest
    assert client(cast.mere).get("/moves").status_code == 200
    assert client(cast.jo).get("/moves").status_code == 403
    new = f"/moves/new?learner={cast.mere.call().public(learner)}"
    assert client(cast.sina).get(new).status_code == 404
    assert client(cast.mere).get("/moves/new?learner=nobody").status_code == 404


def test_the_board_names_little_to_the_new_side_and_links_to_the_move(cast: casts.Cast) -> None:
    url = _begin(cast, cast.learner("Isla", "Beattie"))
    theirs = client(cast.sina).get("/moves").content.decode()
    assert url in theirs
    assert "Beattie" not in theirs
    assert "Isla Beattie" in client(cast.mere).get("/moves").content.decode()


def test_stopping_closes_it_and_a_stale_form_changes_nothing(cast: casts.Cast) -> None:
    url = _begin(cast, cast.learner())
    stale = _stamp(client(cast.mere).get(f"{url}/stop").content.decode())
    assert _take(cast.mere, f"{url}/share", read="on") == 303
    assert client(cast.mere).post(f"{url}/stop", {"stamp": stale}).status_code == 409
    assert _take(cast.mere, f"{url}/stop") == 303
    assert client(cast.sina).get(url).status_code == 404


def test_titles_name_nobody(cast: casts.Cast) -> None:
    url = _begin(cast, cast.learner("Isla", "Beattie"))
    page = client(cast.mere).get(url).content.decode()
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title
    assert "Isla" not in title.group(1)
