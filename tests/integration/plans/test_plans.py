"""The one plan: written together, read by whānau as it is, kept in versions."""

import dataclasses
import datetime
import uuid

import psycopg
import pytest

from rourou.contexts.plans import commands, queries
from rourou.contexts.plans.types import NewAction, NewGoal, NewPlan, PlanStatus
from rourou.contexts.register import commands as register
from rourou.contexts.register.types import NewEntry, NewStrength, StrengthKind
from rourou.foundation.access.purposes import Withheld
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from tests import cast


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _plan(made: cast.Cast, days: int = 20, **said: object) -> NewPlan:
    today = queries.reviews_due(made.mere.call()).today
    goal = NewGoal(
        "Tell the class about the eels by myself.",
        "Manaia",
        steps=("Shows the drawing", "Tells two friends"),
        now=1,
        actions=(NewAction("Jo", "Talking stone at mat time.", "Each day"),),
    )
    draft = NewPlan(today + datetime.timedelta(days=days), status=PlanStatus.IN_PLACE, goals=(goal,))
    return dataclasses.replace(draft, **said)  # type: ignore[arg-type]


def _form(made: cast.Cast, learner: uuid.UUID) -> queries.PlanForm:
    return queries.plan_form(made.mere.call(), learner)


def test_whanau_read_the_same_plan_as_staff(made: cast.Cast) -> None:
    learner = made.learner()
    _m, hana = made.whanau(learner)
    commands.save_plan(made.mere.call(), learner, _plan(made))
    assert (
        queries.plan_page(hana.call(), learner).plan
        == queries.plan_page(made.mere.call(), learner).plan
        == queries.plan_page(made.jo.call(), learner).plan
    )


def test_answer_2_does_not_open_the_plan_to_the_cluster(made: cast.Cast) -> None:
    learner = made.learner()
    made.consent(learner, made.whanau(learner)[0])
    commands.save_plan(made.mere.call(), learner, _plan(made))
    for outsider in (made.sina, made.tama, made.stranger):
        with pytest.raises(NotFound):
            queries.plan_page(outsider.call(), learner)


def test_a_new_plan_begins_with_the_hopes_on_the_register(made: cast.Cast) -> None:
    learner = made.learner()
    hope = NewStrength("That she is heard the first time.", StrengthKind.HOPE, "Hana")
    register.open_entry(made.mere.call(), learner, NewEntry(strengths=(hope,)))
    form = _form(made, learner)
    assert [(g.words, g.whose) for g in form.hopes] == [("That she is heard the first time.", "Hana")]
    commands.save_plan(made.mere.call(), learner, _plan(made))
    assert _form(made, learner).hopes == ()


def test_goals_and_actions_change_in_place_and_versions_are_kept(made: cast.Cast, owner: psycopg.Connection) -> None:
    learner = made.learner()
    commands.save_plan(made.mere.call(), learner, _plan(made))
    stands = _form(made, learner).stands
    assert stands is not None
    goal = stands.goals[0]
    changed = dataclasses.replace(goal, now=2, actions=(*goal.actions, NewAction("Koro", "Eel stories.")))
    extra = NewGoal("To be heard.", "Hana")
    done = commands.save_plan(made.mere.call(), learner, dataclasses.replace(stands, goals=(changed, extra)))
    again = _form(made, learner).stands
    assert again is not None
    assert [g.id == goal.id for g in again.goals] == [True, False]
    assert [a.who for a in again.goals[0].actions] == ["Jo", "Koro"]
    commands.save_plan(made.mere.call(), learner, dataclasses.replace(again, goals=again.goals[:1]))
    assert len(queries.plan_page(made.mere.call(), learner).plan.goals) == 1  # type: ignore[union-attr]
    kept = owner.execute(
        "select version, jsonb_array_length(body->'goals') from plans_planversion where plan_id = %s order by version",
        [done.id],
    ).fetchall()
    assert kept == [(1, 1), (2, 2), (3, 1)]


def test_two_who_change_one_plan(made: cast.Cast) -> None:
    learner = made.learner()
    commands.save_plan(made.mere.call(), learner, _plan(made), version=0)
    version = _form(made, learner).version
    other = made.staff_member("Second Coordinator", made.school, made.mere.call().role)
    commands.save_plan(other.call(), learner, _plan(made, days=30), version=version)
    with pytest.raises(Conflict) as conflict:
        commands.save_plan(made.mere.call(), learner, _plan(made), version=version)
    assert "Second Coordinator" in conflict.value.sentence


def test_rules_of_saving(made: cast.Cast) -> None:
    learner = made.learner()
    for draft in (_plan(made, days=-1), _plan(made, goals=()), _plan(made, goals=(NewGoal("Words.", " "),))):
        with pytest.raises(Refused):
            commands.save_plan(made.mere.call(), learner, draft)
    with pytest.raises(NotAllowed):
        commands.save_plan(made.jo.call(), learner, _plan(made))
    with pytest.raises(NotFound):
        commands.save_plan(made.sina.call(), learner, _plan(made))


def test_a_plan_ends_and_the_next_is_the_second(made: cast.Cast) -> None:
    learner = made.learner()
    commands.save_plan(made.mere.call(), learner, _plan(made))
    commands.end_plan(made.mere.call(), learner)
    assert queries.plan_page(made.mere.call(), learner).plan is None
    commands.save_plan(made.mere.call(), learner, _plan(made))
    assert queries.plan_page(made.mere.call(), learner).plan.number == 2  # type: ignore[union-attr]


def test_suggestions_are_read_by_staff_and_by_who_made_them(made: cast.Cast) -> None:
    learner = made.learner()
    _m, hana = made.whanau(learner)
    _m, rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    commands.save_plan(made.mere.call(), learner, _plan(made))
    client = uuid.uuid4()
    for _send in range(2):
        commands.suggest_change(hana.call(), learner, words="At the awa, not in class.", client_id=client)
    read = {
        who: [s.words for s in queries.plan_page(m.call(), learner).suggestions]
        for who, m in (("hana", hana), ("rawiri", rawiri), ("mere", made.mere))
    }
    assert read == {"hana": ["At the awa, not in class."], "rawiri": [], "mere": ["At the awa, not in class."]}
    waiting = queries.plan_page(made.mere.call(), learner).suggestions[0]
    from rourou.foundation.access.public_ids import PublicIdConverter

    inner = PublicIdConverter().to_python(waiting.public_id).inner
    commands.answer_suggestion(made.mere.call(), inner, answer="Yes, on Tuesdays.")
    assert queries.plan_page(hana.call(), learner).suggestions[0].answer == "Yes, on Tuesdays."
    with pytest.raises(Refused):
        commands.answer_suggestion(made.mere.call(), inner, answer="Again.")


def test_the_register_shows_plan_and_sharing_where_they_may_be_known(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    register.open_entry(made.mere.call(), learner, NewEntry())
    made.consent(learner, member)
    commands.save_plan(made.mere.call(), learner, _plan(made, days=3))
    page = queries.setting_register(made.mere.call())
    row, today = page.page.rows[0], page.page.today
    assert (row.next_what, row.next_on) == ("Plan review", today + datetime.timedelta(days=3))
    assert page.plans[learner].is_due(today)
    assert page.sharing[learner].word == "yes"  # type: ignore[union-attr]
    seen_by_teacher = queries.setting_register(made.jo.call())
    assert seen_by_teacher.sharing[learner] == Withheld()
    assert learner in seen_by_teacher.plans
    with pytest.raises(NotFound):
        queries.setting_register(hana.call())
    with pytest.raises(NotAllowed):
        queries.setting_register(made.tama.call())


def test_reviews_that_are_due_stand_on_today(made: cast.Cast) -> None:
    near, far = made.learner("Ana"), made.learner("Kahu")
    commands.save_plan(made.mere.call(), near, _plan(made, days=5))
    commands.save_plan(made.mere.call(), far, _plan(made, days=50))
    assert [c.learner.id for c in queries.reviews_due(made.mere.call()).cards] == [near]
