"""The pages of the importers: a welcome and a refusal for each, wrong files, large ones, and the way there and back."""

import io
import re
import time
import uuid

import pytest
from django.test import Client

from rourou.contexts.exchange import commands, views
from rourou.contexts.exchange.commands import later
from rourou.contexts.exchange.forms import LARGEST
from rourou.contexts.people import queries as people_queries
from rourou.foundation.access.public_ids import PublicIdConverter
from rourou.foundation.access.roles import Role
from tests import cast, counting, signing_in
from tests.rosters import many, roster

SUPPLY = (
    b"organisation,service,support_type,tier,term,hours_per_term\nTe Ara Reo Trust,Reo,speech_language,2,2027-1,40\n"
)


@pytest.fixture
def made() -> cast.Cast:
    return cast.make()


def _send(client: Client, data: bytes, kind: str = "roster", name: str = "roster.csv") -> object:
    form = client.get(f"/imports/new?kind={kind}").context["form"]
    file = io.BytesIO(data)
    file.name = name
    return client.post(f"/imports/new?kind={kind}", {"file": file, "stamp": form.seal})


def _checked(client: Client, data: bytes, kind: str = "roster") -> str:
    answer = _send(client, data, kind)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def _load(client: Client, url: str) -> object:
    return client.post(f"{url}/load", {"stamp": client.get(url).context["form"].seal})


def _text(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))  # type: ignore[attr-defined]


def _roll(made: cast.Cast) -> int:
    return len(people_queries.roll(made.mere.call()).rows)


def test_the_whole_way_there_and_back(made: cast.Cast) -> None:
    client = signing_in.client(made.mere)
    assert "No file was brought in yet" in _text(client.get("/imports"))
    url = _checked(client, roster())
    page = client.get(url)
    text = _text(page)
    assert "3 rows are ready, and nothing has changed yet" in text
    assert "Waiora Hapeta" in text
    assert "Year 1, Room 1. 1 whānau contact." in text
    assert "the setting’s coordinator" in text
    assert page["Cache-Control"] == "no-store"
    assert "Waiora" not in re.search(r"<title>(.*?)</title>", page.content.decode())[1]  # type: ignore[index]
    assert _roll(made) == 0
    loaded = _load(client, url)
    assert (loaded.status_code, loaded["Location"]) == (303, url)
    text = _text(client.get(url))
    assert "Loaded, all of it" in text
    assert "Undo this load" in text
    assert _roll(made) == 3
    again = client.post(f"{url}/load", {"stamp": client.get(url).context["form"].seal})
    assert again.status_code == 409
    undo = client.get(f"{url}/undo")
    empty = client.post(f"{url}/undo", {"why": "", "stamp": undo.context["form"].seal})
    assert empty.status_code == 422
    done = client.post(f"{url}/undo", {"why": "The wrong school", "stamp": undo.context["form"].seal})
    assert done.status_code == 303
    assert "Mere Aperahama undid it: The wrong school" in _text(client.get(url))
    assert _roll(made) == 0
    assert client.get(f"{url}/undo").status_code == 404
    assert "Undone" in _text(client.get("/imports"))


def test_supply_has_the_same_way(made: cast.Cast) -> None:
    client = signing_in.client(made.grace)
    url = _checked(client, SUPPLY, "supply")
    assert "Te Ara Reo Trust: 40 hours in 2027-1." in _text(client.get(url))
    assert _load(client, url).status_code == 303
    assert "Supply: 1 service" in _text(client.get("/imports"))
    stamp = client.get(f"{url}/undo").context["form"].seal
    assert client.post(f"{url}/undo", {"why": "Last year’s", "stamp": stamp}).status_code == 303


@pytest.mark.parametrize("path", ["/imports", "/imports/new"])
def test_who_brings_in_no_files_is_turned_away(made: cast.Cast, path: str) -> None:
    assert signing_in.client(made.jo).get(path).status_code == 403
    assert Client().get(path).status_code == 302


def test_a_run_of_another_setting_is_a_page_that_never_was(made: cast.Cast) -> None:
    url = _checked(signing_in.client(made.mere), roster())
    never = f"/imports/{made.mere.call().public(uuid.uuid4())}"
    for who in (made.sina, made.stranger, made.grace):
        client = signing_in.client(who)
        found, missing = client.get(url), client.get(never)
        assert found.status_code == missing.status_code == 404
        assert _masked(found.content.decode()) == _masked(missing.content.decode())
        for act in ("load", "undo"):
            assert client.post(f"{url}/{act}", {"why": "x"}).status_code == 404
    assert signing_in.client(made.jo).get(url).status_code == 403


def test_a_colleague_sees_the_numbers_and_not_the_rows(made: cast.Cast) -> None:
    url = _checked(signing_in.client(made.mere), roster())
    colleague = made.staff_member("Hine Other", made.school, Role.SENCO)
    text = _text(signing_in.client(colleague).get(url))
    assert "Only they see the rows" in text
    assert "Waiora" not in text
    assert "Load the file" not in text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "There is nothing in this file."),
        (b"PK\x03\x04rest of a workbook", "This is a workbook or a zip file, not a CSV."),
        (b"%PDF-1.7", "This is a PDF, not a CSV."),
        (b"<!doctype html><p>Sign in", "This is a web page, not a CSV."),
        (b"a,b\n1,2\n", "There is none for family_name, given_names and birth_date."),
    ],
)
def test_a_wrong_file_is_told_beside_the_file_and_makes_no_run(made: cast.Cast, data: bytes, word: str) -> None:
    client = signing_in.client(made.mere)
    answer = _send(client, data)
    assert answer.status_code == 422
    assert word in _text(answer)
    assert "No file was brought in yet" in _text(client.get("/imports"))


def test_faults_come_with_row_and_column_and_no_button(made: cast.Cast) -> None:
    client = signing_in.client(made.mere)
    url = _checked(client, roster("=1+1,A,B,2019-01-01,1,,,,", "12,C,D,2019-02-30,1,,,,"))
    text = _text(client.get(url))
    assert "2 things to put right first" in text
    assert "Row 2 nsn This cell begins with a sign that a spreadsheet runs as a formula." in text
    assert "Row 3 birth_date There is no such day." in text
    assert "Load the file" not in text
    assert client.post(f"{url}/load", {"stamp": client.get(url).context["form"].seal}).status_code == 422


def test_a_file_that_is_too_large_is_told_so(made: cast.Cast) -> None:
    client = signing_in.client(made.mere)
    answer = _send(client, roster() + b"x" * LARGEST)
    assert answer.status_code == 422
    assert "larger than 10 MB" in _text(answer)
    assert "larger than 10 MB" in _text(_send(client, b"x" * (LARGEST + 2 * 1024 * 1024)))


def test_a_hundred_thousand_rows_are_refused_with_the_reason(made: cast.Cast) -> None:
    header, *lines = roster().split(b"\n")
    answer = _send(signing_in.client(made.mere), header + b"\n" + (lines[2] + b"\n") * 100_000)
    assert answer.status_code in {303, 422}
    text = _text(answer) if answer.status_code == 422 else _text(signing_in.client(made.mere).get(answer["Location"]))
    assert "more than 20,000 rows" in text


def test_no_file_chosen_is_told_so(made: cast.Cast) -> None:
    client = signing_in.client(made.mere)
    form = client.get("/imports/new").context["form"]
    answer = client.post("/imports/new", {"stamp": form.seal})
    assert answer.status_code == 422
    assert "Choose the file" in _text(answer)


def test_rows_come_fifty_at_a_time_and_by_what_they_do(made: cast.Cast) -> None:
    client = signing_in.client(made.mere)
    commands.load_roster(made.mere.call(), commands.check_roster(made.mere.call(), many(10)).id)
    url = _checked(client, many(130))
    first = client.get(url).content.decode()
    assert len(re.findall(r"<th scope=\"row\"", first)) == 50
    more = re.search(r'href="([^"]+after=\d+[^"]*)"', first)
    assert more is not None
    second = client.get(more[1].replace("&amp;", "&")).content.decode()
    assert "Tama50 " in second
    assert "Tama49 " not in second
    assert len(re.findall(r"<th scope=\"row\"", client.get(f"{url}?show=unchanged").content.decode())) == 10
    assert client.get(f"{url}?show=nonsense&after=x").status_code == 200


def test_as_many_statements_for_fifty_rows_as_for_three(made: cast.Cast) -> None:
    client = signing_in.client(made.mere)
    few, more = _checked(client, roster()), _checked(client, many(60))
    client.get(few)
    assert counting.queries_of(lambda: client.get(few)) == counting.queries_of(lambda: client.get(more))
    for url in (few, more):
        assert _load(client, url).status_code == 303
    assert counting.queries_of(lambda: client.get(few)) == counting.queries_of(lambda: client.get(more))
    assert counting.queries_of(lambda: client.get("/imports")) <= counting.queries_of(lambda: client.get(few))


def test_a_large_roster_loads_beside_the_page_and_says_how_far_it_is(
    made: cast.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 600)
    client = signing_in.client(made.mere)
    url = _checked(client, many(1100))
    answer = _load(client, url)
    assert answer.status_code == 303
    page = client.get(url)
    if later.running:
        assert 'http-equiv="refresh"' in page.content.decode()
        assert "of 1,100 rows so far" in _text(page) or "of 1100 rows so far" in _text(page)
        assert client.get(url, headers={"HX-Request": "true"}).content.decode().lstrip().startswith("<div")
    for thread in list(later.running):
        thread.join(120)
    for _ in range(50):
        if "Loaded, all of it" in _text(client.get(url)):
            break
        time.sleep(0.1)
    text = _text(client.get(url))
    assert "Loaded, all of it" in text
    assert _roll(made) == 1100


def test_a_large_load_that_is_refused_says_why_on_its_page(made: cast.Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1)
    client = signing_in.client(made.mere)
    first, second = _checked(client, roster()), _checked(client, roster())
    commands.load_roster(made.mere.call(), _inner(made, first))
    assert _load(client, second).status_code == 303
    for thread in list(later.running):
        thread.join(60)
    assert "Your roll has changed since the check. Nothing was loaded." in _text(client.get(second))
    assert _roll(made) == 3


def _inner(made: cast.Cast, url: str) -> uuid.UUID:
    return PublicIdConverter().to_python(url.rsplit("/", 1)[1]).inner


def test_two_worlds_look_alike_to_the_importer() -> None:
    """In one world another setting holds the same child. Every page of the importer is the same, byte for byte."""
    worlds = [cast.make(), cast.make()]
    worlds[0].learner("Waiora", "Hapeta", by=worlds[0].sina, nsn="990040001")
    seen = []
    for world in worlds:
        client = signing_in.client(world.mere)
        url = _checked(client, roster())
        pages = [client.get(url), _load(client, url), client.get(url), client.get("/imports")]
        seen.append([_masked(page.content.decode()) for page in pages])
    assert seen[0] == seen[1]


def _masked(page: str) -> str:
    """Ids, tokens, stamps and times of two worlds differ; nothing else may."""
    page = re.sub(r"[0-9a-z]{30}", "ID", page)
    page = re.sub(r'value="[^"]{20,}"', "TOKEN", page)
    return re.sub(r"\d{1,2}:\d\d", "TIME", page)
