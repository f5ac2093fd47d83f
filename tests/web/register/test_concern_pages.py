"""The 90-second form, the list, one concern: a welcome and a refusal for each."""

import re
from typing import Any

import pytest
from django.test import Client

from rourou.contexts.register import commands, queries
from rourou.contexts.register.types import ConcernAnswer, ConcernStatus, FirstStep, NewConcern, WhanauHeard
from tests import cast
from tests.counting import queries_of
from tests.signing_in import client

SAID = {"saw": "He stops at the door.", "tried": ["moved_seat"], "heard": "not_yet"}


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def stamp_in(page: Any) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def send(browser: Client, url: str, /, **said: Any) -> Any:
    """Open the form as a person does, and send it."""
    page = browser.get(url)
    assert page.status_code == 200
    client_id = re.search(r'name="client_id" value="([^"]+)"', page.content.decode())
    known = {"stamp": stamp_in(page)} | ({"client_id": client_id[1]} if client_id else {})
    return browser.post(url, known | said)


def test_a_concern_in_one_page_and_its_receipt(made: cast.Cast) -> None:
    made.learner("Te Ariki", "Hēnare")
    jo = client(made.jo)
    page = jo.get("/concerns/new").content.decode()
    assert page.index("111") < page.index("<form method")
    assert '<option value="Te Hēnare, Room 4">' in page or "Hēnare, Room 4" in page
    assert "Send to Mere" in page
    assert "Seen by" in page
    receipt = send(jo, "/concerns/new", who="henare, Room 4", **SAID)
    assert receipt.status_code == 303
    seen = jo.get(receipt.url).content.decode()
    assert "Sent " in seen
    assert "He stops at the door." in seen
    assert "Hēnare" not in re.search(r"<title>(.*?)</title>", seen)[1]  # type: ignore[index]


def test_sent_twice_is_one(made: cast.Cast) -> None:
    made.learner()
    jo = client(made.jo)
    page = jo.get("/concerns/new")
    client_id = re.search(r'name="client_id" value="([^"]+)"', page.content.decode())[1]  # type: ignore[index]
    for _send in range(2):
        jo.post("/concerns/new", {"stamp": stamp_in(page), "client_id": client_id, "who": "Manaia", **SAID})
    assert len(queries.concerns_page(made.mere.call()).open) == 1


def test_what_is_missing_is_said_and_everything_typed_is_kept(made: cast.Cast) -> None:
    found = send(client(made.jo), "/concerns/new", who="", saw="Words that stay.", heard="")
    assert found.status_code == 422
    text = found.content.decode()
    assert "Enter who it is about" in text
    assert "Words that stay." in text


def test_two_of_one_name_are_asked_about(made: cast.Cast) -> None:
    for _twin in range(2):
        made.learner("Tama", "Ngata", year_level=3)
    jo = client(made.jo)
    asked = send(jo, "/concerns/new", who="Tama Ngata", **SAID)
    assert asked.status_code == 422
    text = asked.content.decode()
    assert "Which learner?" in text
    which = re.search(r'name="which" value="([0-9a-z]{30})"', text)
    assert which
    sent = jo.post("/concerns/new", {"stamp": stamp_in(asked), "who": "Tama Ngata", "which": which[1], **SAID})
    assert sent.status_code == 303


def test_a_concern_about_a_learner_whose_page_one_came_from(made: cast.Cast) -> None:
    learner = made.learner()
    mere = client(made.mere)
    url = f"/concerns/new?learner={made.mere.call().public(learner)}"
    assert send(mere, url, **SAID).status_code == 303
    assert client(made.sina).get(url).status_code == 404


def test_the_coordinator_answers_and_opens_an_entry_out_of_it(made: cast.Cast) -> None:
    learner = made.learner()
    sent = commands.raise_concern(made.jo.call(), NewConcern("He stops.", WhanauHeard.YES, learner_id=learner))
    mere, url = client(made.mere), f"/concerns/{made.mere.call().public(sent.id)}"
    step = send(mere, url, what="in_class", first_step="A cousin beside him.", words="Tell me on Friday.")
    assert step.status_code == 303
    page = client(made.jo).get(url).content.decode()
    assert "A cousin beside him." in page
    assert "First step chosen" in page
    again = send(mere, url, what="entry")
    assert again.status_code == 303
    form = mere.get(again.url).content.decode()
    assert "He stops." in form


def test_waiting_needs_somebody_to_wait_for(made: cast.Cast) -> None:
    sent = commands.raise_concern(made.jo.call(), NewConcern("He stops.", WhanauHeard.YES, learner_id=made.learner()))
    found = send(client(made.mere), f"/concerns/{made.mere.call().public(sent.id)}", what="waiting", first_step="")
    assert found.status_code == 422
    assert queries.concern_page(made.mere.call(), sent.id).card.status is ConcernStatus.NEW


def test_an_answer_to_what_changed_meanwhile_is_not_saved(made: cast.Cast) -> None:
    sent = commands.raise_concern(made.jo.call(), NewConcern("He stops.", WhanauHeard.YES, learner_id=made.learner()))
    mere, url = client(made.mere), f"/concerns/{made.mere.call().public(sent.id)}"
    opened = mere.get(url)
    send(client(made.wiremu), url, what="talk", first_step="Ring his nan.")
    late = mere.post(url, {"stamp": stamp_in(opened), "what": "close", "words": "My words."})
    assert late.status_code == 409
    assert "My words." in late.content.decode()
    assert queries.concern_page(made.mere.call(), sent.id).card.status is ConcernStatus.FIRST_STEP


def test_a_typed_name_is_placed_by_the_coordinator(made: cast.Cast) -> None:
    made.learner("Aroha", "Tipene", class_id=None)
    sent = send(client(made.jo), "/concerns/new", who="Aroha Tipene", **SAID)
    mere = client(made.mere)
    page = mere.get(sent.url).content.decode()
    which = re.search(r'name="learner" value="([0-9a-z]{30})"', page)
    assert which
    placed = send(mere, sent.url.split("?")[0], learner=which[1])
    assert placed.status_code == 303
    assert "Tipene" in mere.get(placed.url).content.decode()
    assert "Tipene" not in client(made.jo).get(sent.url).content.decode()


def test_who_is_refused(made: cast.Cast) -> None:
    sent = commands.raise_concern(made.jo.call(), NewConcern("He stops.", WhanauHeard.YES, learner_id=made.learner()))
    url = f"/concerns/{made.mere.call().public(sent.id)}"
    assert client(made.sina).get(url).status_code == 404
    assert client(made.stranger).get(url).status_code == 404
    assert client(made.ana).get("/concerns/new").status_code == 403
    assert client(made.pita).get("/concerns").status_code == 403


def test_the_list_and_its_statements_do_not_grow(made: cast.Cast) -> None:
    mere = client(made.mere)
    assert "No concerns waiting" in mere.get("/concerns").content.decode()
    for number in range(5):
        learner = made.learner(f"Ana{number}")
        commands.raise_concern(made.jo.call(), NewConcern("He stops.", WhanauHeard.YES, learner_id=learner))
        if number == 0:
            one = queries_of(lambda: mere.get("/concerns"))
    assert "5 concerns wait for an answer." in mere.get("/concerns").content.decode()
    assert queries_of(lambda: mere.get("/concerns")) == one


def test_what_was_typed_on_the_way_to_an_entry_is_kept(made: cast.Cast) -> None:
    raised = commands.raise_concern(
        made.jo.call(), NewConcern("Stops at the door.", WhanauHeard.NOT_YET, learner_id=made.learner())
    )
    mere, url = client(made.mere), f"/concerns/{made.mere.call().public(raised.id)}"
    commands.answer_concern(made.mere.call(), raised.id, ConcernAnswer("A picture of the morning", FirstStep.IN_CLASS))
    sent = send(
        mere, url, what="entry", words="Thanks Jo, I open an entry.", first_step="A card at the door", heard="on"
    )
    assert "/entry/new?concern=" in sent.url
    page = queries.concern_page(made.jo.call(), raised.id)
    assert [r.words for r in page.replies] == ["Thanks Jo, I open an entry."]
    assert (page.card.status, page.first_step) == (ConcernStatus.WITH_SOMEONE, "A card at the door")
    assert page.heard is WhanauHeard.YES
    assert "Stops at the door." in mere.get(sent.url).content.decode()
