"""Which hui takes a round, who is asked by habit, what waits on whose Today, and what whānau read of it."""

import html
import re

import pytest
from django.test import Client

from rourou.contexts.allocation import commands as allocation
from rourou.contexts.directory.types import SupportType
from rourou.contexts.meetings import commands, queries
from rourou.contexts.meetings.types import NewHui
from rourou.foundation.kernel.ids import new_id
from tests import cast as casts
from tests.factories import asking, gathering
from tests.factories.gathering import giving, table
from tests.signing_in import client


@pytest.fixture
def cast() -> casts.Cast:
    made = casts.make()
    asking.in_force(made)
    asking.terms(made)
    return made


def _suggested(cast: casts.Cast) -> int:
    """A round over Ana's hours, with its suggestion."""
    asking.supply(cast, "6", name=f"Therapy {new_id()}")
    opened = allocation.open_round(cast.grace.call(), support_type=SupportType.SPEECH_LANGUAGE, term=asking.TERM)
    allocation.make_suggestion(cast.grace.call(), opened.id)
    return opened.number


def _called(cast: casts.Cast) -> str:
    draft = NewHui(held_on=asking.today(), title="Week 7", invited=tuple(m.post.id for m in table(cast)))
    return cast.grace.call().public(commands.call_hui(cast.grace.call(), draft).id)


def _take(browser: Client, number: int, hui: str) -> object:
    page = browser.get(f"/hui/new?round={number}").content.decode()
    form = page[page.index(f'action="/hui/{hui}/round"') :]
    stamp = re.search(r'name="stamp" value="([^"]+)"', form)
    assert stamp
    return browser.post(f"/hui/{hui}/round", {"stamp": stamp.group(1), "round": str(number)})


def test_a_round_goes_to_a_hui_that_is_called_already(cast: casts.Cast) -> None:
    asking.sent(cast)
    number, hui, browser = _suggested(cast), _called(cast), client(cast.grace)
    assert browser.get(f"/clusters/{cast.cluster.code}/rounds/{number}").status_code == 200
    asked = _take(browser, number, hui)
    assert (asked.status_code, asked.url) == (303, f"/hui/{hui}")
    page = browser.get(f"/hui/{hui}").content.decode()
    assert "Manaia" in page
    assert "1 item." in page
    assert hui not in browser.get(f"/hui/new?round={number}").content.decode()


def test_one_hui_decides_one_round(cast: casts.Cast) -> None:
    asking.sent(cast)
    first, second, hui = _suggested(cast), _suggested(cast), _called(cast)
    browser = client(cast.grace)
    page = browser.get(f"/hui/new?round={second}").content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page[page.index(f"/hui/{hui}/round") :]).group(1)  # type: ignore[union-attr]
    assert _take(browser, first, hui).status_code == 303
    late = browser.post(f"/hui/{hui}/round", {"stamp": stamp, "round": str(second)})
    assert late.status_code == 422
    assert "decides another round already" in late.content.decode()
    assert browser.post(f"/hui/{hui}/round", {"stamp": stamp, "round": "x"}).status_code == 404
    assert client(cast.mere).post(f"/hui/{hui}/round", {"stamp": stamp, "round": str(first)}).status_code in {403, 409}


def test_the_same_people_are_asked_by_habit_and_nobody_who_never_comes(cast: casts.Cast) -> None:
    _called(cast)
    page = client(cast.grace).get("/hui/new").content.decode()
    ticked = re.findall(r'name="invited" value="([^"]+)"[^>]*checked', page)
    assert set(ticked) == {cast.grace.call().public(m.post.id) for m in table(cast)}
    assert "Jo Whaanga" not in page


def test_minutes_wait_on_the_today_of_who_was_there(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    assert "Read and confirm" not in client(cast.mere).get("/today").content.decode()
    commands.close_hui(cast.grace.call(), hui.id)
    url = f"/hui/{cast.grace.call().public(hui.id)}/minutes"
    assert url in client(cast.mere).get("/today").content.decode()
    assert url not in client(cast.wiremu).get("/today").content.decode()
    commands.confirm_minutes(cast.mere.call(), hui.id)
    assert url not in client(cast.mere).get("/today").content.decode()


def test_whanau_hear_it_from_a_person_first(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    family, told = client(hui.asked[0].adult), "Manaia will have three hours with Ana."
    page = html.unescape(family.get("/whanau").content.decode())
    assert "Mere rings you with what the hui decided." in page
    assert told not in page
    card = queries.tellings(cast.mere.call()).cards[0]
    asked = client(cast.mere).get(f"/hui/decisions/{card.public_id}/told").content.decode()
    assert told in asked
    assert client(cast.stranger).get(f"/hui/decisions/{card.public_id}/told").status_code == 404
    assert family.get(f"/hui/decisions/{card.public_id}/told").status_code == 404
    commands.record_told(cast.mere.call(), card.decision_id)
    page = html.unescape(family.get("/whanau").content.decode())
    for words in (told, "Starts: Week 3.", "We look at it again: Week 6.", "A person is found"):
        assert words in page
    for never in ("Rimu Street School", "stood aside", "suggested"):
        assert never not in page[page.index("What was agreed") : page.index("Support we asked for")]


def test_everything_a_decision_still_needs_is_said_at_once(cast: casts.Cast) -> None:
    hui = gathering.hui(cast)
    hui.begin(*table(cast))
    browser, url = client(cast.grace), f"/hui/{cast.grace.call().public(hui.id)}/items/1"
    page = browser.get(url).content.decode()
    stamp = re.findall(r'name="stamp" value="([^"]+)"', page)[-1]
    answer = browser.post(url, {"stamp": stamp, "seen": "1", "choice": "give_hours", "stands": "all", "tell_by": ""})
    assert answer.status_code == 422
    said = answer.content.decode()
    for sentence in (
        "Enter how many hours.", "Enter the week it starts.", "Choose who gives the hours.",
        "Enter the week you will look at it again.", "Enter what we will tell whānau.", "Choose who tells them.",
        "Enter the day by which they will know.",
    ):  # fmt: skip
        assert sentence in said
