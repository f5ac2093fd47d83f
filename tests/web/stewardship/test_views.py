"""The pages of stewardship: a welcome and a refusal for each, and as many queries for five as for one."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rourou.contexts.people import queries as people_queries
from rourou.contexts.stewardship import queries
from tests import cast, signing_in


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


@pytest.fixture
def learner(made: cast.Cast) -> uuid.UUID:
    found = made.learner()
    people_queries.learner_or_refuse(made.jo.call(), found)
    return found


@pytest.fixture
def hana(made: cast.Cast, learner: uuid.UUID) -> cast.Member:
    return made.whanau(learner)[1]


def _public(made: cast.Cast, inner: uuid.UUID) -> str:
    return made.mere.call().public(inner)


def test_whanau_read_who_has_looked(made: cast.Cast, learner: uuid.UUID, hana: cast.Member) -> None:
    answer = signing_in.client(hana).get(f"/whanau/{_public(made, learner)}/looked")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Teacher, Matipo Valley School" in text
    assert "Opened the learner’s page, as part of work at the setting." in text
    assert "We do not show visits by people in your whānau." in text
    assert "Ask about this" in text
    assert "Jo Whaanga" not in text
    assert answer["Cache-Control"] == "no-store"


def test_staff_of_the_setting_read_it_and_are_not_offered_to_ask(made: cast.Cast, learner: uuid.UUID) -> None:
    answer = signing_in.client(made.mere).get(f"/whanau/{_public(made, learner)}/looked")
    assert answer.status_code == 200
    assert "Ask about this" not in answer.content.decode()


def test_another_family_finds_nothing(made: cast.Cast, learner: uuid.UUID) -> None:
    other = made.whanau(made.learner("Ruby"), "Somebody Else")[1]
    client = signing_in.client(other)
    assert client.get(f"/whanau/{_public(made, learner)}/looked").status_code == 404
    assert client.get(f"/whanau/{_public(made, uuid.uuid4())}/looked").status_code == 404


def test_ask_answer_and_read(made: cast.Cast, learner: uuid.UUID, hana: cast.Member) -> None:
    whanau, officer = signing_in.client(hana), signing_in.client(made.pita)
    look = queries.looks(hana.call(), learner).visits[0].public_id
    url = f"/whanau/{_public(made, learner)}/looked/{look}"
    page = whanau.get(url)
    assert page.status_code == 200
    sent = whanau.post(url, {"words": "He aha ai?", "stamp": page.context["form"].seal})
    assert (sent.status_code, sent["Location"]) == (303, f"/whanau/{_public(made, learner)}/looked")
    assert "What you asked" in whanau.get(sent["Location"]).content.decode()
    desk = officer.get("/privacy")
    assert "One question about a look waits for your answer." in desk.content.decode()
    (card,) = desk.context["open"]
    answer_url = card.actions[0].url
    form = officer.get(answer_url)
    assert "He aha ai?" in form.content.decode()
    empty = officer.post(answer_url, {"words": "", "stamp": form.context["form"].seal})
    assert empty.status_code == 422
    done = officer.post(answer_url, {"words": "It was for the hui.", "stamp": form.context["form"].seal})
    assert (done.status_code, done["Location"]) == (303, "/privacy")
    late = officer.post(answer_url, {"words": "Once more.", "stamp": form.context["form"].seal})
    assert late.status_code == 409
    assert "Once more." in late.content.decode()
    assert "It was for the hui." in whanau.get(f"/whanau/{_public(made, learner)}/looked").content.decode()


@pytest.mark.parametrize("page", ["/privacy", "/privacy/questions/{}"])
def test_the_desk_is_the_privacy_officer_s(made: cast.Cast, page: str) -> None:
    url = page.format(_public(made, uuid.uuid4()))
    assert signing_in.client(made.mere).get(url).status_code in (403, 404)
    assert signing_in.client(made.pita).get(url).status_code == (404 if "{}" in page else 200)


def test_a_look_that_never_was_cannot_be_asked_about(made: cast.Cast, learner: uuid.UUID, hana: cast.Member) -> None:
    url = f"/whanau/{_public(made, learner)}/looked/{_public(made, uuid.uuid4())}"
    assert signing_in.client(hana).get(url).status_code == 404


def test_as_many_queries_for_five_days_as_for_one(made: cast.Cast, learner: uuid.UUID, hana: cast.Member) -> None:
    client, url = signing_in.client(hana), f"/whanau/{_public(made, learner)}/looked"
    client.get(url)
    counts = []
    for looks in (0, 5):
        for _ in range(looks):
            people_queries.learner_cards(made.mere.call(), [learner])
            people_queries.learner_or_refuse(made.wiremu.call(), learner)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            assert client.get(url).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
