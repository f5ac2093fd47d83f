"""Finding a learner, and a class: by any spelling, only within reach, in a fixed number of statements."""

import uuid

import pytest
from django.test import Client

from tests import cast, signing_in
from tests.counting import queries_of
from tests.factories import home


@pytest.fixture
def made() -> cast.Cast:
    made = cast.make()
    made.protocols()
    return made


def _find(made: cast.Cast, who: str, asked: str) -> str:
    answer = signing_in.client(made.everybody()[who]).get("/find", {"q": asked})
    assert answer.status_code == 200
    return str(answer.content.decode()).replace("\u00a0", " ")


@pytest.mark.parametrize("asked", ["Rūpene", "rupene", "Ruupene", "RŪP man", "manaia  rūpene", "Mana"])
def test_any_spelling_finds_the_learner(made: cast.Cast, asked: str) -> None:
    made.learner("Manaia", "Rūpene", year_level=3)
    page = _find(made, "mere", asked)
    assert "Manaia Rūpene" in page
    assert "One learner fits" in page
    assert "Room 4, Matipo Valley School" in page


def test_okina_and_apostrophes_are_one(made: cast.Cast) -> None:
    made.learner("ʻOfa", "O’Rourke")
    for asked in ("ofa", "'Ofa", "orourke", "O'Rourke"):
        assert "ʻOfa O’Rourke" in _find(made, "mere", asked), asked


def test_nobody_finds_beyond_their_reach(made: cast.Cast) -> None:
    learner = made.learner()
    for who in ("sina", "grace", "tama", "ana", "fay", "stranger"):
        page = _find(made, who, "Manaia")
        assert "No learner found for “Manaia”" in page
        assert "Rūpene" not in page
    member, hana = made.whanau(learner)
    made.consent(learner, member)
    for who in ("sina", "grace", "tama", "fay"):
        assert "Manaia Rūpene" in _find(made, who, "Manaia")
    for who in ("ana", "stranger"):
        assert "Rūpene" not in _find(made, who, "Manaia")
    assert signing_in.client(hana).get("/find?q=Manaia").status_code == 404
    assert signing_in.client(made.pita).get("/find?q=Manaia").status_code == 403
    assert Client().get("/find?q=Manaia").status_code == 302


def test_signs_of_a_pattern_are_letters_like_any_other(made: cast.Cast) -> None:
    made.learner()
    for asked in ("%", "_", "\\", "%' or 1=1 --"):
        assert "Rūpene" not in _find(made, "mere", asked)


def test_many_are_twenty_and_a_sentence(made: cast.Cast) -> None:
    for n in range(21):
        made.learner(f"Child{chr(97 + n)}", "Taylor")
    page = _find(made, "mere", "Taylor")
    assert "More than 20 learners fit." in page
    assert page.count(" Taylor</a>") == 20


def test_statements_do_not_grow_with_what_is_found(made: cast.Cast) -> None:
    mere = signing_in.client(made.mere)
    made.learner()
    mere.get("/find?q=Manaia")
    one = queries_of(lambda: mere.get("/find?q=Manaia"))
    for _ in range(4):
        made.learner()
    assert queries_of(lambda: mere.get("/find?q=Manaia")) == one


def _class(made: cast.Cast, room: uuid.UUID) -> str:
    return f"/classes/{made.mere.call().public(room)}"


def test_a_class_is_what_helps_for_its_team(made: cast.Cast) -> None:
    home.told(made, made.learner(year_level=3))
    made.learner("Kahurangi", "Pōtae")
    url = _class(made, made.room_4)
    for who in ("mere", "jo", "wiremu"):
        page = signing_in.client(made.everybody()[who]).get(url).content.decode()
        assert "Room 4: what helps, for one learner" in page
        for words in ("Manaia Rūpene", home.STRENGTH, home.HELP, "Kahurangi Pōtae"):
            assert words in page
        assert home.WAY not in page
    for who in ("sina", "grace", "tama", "ana", "fay", "stranger"):
        assert signing_in.client(made.everybody()[who]).get(url).status_code == 404


def test_a_teacher_is_sent_to_their_own_class_and_sees_no_other(made: cast.Cast) -> None:
    from rourou.contexts.people import commands as people

    answer = signing_in.client(made.jo).get("/classes")
    assert (answer.status_code, answer["Location"]) == (303, _class(made, made.room_4))
    other = people.open_class(made.mere.call(), "Room 9", starts_on=cast.START).id
    made.learner("Finn", "Lee", class_id=other)
    assert "Finn Lee" not in signing_in.client(made.jo).get(_class(made, other)).content.decode()
    assert "Room 9" in signing_in.client(made.mere).get("/classes").content.decode()


def test_a_class_takes_the_same_statements_whoever_is_in_it(made: cast.Cast) -> None:
    jo, url = signing_in.client(made.jo), _class(made, made.room_4)
    home.told(made, made.learner())
    jo.get(url)
    one = queries_of(lambda: jo.get(url))
    for n in range(4):
        home.told(made, made.learner(f"Child{n}", "Lee"))
    assert queries_of(lambda: jo.get(url)) == one
