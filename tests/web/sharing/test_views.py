"""The four answers, stopping, the whānau circle, the protocol: one welcome and one refusal for each page."""

import datetime
import re

import pytest
from django.urls import reverse

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Method, NewConsent, Question
from rourou.foundation.access.purposes import Purpose
from tests import cast
from tests.probes import seen_by, sight
from tests.signing_in import client


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _public(made: cast.Cast, inner: object) -> str:
    return made.mere.call().public(inner)  # type: ignore[arg-type]


def _stamp(html: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', html)
    assert found, "the page has no stamped form"
    return found.group(1)


def test_the_sharing_page_says_what_was_agreed_and_who_can_see_what(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    page = client(made.mere).get(reverse("sharing", args=[_public(made, learner)])).content.decode()
    assert "Yes until" in page
    assert "Hana Rūpene said Yes" in page
    assert "Matipo Valley RTLB service" in page


@pytest.mark.parametrize("name", ["sharing", "sharing_answers", "people_of", "people_add"])
def test_out_of_reach_is_not_found(made: cast.Cast, name: str) -> None:
    learner = made.learner()
    url = reverse(name, args=[_public(made, learner)])
    for who in (made.sina, made.grace, made.stranger):
        assert client(who).get(url).status_code in {403, 404}, who.user.name


def test_four_answers_are_recorded_from_one_form(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    browser, url = client(made.mere), reverse("sharing_answers", args=[_public(made, learner)])
    page = browser.get(url).content.decode()
    sent = {
        "stamp": _stamp(page), "giver": _public(made, member), "method": "written", "register": "yes", "cluster": "yes",
        "organisations": [_public(made, made.rtlb.id)], "organisation_answer": "no", "counted": "not_today",
        "until_on": "17 Dec 2027",
    }  # fmt: skip
    answer = browser.post(url, sent)
    assert answer.status_code == 303, answer.content.decode()
    # The setting that asks sits at the table with those who were ticked: it knows the learner already.
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == {"grace", "tama", "mere", "wiremu"}


def test_a_rule_that_refuses_keeps_what_was_typed(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    browser, url = client(made.mere), reverse("sharing_answers", args=[_public(made, learner)])
    page = browser.get(url).content.decode()
    sent = {
        "stamp": _stamp(page), "giver": _public(made, member), "method": "spoken", "cluster": "yes",
        "until_on": "17 Dec 2027", "witness": "Aunty Mei",
    }  # fmt: skip
    answer = browser.post(url, sent)
    assert answer.status_code == 422
    assert "Choose at least one organisation" in answer.content.decode()
    assert "Aunty Mei" in answer.content.decode()


def test_whanau_stop_sharing_in_two_steps(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    consent = made.consent(learner, member)
    browser = client(hana)
    page = browser.get(reverse("whanau_change_sharing", args=[_public(made, learner)])).content.decode()
    url = reverse("sharing_stop", args=[_public(made, consent)])
    assert url in page
    asked = browser.get(url).content.decode()
    assert "What cannot be undone" in asked
    assert browser.post(url, {"stamp": _stamp(asked)}).status_code == 303
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    assert browser.get(url).status_code == 404


def test_another_adult_cannot_stop_or_see_it(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    consent = made.consent(learner, member)
    _other, rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    browser = client(rawiri)
    assert browser.get(reverse("sharing_stop", args=[_public(made, consent)])).status_code == 404
    page = browser.get(reverse("whanau_change_sharing", args=[_public(made, learner)])).content.decode()
    assert "Hana" not in page


def test_a_spoken_yes_is_read_and_confirmed_by_another(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    spoken = NewConsent(
        learner, Question.CLUSTER, Answer.YES, member, Method.SPOKEN, datetime.date(2040, 12, 17),
        (made.rtlb.id,), witness="Aunty Mei",
    )  # fmt: skip
    consent = sharing.record_consent(made.mere.call(), spoken).id
    url = reverse("sharing_confirm", args=[_public(made, consent)])
    assert url in client(made.wiremu).get(reverse("sharing", args=[_public(made, learner)])).content.decode()
    page = client(made.wiremu).get(url).content.decode()
    for words in ("Hana Rūpene", "Matipo Valley RTLB service", "Aunty Mei", "2040"):
        assert words in page
    assert seen_by(made.everybody(), learner, Purpose.PLANNING) == set()
    assert client(made.wiremu).post(url, {"stamp": _stamp(page)}).status_code == 303
    assert "tama" in seen_by(made.everybody(), learner, Purpose.PLANNING)


def test_an_adult_is_added_checked_confirmed_and_paused(made: cast.Cast) -> None:
    learner = made.learner()
    browser, url = client(made.mere), reverse("people_add", args=[_public(made, learner)])
    stamp = _stamp(browser.get(url).content.decode())
    sent = {"stamp": stamp, "name": "Wini Rūpene", "relationship": "Nan", "kind": "caregiver", "document": "Letter"}
    assert browser.post(url, sent).status_code == 303
    circle = reverse("people_of", args=[_public(made, learner)])
    page = client(made.wiremu).get(circle).content.decode()
    assert "waits for a second person" in page
    found = re.search(r'href="(/people/[0-9a-z]+/confirm)"', page)
    assert found
    asked = client(made.wiremu).get(found.group(1)).content.decode()
    for words in ("Wini Rūpene", "Nan", "Caregiver with authority", "Letter"):
        assert words in asked
    assert client(made.wiremu).post(found.group(1), {"stamp": _stamp(asked)}).status_code == 303
    assert "Checked and confirmed" in client(made.wiremu).get(circle).content.decode()


def test_pausing_one_adult_takes_a_reason_and_a_day(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    browser = client(made.mere)
    url = reverse("people_pause", args=[_public(made, learner), _public(made, member)])
    stamp = _stamp(browser.get(url).content.decode())
    assert browser.post(url, {"stamp": stamp, "reason": "", "review_on": ""}).status_code == 422
    assert sight(hana.call(), learner)
    assert (
        browser.post(url, {"stamp": stamp, "reason": "Order on its way", "review_on": "1 Feb 2027"}).status_code == 303
    )
    assert not sight(hana.call(), learner)


def test_the_protocol_page_says_how_we_decide(made: cast.Cast) -> None:
    page = client(made.jo).get(reverse("protocol")).content.decode()
    assert "How we decide" in page
    assert "In force" in page


def test_nobody_confirms_what_they_checked(made: cast.Cast) -> None:
    learner = made.learner()
    member = people.add_whanau_member(made.mere.call(), learner, NewWhanauMember("Wini", "Nan")).id
    checked = people.check_authority(
        made.mere.call(), learner, member_id=member, kind=AuthorityKind.GUARDIAN, document="Seen"
    )
    url = reverse("authority_confirm", args=[_public(made, checked.id)])
    answer = client(made.mere).post(url, {"stamp": _stamp(client(made.mere).get(url).content.decode())})
    assert answer.status_code == 422
    assert "Somebody other than the person who checked it" in answer.content.decode()
