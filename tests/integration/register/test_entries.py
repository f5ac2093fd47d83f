"""Entries, what they hold, and the two registers that are views of them."""

import dataclasses
import datetime
import uuid

import psycopg
import pytest

from rourou.contexts.register import commands, queries
from rourou.contexts.register.types import (
    Answered,
    Area,
    ConcernStatus,
    Due,
    EntryStatus,
    ExitReason,
    Filters,
    NewConcern,
    NewEntry,
    NewNeed,
    NewStrength,
    StrengthKind,
    Tier,
    WhanauHeard,
    YearBand,
)
from rourou.contexts.sharing import commands as sharing
from rourou.contexts.sharing.types import Answer, Question
from rourou.foundation.access.purposes import Withheld
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from tests import cast

ENTRY = NewEntry(
    reason="Since last week he stops when we move.",
    helps_first="A turn that is hers, and time",
    strengths=(
        NewStrength("Remembers every waiata after hearing it once."),
        NewStrength("That she is heard the first time.", StrengthKind.HOPE, "Hana"),
    ),
    needs=(NewNeed("COM.social", "Fast group talk.", "A talking stone.", Tier.TE_KAHUI),),
)


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _names(page: queries.RegisterPage | queries.SharedPage) -> list[str]:
    return [row.learner.name for row in page.rows]


def test_an_entry_is_opened_out_of_a_concern_with_nothing_typed_twice(made: cast.Cast) -> None:
    learner = made.learner()
    raised = commands.raise_concern(made.jo.call(), NewConcern("He stops.", WhanauHeard.YES, learner_id=learner))
    form = queries.entry_form(made.mere.call(), learner, concern_id=raised.id)
    assert (form.stands.reason, form.stands.concern_id, form.is_open) == ("He stops.", raised.id, False)
    commands.open_entry(made.mere.call(), learner, dataclasses.replace(ENTRY, concern_id=raised.id))
    assert queries.concern_page(made.jo.call(), raised.id).card.status is ConcernStatus.FIRST_STEP
    parts = queries.learner_parts(made.jo.call(), learner)
    assert [s.words for s in parts.strengths] == ["Remembers every waiata after hearing it once."]
    assert [(h.words, h.whose) for h in parts.hopes] == [("That she is heard the first time.", "Hana")]
    assert [(w.gets_in_the_way, w.helps, w.area) for w in parts.ways] == [
        ("Fast group talk.", "A talking stone.", Area.COM)
    ]


def test_one_active_entry_for_each_learner_and_setting(made: cast.Cast) -> None:
    learner = made.learner()
    commands.open_entry(made.mere.call(), learner, ENTRY)
    with pytest.raises(Refused):
        commands.open_entry(made.mere.call(), learner, ENTRY)
    commands.close_entry(made.mere.call(), learner, ExitReason.GOAL_MET)
    assert queries.register_page(made.mere.call()).rows == ()
    commands.open_entry(made.mere.call(), learner, ENTRY)


def test_who_may_open_one(made: cast.Cast) -> None:
    learner = made.learner()
    with pytest.raises(NotAllowed):
        commands.open_entry(made.jo.call(), learner, ENTRY)
    with pytest.raises(NotFound):
        commands.open_entry(made.sina.call(), learner, ENTRY)
    with pytest.raises(NotFound):
        commands.open_entry(made.stranger.call(), learner, ENTRY)


def test_two_who_change_one_entry(made: cast.Cast) -> None:
    learner = made.learner()
    commands.open_entry(made.mere.call(), learner, ENTRY)
    version = queries.entry_form(made.mere.call(), learner).version
    other = made.staff_member("Second Coordinator", made.school, made.mere.call().role)
    commands.change_entry(
        other.call(), learner, dataclasses.replace(ENTRY, helps_first="Ten quiet seconds"), version=version
    )
    with pytest.raises(Conflict) as conflict:
        commands.change_entry(made.mere.call(), learner, ENTRY, version=version)
    assert "Second Coordinator" in conflict.value.sentence
    assert "Ten quiet seconds" in conflict.value.details.values()


def test_a_change_ends_what_is_no_longer_said_and_keeps_the_rest(made: cast.Cast, owner: psycopg.Connection) -> None:
    learner = made.learner()
    commands.open_entry(made.mere.call(), learner, ENTRY)
    changed = dataclasses.replace(ENTRY, strengths=ENTRY.strengths[:1], needs=(), status=EntryStatus.WATCHING)
    commands.change_entry(made.mere.call(), learner, changed)
    parts = queries.learner_parts(made.mere.call(), learner)
    assert (len(parts.strengths), parts.hopes, parts.ways) == (1, (), ())
    assert parts.entry is not None
    assert parts.entry.status is EntryStatus.WATCHING
    form = queries.entry_form(made.mere.call(), learner)
    assert form.stands == dataclasses.replace(changed)


def test_a_no_to_the_register_closes_the_entry_in_the_same_act(made: cast.Cast) -> None:
    learner, other = made.learner(), made.learner("Tama", "Ngata")
    member, _hana = made.whanau(learner)
    for one in (learner, other):
        commands.open_entry(made.mere.call(), one, ENTRY)
    made.consent(learner, member, Question.CLUSTER, Answer.NO)
    assert len(queries.register_page(made.mere.call()).rows) == 2
    made.consent(learner, member, Question.REGISTER, Answer.NO)
    assert _names(queries.register_page(made.mere.call())) == ["Tama Ngata"]
    with pytest.raises(Refused):
        commands.open_entry(made.mere.call(), learner, ENTRY)


def test_taking_back_a_yes_to_the_register_closes_it_too(made: cast.Cast) -> None:
    learner = made.learner()
    member, hana = made.whanau(learner)
    yes = made.consent(learner, member, Question.REGISTER, organisations=())
    commands.open_entry(made.mere.call(), learner, ENTRY)
    sharing.withdraw_consent(hana.call(), yes)
    assert queries.register_page(made.mere.call()).rows == ()


def test_what_is_highly_sensitive_is_written_by_a_keeper_and_never_planned_for(
    made: cast.Cast, owner: psycopg.Connection
) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    three = dataclasses.replace(ENTRY, needs=(*ENTRY.needs, NewNeed("WEL.care", "Kept apart.", "Kept apart.")))
    with pytest.raises(Refused):
        commands.open_entry(made.mere.call(), learner, three)
    keeper = made.staff_member("Keeper Keeps", made.school, made.mere.call().role)
    named = sharing.name_keeper(made.wiremu.call(), keeper.user.id)
    sharing.confirm_keeper(made.pita.call(), named.id)
    commands.open_entry(keeper.call(), learner, three)
    assert len(queries.learner_parts(keeper.call(), learner).ways) == 2
    assert len(queries.learner_parts(made.mere.call(), learner).ways) == 1
    page = queries.cluster_register_page(made.grace.call())
    assert [row.areas for row in page.rows] == [("COM",)]
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute("update register_need set sensitivity = 2 where learner_id = %s", [learner])


def test_health_and_behaviour_never_reach_the_cluster(made: cast.Cast) -> None:
    learner = made.learner()
    member, _hana = made.whanau(learner)
    made.consent(learner, member)
    needs = (NewNeed("HLT.seizure", "Seizures.", "The plan."), NewNeed("SEB.regulation", "Leaves the room.", "A mat."))
    commands.open_entry(made.mere.call(), learner, dataclasses.replace(ENTRY, needs=needs))
    assert [row.areas for row in queries.cluster_register_page(made.grace.call()).rows] == [()]
    assert queries.cluster_register_page(made.grace.call(), Filters(area=Area.HLT)).rows == ()


def test_the_clusters_register_is_what_answer_2_lets_through(made: cast.Cast) -> None:
    shared, kept = made.learner("Manaia", "Rūpene"), made.learner("Finn", "O’Rourke")
    member, hana = made.whanau(shared)
    for one in (shared, kept):
        commands.open_entry(made.mere.call(), one, ENTRY)
    assert queries.cluster_register_page(made.grace.call()).rows == ()
    yes = made.consent(shared, member)
    page = queries.cluster_register_page(made.grace.call())
    assert _names(page) == ["Manaia Rūpene"]
    assert page.rows[0].place == "Matipo Valley School"
    assert _names(queries.cluster_register_page(made.sina.call())) == ["Manaia Rūpene"]
    sharing.withdraw_consent(hana.call(), yes)
    assert queries.cluster_register_page(made.grace.call()).rows == ()
    with pytest.raises(NotAllowed):
        queries.cluster_register_page(made.jo.call())


def test_a_protected_place_is_withheld_from_the_cluster(made: cast.Cast) -> None:
    from rourou.contexts.people import commands as people

    learner = made.learner()
    member, _hana = made.whanau(learner)
    keeper = made.staff_member("Keeper Keeps", made.school, made.mere.call().role)
    sharing.confirm_keeper(made.pita.call(), sharing.name_keeper(made.wiremu.call(), keeper.user.id).id)
    commands.open_entry(made.mere.call(), learner, ENTRY)
    made.consent(learner, member)
    people.protect_location(keeper.call(), learner, reason="An order")
    assert [row.place for row in queries.cluster_register_page(made.grace.call()).rows] == [Withheld()]


def test_the_settings_register_by_date_and_what_was_asked_for(made: cast.Cast) -> None:
    today = queries.register_page(made.mere.call()).today
    days = {"Ana": None, "Kahu": today + datetime.timedelta(days=30), "Rua": today + datetime.timedelta(days=2)}
    ids: dict[str, uuid.UUID] = {}
    for number, (name, day) in enumerate(days.items()):
        ids[name] = made.learner(name, "Pōtae", year_level=number * 3)
        commands.open_entry(made.mere.call(), ids[name], dataclasses.replace(ENTRY, next_on=day))
    made.consent(ids["Rua"], made.whanau(ids["Rua"])[0])
    page = queries.register_page(made.mere.call())
    assert _names(page) == ["Rua Pōtae", "Kahu Pōtae", "Ana Pōtae"]
    assert (page.found, page.total, page.rows[0].room, page.after) == (3, 3, "Room 4", None)

    def asked(**filters: object) -> list[str]:
        return _names(queries.register_page(made.mere.call(), Filters(**filters)))  # type: ignore[arg-type]

    assert asked(name="poutae rua") == []
    assert asked(name="potae rua") == asked(name="POOTAE ruaa") == ["Rua Pōtae"]
    assert asked(year=YearBand.Y2_3) == ["Kahu Pōtae"]
    assert asked(due=Due.WEEKS_3) == ["Rua Pōtae"]
    assert asked(due=Due.NONE) == ["Ana Pōtae"]
    assert asked(sharing=Answered.YES) == ["Rua Pōtae"]
    assert asked(sharing=Answered.NOT_ASKED) == ["Kahu Pōtae", "Ana Pōtae"]
    assert asked(area=Area.COM) == ["Rua Pōtae", "Kahu Pōtae", "Ana Pōtae"]
    assert asked(area=Area.PHY) == []
    found = queries.register_page(made.mere.call(), Filters(name="Nobody"))
    assert (found.found, found.total) == (0, 3)


def test_a_class_teacher_sees_the_class_and_another_setting_nothing(made: cast.Cast) -> None:
    mine, other = made.learner("Ana"), made.learner("Kahu", class_id=None)
    for one in (mine, other):
        commands.open_entry(made.mere.call(), one, ENTRY)
    assert _names(queries.register_page(made.jo.call())) == ["Ana Rūpene"]
    assert queries.register_page(made.sina.call()).rows == ()


@pytest.mark.parametrize("many", [False, True])
def test_page_after_page_nobody_twice_and_nobody_missing(
    made: cast.Cast, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    from rourou.contexts.register.queries import register

    monkeypatch.setattr(register, "PAGE", 2)
    if many:
        monkeypatch.setattr(register, "few_ids", lambda _call: None)
    today = queries.register_page(made.mere.call()).today
    for number in range(5):
        learner = made.learner(f"Ana{number}", "Pōtae")
        made.consent(learner, made.whanau(learner)[0])
        due = today + datetime.timedelta(days=number // 2) if number else None
        commands.open_entry(made.mere.call(), learner, dataclasses.replace(ENTRY, next_on=due))
    for read, who in ((queries.register_page, made.mere), (queries.cluster_register_page, made.grace)):
        seen: list[str] = []
        page = read(who.call())
        while True:
            seen += _names(page)
            if page.after is None:
                break
            page = read(who.call(), Filters(after=page.after))
        assert sorted(seen) == [f"Ana{n} Pōtae" for n in range(5)]
