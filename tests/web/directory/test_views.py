"""The page of what is on offer: a welcome and a refusal for each route."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rourou.contexts.allocation import queries as allocation
from rourou.contexts.directory import queries
from tests import cast
from tests.factories import asking
from tests.signing_in import client


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    asking.terms(made)
    return made


def _stamp(page):
    return re.search(r'name="stamp" value="([^"]+)"', page.content.decode()).group(1)


def test_everybody_who_works_here_sees_hours_skills_and_places(made):
    asking.supply(made, serves_all=False, settings_served=(made.school.id,))
    text = client(made.jo).get(f"/clusters/{made.cluster.code}/supply").content.decode()
    assert "14 hours on offer in Term 1 2027" in text
    assert "Speech-language therapy with Ana Tuiasosopo, Te Ara Reo Trust" in text
    assert "Speech sounds" in text
    assert "Gagana Sāmoa" in text
    assert "Goes to Matipo Valley School" in text
    assert "Add a support" not in text


def test_the_supply_of_another_cluster_is_no_page(made):
    asking.supply(made)
    assert client(made.stranger).get(f"/clusters/{made.cluster.code}/supply").status_code == 404
    assert "Speech-language therapy" not in client(made.stranger).get("/supply").content.decode()


def test_whanau_have_no_page_of_supply(made):
    _member, adult = made.whanau(made.learner())
    assert client(adult).get("/supply").status_code in {403, 404}


def test_a_lead_adds_a_support_and_its_hours_can_be_promised(made):
    url = reverse("service_new", args=[made.cluster.code])
    who = client(made.grace)
    typed = {
        "stamp": _stamp(who.get(url)), "name": "RTLB, town", "support_type": "learning_behaviour", "tier": "2",
        "hours": "80", "languages": "en, to", "skills": "reading; behaviour",
    }  # fmt: skip
    assert who.post(url, typed).status_code == 303
    card = queries.services_for_term(made.grace.call(), asking.TERM).cards[0]
    assert (card.name, card.offered, card.skills) == ("RTLB, town", 80, ("reading", "behaviour"))
    assert allocation.hours_left(made.grace.call(), [card.id], asking.TERM).rows[0].left == 80


def test_a_lead_changes_hours_and_a_teacher_finds_no_such_page(made):
    service = asking.supply(made)
    url = reverse("service", args=[made.grace.call().public(service)]) + f"?term={asking.TERM}"
    assert client(made.jo).get(url).status_code == 404
    who = client(made.grace)
    typed = {
        "stamp": _stamp(who.get(url)),
        "name": "Speech",
        "support_type": "speech_language",
        "tier": "2",
        "hours": "12.5",
    }
    assert who.post(url, typed).status_code == 303
    card = queries.services_for_term(made.grace.call(), asking.TERM).cards[0]
    assert (card.name, float(card.offered)) == ("Speech", 12.5)


def test_a_second_person_who_saves_is_told_and_keeps_what_they_typed(made):
    service = asking.supply(made)
    url = reverse("service", args=[made.grace.call().public(service)]) + f"?term={asking.TERM}"
    one, two = client(made.grace), client(made.fay)
    stamps = _stamp(one.get(url)), _stamp(two.get(url))
    typed = {"support_type": "speech_language", "tier": "2", "hours": "12"}
    assert one.post(url, typed | {"stamp": stamps[0], "name": "First"}).status_code == 303
    late = two.post(url, typed | {"stamp": stamps[1], "name": "Second words"})
    assert late.status_code == 409
    assert "Second words" in late.content.decode()


def test_the_page_makes_no_more_statements_for_five_services_than_for_one(made):
    def count():
        who = client(made.mere)
        with CaptureQueriesContext(connection) as seen:
            assert who.get(f"/clusters/{made.cluster.code}/supply").status_code == 200
        return len(seen)

    asking.supply(made, name="One", serves_all=False, settings_served=(made.school.id,))
    count()
    one = count()
    for name in ("Two", "Three", "Four", "Five"):
        asking.supply(made, name=name, serves_all=False, settings_served=(made.school.id,))
    assert count() == one
