"""A term's supply comes in through the directory, whole or not at all, and is taken back while no hour rests on it."""

import uuid
from decimal import Decimal

import pytest

from rourou.contexts.directory import commands as directory_commands
from rourou.contexts.directory import queries as directory
from rourou.contexts.exchange import commands, queries
from rourou.contexts.exchange.types import Action
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from tests import cast

HEADER = "organisation,service,support_type,tier,term,hours_per_term,languages,settings_served\n"
ROWS = (
    "Te Ara Reo Trust,Reo,speech_language,2,2027-1,40,en;mi,Matipo Valley School\n"
    "Matipo Valley RTLB service,RTLB,learning_behaviour,2,2027-1,120,en,all\n"
)
FILE = (HEADER + ROWS).encode()


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _hours(made: cast.Cast) -> dict[str, Decimal]:
    return {c.name: c.offered for c in directory.services_for_term(made.grace.call(), "2027-1").cards}


def _loaded(made: cast.Cast, data: bytes = FILE) -> uuid.UUID:
    run = commands.check_supply(made.grace.call(), data)
    assert run.is_clean, queries.run_page(made.grace.call(), run.id).lines
    return commands.load_supply(made.grace.call(), run.id).id


def test_a_dry_run_says_row_by_row_and_changes_nothing(made: cast.Cast) -> None:
    report = queries.preview_supply(made.grace.call(), FILE)
    assert [(x.row, x.name, x.action, x.what) for x in report.lines] == [
        (2, "Reo", Action.ADDED, "Te Ara Reo Trust: 40 hours in 2027-1."),
        (3, "RTLB", Action.ADDED, "Matipo Valley RTLB service: 120 hours in 2027-1."),
    ]
    assert _hours(made) == {}


def test_loading_and_undoing(made: cast.Cast) -> None:
    run = _loaded(made)
    assert _hours(made) == {"Reo": Decimal(40), "RTLB": Decimal(120)}
    page = queries.run_page(made.grace.call(), run)
    assert [line.name for line in page.lines] == ["Reo", "RTLB"]
    commands.undo_supply(made.grace.call(), run, why="Last year's file")
    assert _hours(made) == {}
    assert queries.preview_supply(made.grace.call(), FILE).counts.added == 2


def test_hours_and_words_that_a_load_changed_stand_as_before_after_an_undo(made: cast.Cast) -> None:
    _loaded(made)
    before = directory.services_for_term(made.grace.call(), "2027-1").cards
    other = FILE.replace(b",40,en;mi", b",25.5,en")
    run = commands.check_supply(made.grace.call(), other)
    assert [line.what for line in queries.run_page(made.grace.call(), run.id, show="changed").lines] == [
        "Te Ara Reo Trust: 25.5 hours in 2027-1. 40 hours become 25.5. What the service says of itself changes."
    ]
    commands.load_supply(made.grace.call(), run.id)
    assert _hours(made)["Reo"] == Decimal("25.5")
    commands.undo_supply(made.grace.call(), run.id, why="A mistake")
    after = directory.services_for_term(made.grace.call(), "2027-1").cards
    assert [(c.name, c.offered, c.languages) for c in after] == [(c.name, c.offered, c.languages) for c in before]


def test_hours_that_somebody_changed_since_are_named(made: cast.Cast) -> None:
    run = _loaded(made)
    reo = next(c for c in directory.services_for_term(made.grace.call(), "2027-1").cards if c.name == "Reo")
    directory_commands.set_hours(made.grace.call(), reo.id, term="2027-1", hours=Decimal(30))
    with pytest.raises(Refused) as refused:
        commands.undo_supply(made.grace.call(), run, why="A mistake")
    assert refused.value.sentence.startswith("Row 2 has been used since")
    assert _hours(made)["RTLB"] == Decimal(120)


def test_names_that_nobody_here_has_are_faults_of_their_rows(made: cast.Cast) -> None:
    odd = HEADER + "Somebody Else,X,behaviour,2,2027-1,5,,all\n" + ROWS.replace("Valley School", "Hill School")
    run = commands.check_supply(made.grace.call(), odd.encode())
    lines = queries.run_page(made.grace.call(), run.id).lines
    assert [(x.row, x.column) for x in lines] == [(2, "organisation"), (3, "settings_served")]
    with pytest.raises(Refused):
        commands.load_supply(made.grace.call(), run.id)
    assert _hours(made) == {}


def test_an_import_never_takes_away_who_leads_a_service(made: cast.Cast) -> None:
    from rourou.contexts.directory.types import NewService, SupportType

    draft = NewService(made.trust.id, "Reo", SupportType.SPEECH_LANGUAGE, lead_id=made.ana.user.id)
    directory_commands.add_service(made.grace.call(), draft)
    _loaded(made)
    card = next(c for c in directory.services_for_term(made.grace.call(), "2027-1").cards if c.name == "Reo")
    assert card.lead == "Ana Tuiasosopo"


def test_who_may_bring_in_what(made: cast.Cast) -> None:
    with pytest.raises(NotAllowed):
        commands.check_supply(made.mere.call(), FILE)
    with pytest.raises(NotAllowed):
        commands.check_roster(made.grace.call(), b"")
    run = commands.check_supply(made.grace.call(), FILE)
    with pytest.raises(NotFound):
        commands.load_supply(made.fay.call(), run.id)
    with pytest.raises(NotFound):
        commands.load_roster(made.mere.call(), run.id)


def test_the_same_run_loads_once(made: cast.Cast) -> None:
    run = _loaded(made)
    with pytest.raises(Conflict):
        commands.load_supply(made.grace.call(), run)
