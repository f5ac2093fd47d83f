"""Entries, notes, promises, timeline, the cluster's register: a welcome and a refusal for each."""

import datetime

import pytest

from rourou.contexts.register import commands, queries
from rourou.contexts.register.types import NewEntry, NewNeed, NewNote, NewPromise, NewStrength
from tests import cast
from tests.counting import queries_of
from tests.signing_in import client
from tests.web.register.test_concern_pages import send, stamp_in

FILLED = {
    "strengths": "Remembers every waiata.\nNotices who is left out.",
    "hope_0": "To tell the class about the eels.", "whose_0": "Manaia",
    "way_0": "Fast group talk.", "helps_0": "A talking stone.", "leaf_0": "COM.social", "tier_0": "2",
    "helps_first": "A turn that is hers", "reason": "She is left out.", "tier": "2", "state": "open",
    "next_what": "Whānau talk", "next_on": "",
}  # fmt: skip


@pytest.fixture
def made() -> cast.Cast:
    found = cast.make()
    found.protocols()
    return found


def _at(made: cast.Cast, learner: object, page: str) -> str:
    return f"/learners/{made.mere.call().public(learner)}/{page}"  # type: ignore[arg-type]


def test_an_entry_is_opened_changed_and_closed(made: cast.Cast) -> None:
    learner = made.learner()
    mere = client(made.mere)
    opened = send(mere, _at(made, learner, "entry/new"), **FILLED)
    assert (opened.status_code, opened.url) == (303, _at(made, learner, "")[:-1])
    form = mere.get(_at(made, learner, "entry")).content.decode()
    for words in ("Notices who is left out.", "A talking stone.", "A turn that is hers", "Last changed by"):
        assert words in form
    changed = send(mere, _at(made, learner, "entry"), **FILLED | {"helps_first": "Ten quiet seconds"})
    assert changed.status_code == 303
    parts = queries.learner_parts(made.mere.call(), learner)
    assert parts.entry is not None
    assert (parts.entry.helps_first, len(parts.strengths), len(parts.ways)) == ("Ten quiet seconds", 2, 1)
    assert send(mere, _at(made, learner, "entry/close"), reason="goal_met").status_code == 303
    assert queries.register_page(made.mere.call()).rows == ()


def test_half_a_row_is_asked_for_and_more_rows_lose_nothing(made: cast.Cast) -> None:
    learner = made.learner()
    mere, url = client(made.mere), _at(made, learner, "entry/new")
    half = send(mere, url, **FILLED | {"leaf_0": "", "whose_0": ""})
    assert half.status_code == 422
    assert "Choose what it is about" in half.content.decode()
    assert "Enter whose words these are" in half.content.decode()
    wider = send(mere, url, **FILLED | {"more": "1"})
    assert wider.status_code == 200
    text = wider.content.decode()
    assert "A talking stone." in text
    assert 'name="way_2"' in text
    assert "There is a problem" not in text
    assert queries.learner_parts(made.mere.call(), learner).entry is None


def test_an_entry_that_changed_meanwhile_keeps_what_was_typed(made: cast.Cast) -> None:
    learner = made.learner()
    mere, url = client(made.mere), _at(made, learner, "entry")
    commands.open_entry(made.mere.call(), learner, NewEntry())
    opened = mere.get(url)
    commands.change_entry(made.mere.call(), learner, NewEntry(helps_first="Ten quiet seconds"))
    late = mere.post(url, FILLED | {"stamp": stamp_in(opened)})
    assert late.status_code == 409
    assert "Fast group talk." in late.content.decode()
    parts = queries.learner_parts(made.mere.call(), learner)
    assert parts.entry is not None
    assert parts.entry.helps_first == "Ten quiet seconds"


def test_a_note_with_a_promise_that_is_moved_and_kept(made: cast.Cast) -> None:
    learner = made.learner()
    mere = client(made.mere)
    day = (queries.note_form(made.mere.call(), learner).today + datetime.timedelta(days=4)).isoformat()
    sent = send(
        mere,
        _at(made, learner, "notes/new"),
        words="She told the story.",
        promise="Ring her nan",
        to="Wini",
        due_on=day,
    )
    assert sent.status_code == 303
    promise = queries.promises_due(made.mere.call()).cards[0]
    later = (promise.due_on + datetime.timedelta(days=2)).isoformat()
    assert send(mere, f"/promises/{promise.public_id}/move", due_on=later).url == "/today"
    assert send(mere, f"/promises/{promise.public_id}/kept").status_code == 303
    assert queries.promises_due(made.mere.call()).cards == ()
    empty = send(mere, _at(made, learner, "notes/new"), words="", promise="", due_on="")
    assert empty.status_code == 422
    unstamped = mere.post(f"/promises/{promise.public_id}/kept", {})
    assert unstamped.status_code == 409


def test_the_timeline_and_who_is_refused(made: cast.Cast) -> None:
    learner = made.learner()
    commands.add_note(made.jo.call(), learner, NewNote("Told two friends."))
    assert "Told two friends." in client(made.jo).get(_at(made, learner, "timeline")).content.decode()
    assert client(made.jo).get(_at(made, learner, "timeline?kind=voice")).status_code == 200
    for page in ("entry", "entry/new", "entry/close", "notes/new", "timeline"):
        assert client(made.sina).get(_at(made, learner, page)).status_code == 404, page
        assert client(made.stranger).get(_at(made, learner, page)).status_code == 404, page
    due = queries.note_form(made.mere.call(), learner).today
    note = commands.add_note(made.mere.call(), learner, NewNote(promise=NewPromise("Ring", due)))
    for page in ("kept", "move"):
        assert client(made.sina).get(f"/promises/{made.mere.call().public(note.id)}/{page}").status_code == 404


def _shared(made: cast.Cast, name: str) -> None:
    learner = made.learner(name, "Pōtae", year_level=3)
    made.consent(learner, made.whanau(learner)[0])
    need = NewNeed("COM.social", "Fast group talk.", "A stone.")
    commands.open_entry(made.mere.call(), learner, NewEntry(strengths=(NewStrength("Sings."),), needs=(need,)))


def test_the_clusters_register_and_that_its_statements_do_not_grow(made: cast.Cast) -> None:
    grace = client(made.grace)
    url = f"/clusters/{made.cluster.code}/register"
    assert "Nobody is shared with your team yet" in grace.get(url).content.decode()
    _shared(made, "Ana")
    one = queries_of(lambda: grace.get(url))
    for number in range(4):
        _shared(made, f"Kahu{number}")
    page = grace.get(url).content.decode()
    assert page.count("Pōtae") == 5
    assert "Matipo Valley School" in page
    assert "Communication and language" in page
    assert queries_of(lambda: grace.get(url)) == one
    assert grace.get(f"{url}?q=potae+kahu3").content.decode().count("Pōtae") == 1
    assert "Nobody here fits that" in grace.get(f"{url}?area=PHY").content.decode()
    assert grace.get("/clusters").url == url
    assert client(made.stranger).get(url).status_code == 404
    assert client(made.jo).get(url).status_code == 403
    assert grace.get(f"{url}?after=nonsense").status_code == 404


def test_no_name_stands_in_the_address_of_the_next_page(made: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from rourou.contexts.register.queries import register

    monkeypatch.setattr(register, "PAGE", 1)
    for name in ("Ana", "Kahu"):
        _shared(made, name)
    grace, url = client(made.grace), f"/clusters/{made.cluster.code}/register"
    text = grace.get(url).content.decode()
    following = text.split('class="more"')[1].split('href="')[1].split('"')[0]
    assert "ana" not in following.lower().replace(made.cluster.code, "").split("after=")[0]
    assert "Kahu" in grace.get(following).content.decode()
