"""One learner's page: who may open it, what each sees of it, and how many statements it takes."""

import re
import uuid
from typing import Any

import pytest
from django.test import Client

from rourou.contexts.people import commands as people
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, NewConsent, Question
from rourou.foundation.access.purposes import Category
from tests import cast, signing_in
from tests.counting import queries_of
from tests.factories import home

TEAM = {"mere", "jo", "wiremu"}
CLUSTER = {"sina", "grace", "tama", "fay"}


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    made.protocols()
    return made


def _url(made: cast.Cast, learner: uuid.UUID) -> str:
    return f"/learners/{made.mere.call().public(learner)}"


def _page(made: cast.Cast, who: str, learner: uuid.UUID) -> str:
    answer = signing_in.client(made.everybody()[who]).get(_url(made, learner))
    assert answer.status_code == 200, who
    assert answer["Cache-Control"] == "no-store"
    return str(answer.content.decode()).replace("\u00a0", " ")


def _statuses(made: cast.Cast, learner: uuid.UUID) -> dict[str, int]:
    return {
        name: signing_in.client(member).get(_url(made, learner)).status_code
        for name, member in made.everybody().items()
    }


def test_before_any_agreement_the_setting_alone_opens_it(made: cast.Cast) -> None:
    learner = home.told(made, made.learner("Manaia", "Rūpene", preferred_name="Nia", year_level=3))
    answers = _statuses(made, learner)
    assert {name for name, status in answers.items() if status == 200} == TEAM
    assert {answers[name] for name in CLUSTER | {"ana", "stranger"}} == {404}
    assert Client().get(_url(made, learner)).status_code == 302
    page = _page(made, "mere", learner)
    for words in ("Nia Rūpene", "Year 3, Room 4.", "Not asked", home.STRENGTH, home.HOPE, "Hana, her mum", home.WAY):
        assert words in page
    for words in (home.HELP, home.VOICE, "drawn and told, told to Mere", home.NOTE, home.PROMISE):
        assert words in page
    assert "Look at the plan again together" in page
    assert page.index("Strengths") < page.index("Hopes") < page.index("What gets in the way")
    assert "Rūpene" not in page[page.index("<title") : page.index("</title")]


def test_the_cluster_sees_what_answer_two_opens_and_nothing_else(made: cast.Cast) -> None:
    learner = home.told(made, made.learner(year_level=3))
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    assert {name for name, status in _statuses(made, learner).items() if status == 200} == TEAM | CLUSTER | {
        "principal_2"
    }
    for who in ("grace", "sina"):
        page = _page(made, who, learner)
        for words in (home.STRENGTH, home.WAY, home.VOICE, "Whānau said yes to the cluster’s table."):
            assert words in page
        for words in (home.NOTE, home.PROMISE):
            assert words not in page
        assert "Not shared with you" in page
        for name in ("timeline", "sharing", "people", "notes/new"):
            assert f"{_url(made, learner)}/{name}" not in page


def test_a_named_organisation_sees_the_categories_ticked(made: cast.Cast) -> None:
    learner = home.told(made, made.learner())
    member, _hana = made.whanau(learner)
    made.consent(learner, member, Question.ORGANISATION)
    page = _page(made, "ana", learner)
    assert home.STRENGTH in page
    assert home.NOTE not in page


def test_the_audience_line_says_you_only_where_you_read_it(made: cast.Cast) -> None:
    learner = home.told(made, made.learner())
    member, _hana = made.whanau(learner)
    only = Category.IDENTITY | Category.STRENGTHS
    sharing.record_consent(
        made.mere.call(),
        NewConsent(
            learner, Question.CLUSTER, Answer.YES, member, organisation_ids=(made.rtlb.id,), categories=only,
            until_on=home.today(made).replace(year=2027),
        ),
    )  # fmt: skip
    page = _page(made, "grace", learner)
    strengths, ways = re.findall(r'<div class="aud">\s*<p>(.*?)</p>', page, re.DOTALL)
    assert strengths.count(", you</span>") == 1
    assert "you" not in ways
    assert "the rest of the cluster" in ways
    assert home.WAY not in page


def test_a_withdrawal_closes_the_page_in_the_same_second(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    yes = made.consent(learner, member)
    grace = signing_in.client(made.grace)
    assert grace.get(_url(made, learner)).status_code == 200
    sharing.withdraw_consent(made.mere.call(), yes)
    assert grace.get(_url(made, learner)).status_code == 404


def test_staff_names_are_not_told_where_the_place_is_protected(made: cast.Cast) -> None:
    learner = home.told(made, made.learner(year_level=3))
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    sharing.name_keeper(made.wiremu.call(), made.mere.user.id)
    keeper = sharing.name_keeper(made.mere.call(), made.wiremu.user.id)
    sharing.confirm_keeper(made.pita.call(), keeper.id)
    assert "Wiremu Tāmati" in _page(made, "grace", learner)
    people.protect_location(made.mere.call(), learner, reason="An order")
    page = _page(made, "grace", learner)
    for words in ("Wiremu Tāmati", "Room 4", "told to Mere"):
        assert words not in page
    assert "A keeper of the setting’s most sensitive records" in page
    assert "Wiremu Tāmati" in _page(made, "mere", learner)


def test_who_is_whanau_is_sent_to_their_own_page(made: cast.Cast) -> None:
    learner = made.learner()
    _member, hana = made.whanau(learner)
    answer = signing_in.client(hana).get(_url(made, learner))
    assert (answer.status_code, answer["Location"]) == (303, f"/whanau/{made.mere.call().public(learner)}")


def test_a_member_of_staff_who_is_whanau_is_barred_as_staff(made: cast.Cast) -> None:
    learner = made.learner()
    assert signing_in.client(made.jo).get(_url(made, learner)).status_code == 200
    people.add_whanau_member(made.mere.call(), learner, people_draft("Jo Whaanga", "Aunty", made.jo.user.id))
    assert signing_in.client(made.jo).get(_url(made, learner)).status_code == 404


def people_draft(name: str, relationship: str, user: uuid.UUID) -> Any:
    from rourou.contexts.people.types import NewWhanauMember

    return NewWhanauMember(name=name, relationship=relationship, user_id=user)


def test_the_number_of_statements_is_the_same_whatever_is_written(made: cast.Cast) -> None:
    bare, full = made.learner(), home.told(made, made.learner("Kahurangi", "Pōtae"))
    for _ in range(4):
        home.register.add_note(made.mere.call(), full, home.NewNote("More.", "And more"))
    mere = signing_in.client(made.mere)
    one, other = _url(made, bare), _url(made, full)
    mere.get(one)
    assert queries_of(lambda: mere.get(one)) == STATEMENTS
    assert queries_of(lambda: mere.get(other)) == STATEMENTS


# Begin, the session with its hats, the gate, the record, who sees it, the ledger, commit.
STATEMENTS = 8


def test_what_a_policy_forgot_the_page_still_withholds(made: cast.Cast, owner: Any) -> None:
    """The first lock alone: with row security of a table switched off, its rows are still laid beside the grants."""
    learner = home.told(made, made.learner())
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    owner.execute("alter table register_note disable row level security")
    try:
        page = _page(made, "grace", learner)
    finally:
        owner.execute("alter table register_note enable row level security")
    assert home.NOTE not in page
