"""The plan's pages and the setting's register: a welcome and a refusal for each."""

import datetime

import pytest

from rourou.contexts.plans import commands, queries
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import NewEntry, NewStrength, StrengthKind
from tests import cast
from tests.counting import queries_of
from tests.signing_in import client
from tests.web.register.test_concern_pages import send, stamp_in


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _day(made: cast.Cast, days: int) -> datetime.date:
    return queries.reviews_due(made.mere.call()).today + datetime.timedelta(days=days)


def _saved(made: cast.Cast, learner: object, days: int = 20) -> None:
    goal = NewGoal(
        "Tell the class about the eels by myself.", "Manaia", steps=("Shows the drawing", "Tells two friends"), now=2,
        actions=(NewAction("Jo", "Talking stone at mat time.", "Each day"),),
    )  # fmt: skip
    plan = NewPlan(_day(made, days), status=PlanStatus.IN_PLACE, written_with=("Hana", "Jo Whaanga"), goals=(goal,))
    commands.save_plan(made.mere.call(), learner, plan)  # type: ignore[arg-type]


def _at(made: cast.Cast, learner: object, page: str = "plan") -> str:
    return f"/learners/{made.mere.call().public(learner)}/{page}"  # type: ignore[arg-type]


def test_a_plan_is_written_out_of_the_hopes_and_read(made: cast.Cast) -> None:
    learner = made.learner()
    hope = NewStrength("That she is heard the first time.", StrengthKind.HOPE, "Hana")
    register.open_entry(made.mere.call(), learner, NewEntry(strengths=(hope,)))
    mere = client(made.mere)
    assert "There is no plan yet" in mere.get(_at(made, learner)).content.decode()
    form = mere.get(_at(made, learner, "plan/edit")).content.decode()
    assert "That she is heard the first time." in form
    said = {
        "goal_0": "That she is heard the first time.", "whose_0": "Hana", "measure_0": "", "steps_0": "Now\nThen",
        "now_0": "1", "who_0_0": "Jo", "what_0_0": "Waits ten seconds.", "when_0_0": "Each day", "due_0_0": "",
        "who_0_1": "", "what_0_1": "", "when_0_1": "", "due_0_1": "", "with_whom": "Hana, Jo, Mere",
        "state": "in_place", "review_on": _day(made, 20).isoformat(),
    }  # fmt: skip
    assert send(mere, _at(made, learner, "plan/edit"), **said).url == _at(made, learner)
    page = mere.get(_at(made, learner)).content.decode()
    for words in ("Waits ten seconds.", "Written with Hana, Jo and Mere.", "In place", "in the words of Hana"):
        assert words in page
    wider = send(mere, _at(made, learner, "plan/edit"), **said | {"more": "1", "goal_0": "Words that stay."})
    assert wider.status_code == 200
    assert "Words that stay." in wider.content.decode()
    assert 'name="goal_1"' in wider.content.decode()


def test_half_a_line_and_a_plan_with_nobody_in_it(made: cast.Cast) -> None:
    learner = made.learner()
    said = {
        "goal_0": "Words.", "whose_0": "", "who_0_0": "Jo", "what_0_0": "", "state": "in_place",
        "review_on": _day(made, 20).isoformat(),
    }  # fmt: skip
    half = send(client(made.mere), _at(made, learner, "plan/edit"), **said)
    assert half.status_code == 422
    assert "Enter whose words these are" in half.content.decode()
    assert "Enter what they do" in half.content.decode()
    nobody = send(client(made.mere), _at(made, learner, "plan/edit"), **said | {"whose_0": "Hana", "who_0_0": ""})
    assert nobody.status_code == 422
    assert "who does what" in nobody.content.decode()


def test_whanau_read_it_and_suggest_and_are_answered(made: cast.Cast) -> None:
    learner = made.learner()
    _m, hana = made.whanau(learner)
    _saved(made, learner)
    family = client(hana)
    page = family.get(_at(made, learner)).content.decode()
    assert "This is happening" in page
    assert "Jo Whaanga" not in page  # nobody of those who wrote it is named to an adult of the whānau
    assert "Suggest a change" in page
    assert "Change the plan" not in page
    assert send(family, _at(made, learner, "plan/suggest"), words="At the awa.").status_code == 303
    mere = client(made.mere)
    suggestion = queries.plan_page(made.mere.call(), learner).suggestions[0]
    answered = send(mere, f"/plan/suggestions/{suggestion.public_id}/answer", answer="Yes, on Tuesdays.")
    assert answered.url == _at(made, learner)
    assert "Yes, on Tuesdays." in family.get(_at(made, learner)).content.decode()
    assert family.get(_at(made, learner, "plan/edit")).status_code == 404


def test_a_thing_is_done_with_one_button_and_the_plan_ends(made: cast.Cast) -> None:
    learner = made.learner()
    _saved(made, learner)
    jo = client(made.jo)
    page = jo.get(_at(made, learner))
    action = queries.plan_page(made.jo.call(), learner).plan.goals[0].actions[0]  # type: ignore[union-attr]
    url = f"/plan/actions/{action.public_id}/done"
    assert jo.post(url, {}).status_code == 409
    assert jo.post(url, {"stamp": stamp_in(page)}).url == _at(made, learner)
    assert "Done " in jo.get(_at(made, learner)).content.decode()
    assert send(client(made.mere), _at(made, learner, "plan/end")).status_code == 303
    assert client(made.mere).get(_at(made, learner, "plan/end")).status_code == 404


def test_who_is_refused(made: cast.Cast) -> None:
    learner = made.learner()
    _saved(made, learner)
    for page in ("plan", "plan/suggest"):
        for who in (made.sina, made.stranger):
            assert client(who).get(_at(made, learner, page)).status_code in {403, 404}
        assert client(made.tama).get(_at(made, learner, page)).status_code in {403, 404}
    assert client(made.jo).get(_at(made, learner, "plan/edit")).status_code == 403
    action = queries.plan_page(made.jo.call(), learner).plan.goals[0].actions[0]  # type: ignore[union-attr]
    assert client(made.sina).get(f"/plan/actions/{action.public_id}/done").status_code == 404


def test_the_register_page_and_that_its_statements_do_not_grow(made: cast.Cast) -> None:
    mere = client(made.mere)
    assert "Nobody is on the register yet" in mere.get("/register").content.decode()
    for number in range(5):
        learner = made.learner(f"Ana{number}", "Pōtae", year_level=3)
        entry = NewEntry(helps_first="Instructions one at a time", next_on=_day(made, number - 1), next_what="Talk")
        register.open_entry(made.mere.call(), learner, entry)
        _saved(made, learner)
        if number == 0:
            one = queries_of(lambda: mere.get("/register"))
    page = mere.get("/register").content.decode()
    assert queries_of(lambda: mere.get("/register")) == one
    for words in ("5 learners at Matipo Valley School", "Instructions one at a time", "Not asked", "In place"):
        assert words in page
    narrowed = mere.get("/register?q=POOTAE+ana3&year=2-3&area=").content.decode()
    assert "1 of 5 learners" in narrowed
    assert "Take away the filter" in narrowed
    teacher = client(made.jo).get("/register?sharing=yes").content.decode()
    assert "Ana3" in teacher  # who is told nothing of the answers cannot ask by them either
    assert "Not shared with you" in teacher
    assert "Not asked" not in teacher
    assert "Any answer" not in teacher


def test_the_register_of_others(made: cast.Cast) -> None:
    learner = made.learner()
    _m, hana = made.whanau(learner)
    assert client(made.tama).get("/register").status_code == 403
    assert client(hana).get("/register").status_code == 404
    assert client(made.mere).get("/register?after=nonsense").status_code == 404
    assert client(made.mere).get("/register?year=77&sharing=perhaps&due=x").status_code == 200
