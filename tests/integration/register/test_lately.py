"""Notes, promises, voices and supports: who reads what, and what is kept."""

import datetime
import uuid

import pytest

from rourou.contexts.register import commands, queries
from rourou.contexts.register.types import (
    NewNote,
    NewPromise,
    NewResponse,
    NewVoice,
    ResponseStatus,
    Speaker,
)
from rourou.contexts.sharing.types import Question
from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from tests import cast

LATER = datetime.timedelta(days=3)


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _today(made: cast.Cast) -> datetime.date:
    return queries.register_page(made.mere.call()).today


def _promise(made: cast.Cast, learner: uuid.UUID, to: cast.Member | None = None, days: int = 3) -> uuid.UUID:
    due = _today(made) + datetime.timedelta(days=days)
    promise = NewPromise("Ring Hana", due, to="Hana", to_user=to.user.id if to else None)
    return commands.add_note(made.mere.call(), learner, NewNote(promise=promise)).id


def test_a_note_is_read_by_whanau_and_a_promise_by_the_adult_it_was_made_to(made: cast.Cast) -> None:
    learner = made.learner()
    _m, hana = made.whanau(learner)
    _m, rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    commands.add_note(made.jo.call(), learner, NewNote("Told two friends the whole eel story."))
    _promise(made, learner, hana)
    told = {who: len(queries.learner_parts(m.call(), learner).notes) for who, m in (("h", hana), ("r", rawiri))}
    assert told == {"h": 2, "r": 1}
    assert [p.what for p in queries.promises_due(hana.call()).cards] == ["Ring Hana"]
    assert queries.promises_due(rawiri.call()).cards == ()
    assert len(queries.learner_parts(made.mere.call(), learner).notes) == 2


def test_each_adult_reads_their_own_words_and_the_learners(made: cast.Cast) -> None:
    learner = made.learner()
    _m, hana = made.whanau(learner)
    _m, rawiri = made.whanau(learner, "Rāwiri Rūpene", "Koro")
    for draft in (
        NewVoice("I like the eels.", Speaker.LEARNER, "Manaia"),
        NewVoice("Only for Mere.", Speaker.LEARNER, "Manaia", is_kept=True),
        NewVoice("Hear her the first time.", Speaker.WHANAU, "Hana", given_by=hana.user.id),
    ):
        commands.add_voice(made.mere.call(), learner, draft)
    said = {
        who: {v.words for v in queries.learner_parts(m.call(), learner).voices}
        for who, m in (("hana", hana), ("rawiri", rawiri), ("mere", made.mere))
    }
    assert said["hana"] == {"I like the eels.", "Hear her the first time."}
    assert said["rawiri"] == {"I like the eels."}
    assert len(said["mere"]) == 3


def test_promises_are_kept_once_and_moved_to_a_later_day(made: cast.Cast) -> None:
    learner = made.learner()
    promise = _promise(made, learner)
    assert [p.what for p in queries.promises_due(made.mere.call()).cards] == ["Ring Hana"]
    assert queries.promises_due(made.jo.call()).cards == ()
    with pytest.raises(Refused):
        commands.move_promise(made.mere.call(), promise, due_on=_today(made) - LATER)
    commands.move_promise(made.mere.call(), promise, due_on=_today(made) + LATER * 2)
    assert queries.promise_page(made.mere.call(), promise).card.due_on == _today(made) + LATER * 2
    commands.keep_promise(made.mere.call(), promise)
    assert queries.promises_due(made.mere.call()).cards == ()
    with pytest.raises(Refused):
        commands.keep_promise(made.mere.call(), promise)
    with pytest.raises(NotFound):
        commands.keep_promise(made.sina.call(), promise)


def test_a_note_sent_twice_is_one_and_an_empty_one_is_none(made: cast.Cast) -> None:
    learner = made.learner()
    draft = NewNote("Five turns in ten minutes.")
    assert commands.add_note(made.jo.call(), learner, draft).id == commands.add_note(made.jo.call(), learner, draft).id
    with pytest.raises(Refused):
        commands.add_note(made.jo.call(), learner, NewNote(" "))
    with pytest.raises(NotAllowed):
        commands.add_note(made.grace.call(), learner, draft)


def test_a_guest_writes_into_the_record_they_were_let_into(made: cast.Cast) -> None:
    from rourou.contexts.sharing import commands as sharing
    from rourou.contexts.sharing.types import Answer, NewConsent
    from rourou.foundation.access.purposes import Category

    learner = made.learner()
    member, _hana = made.whanau(learner)
    with pytest.raises(NotFound):
        commands.add_note(made.ana.call(), learner, NewNote("First visit."))
    sharing.record_consent(
        made.mere.call(),
        NewConsent(
            learner, Question.ORGANISATION, Answer.YES, member, organisation_ids=(made.trust.id,),
            categories=Category.IDENTITY | Category.PROGRESS, until_on=datetime.date(2027, 12, 17),
        ),
    )  # fmt: skip
    commands.add_note(made.ana.call(), learner, NewNote("First visit."))
    assert [n.by for n in queries.learner_parts(made.mere.call(), learner).notes] == ["Ana Tuiasosopo"]


def test_supports_are_recorded_paused_and_finished(made: cast.Cast) -> None:
    learner = made.learner()
    made_response = commands.record_response(made.mere.call(), learner, NewResponse("Turn-taking group of four"))
    paused = NewResponse("Turn-taking group of four", status=ResponseStatus.PAUSED, why_paused="Ana is away")
    commands.change_response(made.mere.call(), made_response.id, paused, version=1)
    with pytest.raises(Conflict):
        commands.change_response(made.mere.call(), made_response.id, paused, version=1)
    assert [(r.status, r.why_paused) for r in queries.learner_parts(made.mere.call(), learner).responses] == [
        (ResponseStatus.PAUSED, "Ana is away")
    ]
    finished = NewResponse("Turn-taking group of four", status=ResponseStatus.FINISHED)
    commands.change_response(made.mere.call(), made_response.id, finished, version=2)
    assert queries.learner_parts(made.mere.call(), learner).responses == ()


def test_what_comes_next_is_said_by_upper_contexts(made: cast.Cast) -> None:
    from rourou.contexts.register.types import NewEntry

    learner = made.learner()
    assert not commands.set_next(made.mere.call(), learner, on=_today(made), what="Plan review").subjects
    commands.open_entry(made.mere.call(), learner, NewEntry())
    commands.set_next(made.mere.call(), learner, on=_today(made), what="Plan review")
    assert [r.next_what for r in queries.register_page(made.mere.call()).rows] == ["Plan review"]


def test_the_timeline_holds_everything_newest_first(made: cast.Cast) -> None:
    learner = made.learner()
    commands.add_note(made.jo.call(), learner, NewNote("Earlier.", on=_today(made) - LATER))
    commands.add_voice(made.jo.call(), learner, NewVoice("Eels!", Speaker.LEARNER, "Manaia"))
    lines = queries.timeline(made.mere.call(), learner).moments
    assert [m.kind for m in lines] == ["voice", "note"]
    assert [m.kind for m in queries.timeline(made.mere.call(), learner, kind="note").moments] == ["note"]
    with pytest.raises(NotFound):
        queries.timeline(made.sina.call(), learner)
