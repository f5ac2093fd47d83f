"""Our page: what one adult sees, what another adult's words and answers never do, and the page of a pause."""

import datetime
import re
import uuid

import pytest
from django.test import Client

from rourou.contexts.people import commands as people
from rourou.contexts.people.types import AuthorityKind, NewWhanauMember
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Question
from rourou.foundation.access.roles import Role
from tests import cast, signing_in
from tests.counting import queries_of
from tests.factories import home
from tests.two_worlds import masked


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    made.protocols()
    return made


def _page(who: cast.Member, url: str = "/whanau") -> str:
    answer = signing_in.client(who).get(url)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_next_who_to_ring_what_was_promised_the_plan_and_who_looked(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    made.mere.user.phone = "03 555 0142"
    made.mere.user.save()
    home.told(made, learner, hana)
    made.consent(learner, member)
    signing_in.client(made.jo).get(f"/learners/{made.mere.call().public(learner)}")
    page = _page(hana)
    for words in ("Kia ora", "Next for Manaia: something we promised you, by", home.PROMISE, "Ring Mere, 03 555 0142"):
        assert words in page
    for words in (home.GOAL, "Tells two friends", home.VOICE, "talk about Manaia by name"):
        assert words in page
    assert 'href="tel:035550142"' in page
    assert "Until 17 Dec 2027" in page
    assert "Stop sharing" in page
    assert "Teacher, Matipo Valley School" in page
    assert "Whānau, with checked authority." in page
    assert "Exit this page" in page
    assert "<script" not in page
    assert "Rūpene" not in page[page.index("<title") : page.index("</title")]
    for hidden in (home.NOTE, "Jo Whaanga", "Mere Aperahama</h3>"):
        assert hidden not in page


def test_who_has_no_child_here_gets_the_page_of_every_closed_door(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    url = f"/whanau/{made.mere.call().public(learner)}"
    never = f"/whanau/{made.mere.call().public(uuid.uuid4())}"
    browser = signing_in.client(hana)
    assert browser.get(url).status_code == 200
    review = home.today(made) + datetime.timedelta(days=5)
    people.pause_person(made.mere.call(), learner, member, reason="A document is being fetched", review_on=review)
    closed = [browser.get(at) for at in ("/whanau", url, never, "/requests/x", "/today")]
    assert {answer.status_code for answer in closed} == {404}
    assert len({_bare(answer.content) for answer in closed}) == 1
    assert "This isn’t available online right now." in closed[0].content.decode()
    for who in (made.mere, made.stranger):
        assert signing_in.client(who).get("/whanau").status_code == 403
    assert Client().get("/whanau").status_code == 302


def _bare(html: bytes) -> bytes:
    """Without the address that the reader typed, which the language switch holds, and the minute of printing."""
    html = re.sub(rb"next=[^\"&]+", b"", masked(html))
    return re.sub(rb"Printed by[^<]+", b"", html)


def test_each_adult_sees_their_own_answers_and_one_state_in_the_same_words(made: cast.Cast) -> None:
    learner = made.learner()
    hers, hana = made.whanau(learner)
    his, dad = made.whanau(learner, "Rāwiri Rūpene", "Dad")
    made.consent(learner, hers)
    assert "Until 17 Dec 2027" in _page(hana)
    assert "Nothing of yours is shared outside the school" in _page(dad)
    made.consent(learner, his, answer=Answer.NO)
    page = _page(hana)
    assert "Not shared at the moment" in page
    assert "Ring Mere." in page
    for told in ("Rāwiri", "Dad", "said no", "disagree"):
        assert told not in page
    for told in ("Hana", "Mum"):
        assert told not in _page(dad)


def test_another_adults_promises_goals_and_hopes_are_not_here(made: cast.Cast) -> None:
    learner = made.learner()
    _hers, hana = made.whanau(learner)
    _his, dad = made.whanau(learner, "Rāwiri Rūpene", "Dad")
    home.told(made, learner, hana)
    assert home.PROMISE in _page(hana)
    page = _page(dad)
    assert home.PROMISE not in page
    assert "Hana" not in page
    assert home.GOAL in page


def test_several_children_stand_beside_each_other_and_no_other_child(made: cast.Cast) -> None:
    first, second, other = made.learner("Ana", "Rūpene"), made.learner("Manaia", "Rūpene"), made.learner("Finn", "Lee")
    _member, hana = made.whanau(first)
    member = people.add_whanau_member(
        made.mere.call(), second, NewWhanauMember("Hana Rūpene", "Mum", user_id=hana.user.id)
    ).id
    checked = people.check_authority(
        made.mere.call(), second, member_id=member, kind=AuthorityKind.GUARDIAN, document="Seen", from_on=cast.START
    )
    people.confirm_authority(made.wiremu.call(), checked.id)
    page = _page(hana)
    public = made.mere.call().public
    for child in (first, second):
        assert f'href="/whanau/{public(child)}"' in page
    assert "Finn" not in page
    assert signing_in.client(hana).get(f"/whanau/{public(other)}").status_code == 404
    assert "Next" in _page(hana, f"/whanau/{public(second)}") or "Nothing has a day yet for Manaia" in _page(
        hana, f"/whanau/{public(second)}"
    )
    assert "Whose plan?" in _page(hana, "/whanau/plan")
    assert "Sharing for whom?" in _page(hana, "/whanau/sharing")


def test_one_child_leads_straight_on(made: cast.Cast) -> None:
    learner = made.learner()
    _member, hana = made.whanau(learner)
    public = made.mere.call().public(learner)
    browser = signing_in.client(hana)
    assert browser.get("/whanau/plan")["Location"] == f"/learners/{public}/plan"
    assert browser.get("/whanau/sharing")["Location"] == f"/whanau/{public}/sharing"


def test_a_young_person_has_a_page_of_their_own(made: cast.Cast) -> None:
    learner = home.told(made, made.learner("Wikitōria", "Ruawai"))
    wiki = cast._seat("Wikitōria Ruawai", made.cluster, made.school, Role.LEARNER)
    checked = people.check_authority(
        made.mere.call(), learner, member_id=None, kind=AuthorityKind.SELF, document="Talked it through",
        from_on=cast.START, user_id=wiki.user.id,
    )  # fmt: skip
    people.confirm_authority(made.wiremu.call(), checked.id)
    page = _page(wiki, "/my")
    for words in ("My page", "My strengths", home.STRENGTH, "Next for you: we look at the plan together on"):
        assert words in page
    assert "Hana" not in page
    assert signing_in.client(made.jo).get("/my").status_code == 403


def test_stop_sharing_is_one_press_away_and_counts_at_once(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    yes = made.consent(learner, member, Question.ORGANISATION)
    url = f"/sharing/{made.mere.call().public(yes)}/stop"
    assert f'href="{url}"' in _page(hana)
    grace = signing_in.client(made.ana)
    assert grace.get(f"/learners/{made.mere.call().public(learner)}").status_code == 200
    sharing.withdraw_consent(hana.call(), yes)
    assert grace.get(f"/learners/{made.mere.call().public(learner)}").status_code == 404
    assert f'href="{url}"' not in _page(hana)


def test_statements_do_not_grow_with_what_was_promised(made: cast.Cast) -> None:
    learner = made.learner()
    _member, hana = made.whanau(learner)
    home.told(made, learner, hana)
    browser = signing_in.client(hana)
    browser.get("/whanau")
    one = queries_of(lambda: browser.get("/whanau"))
    for n in range(4):
        promise = home.NewPromise(f"Promise {n}", home.today(made), "Hana", to_user=hana.user.id)
        home.register.add_note(made.mere.call(), learner, home.NewNote("", promise=promise))
    assert queries_of(lambda: browser.get("/whanau")) == one
