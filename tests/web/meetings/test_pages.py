"""The pages of hui: a welcome and a refusal for each route, and what the room's screen holds."""

import re
import uuid

import pytest
from django.test import Client

from rourou.contexts.meetings import commands, queries
from rourou.contexts.meetings.types import HuiState, ItemState
from tests import cast as casts
from tests import ledgers
from tests.factories import asking, gathering
from tests.factories.gathering import Gathering, giving, table
from tests.signing_in import client


@pytest.fixture
def cast() -> casts.Cast:
    made = casts.make()
    asking.in_force(made)
    asking.terms(made)
    return made


@pytest.fixture
def hui(cast: casts.Cast) -> Gathering:
    made = gathering.hui(cast)
    made.begin(*table(cast))
    return made


def _url(hui: Gathering, rest: str = "") -> str:
    return f"/hui/{hui.cast.grace.call().public(hui.id)}{rest}"


def _fields(page: str) -> dict[str, str]:
    """What a browser would send of the decision form as it stands, hidden fields and all."""
    form = page[page.index('aria-labelledby="de"') :]
    form = form[: form.index("</form>")]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checked" in tag or ('type="radio"' not in tag and 'type="checkbox"' not in tag)):
            found[name.group(1)] = value.group(1) if value else ""
    for name, body in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen.group(1) if chosen else ""
    for name, body in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = body
    return found


def _sent(hui: Gathering, page: str, **said: str) -> dict[str, str]:
    service = hui.cast.grace.call().public(hui.service)
    known = {
        "choice": "give_hours", "hours": "3", "service": service, "start_week": "Week 3", "review_week": "Week 6",
        "tell": "Manaia will have three hours with Ana.", "tell_by": "today",
    }  # fmt: skip
    return _fields(page) | known | said


def test_every_page_opens_for_who_may_and_for_nobody_else(cast: casts.Cast, hui: Gathering) -> None:
    pages = ["", "/items/1", "/items/1/step-back", "/minutes", "/minutes/correct"]
    for rest in pages:
        assert client(cast.grace).get(_url(hui, rest)).status_code == 200, rest
        assert client(cast.stranger).get(_url(hui, rest)).status_code == 404, rest
        assert client(cast.jo).get(_url(hui, rest)).status_code == 403, rest
        assert Client().get(_url(hui, rest)).status_code == 302
    for url in ("/hui", "/hui/new"):
        assert client(cast.grace).get(url).status_code == 200, url
    assert client(cast.mere).get("/hui/new").status_code == 403
    assert client(cast.mere).get("/hui").status_code == 200
    assert client(cast.grace).get(_url(hui, "/items/9")).status_code == 404


def test_a_hui_is_called_filled_and_begun_from_its_pages(cast: casts.Cast) -> None:
    browser = client(cast.grace)
    asked = asking.sent(cast)
    page = browser.get("/hui/new").content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page).group(1)
    answer = browser.post("/hui/new", {"stamp": stamp, "held_on": "today", "kind": "cluster", "held_at": "1:30 pm"})
    assert answer.status_code == 303
    url = answer.headers["Location"]
    page = browser.get(f"{url}/items/new").content.decode()
    assert "Manaia: Talking in a group" in page
    stamp = re.search(r'name="stamp" value="([^"]+)"', page).group(1)
    request = cast.grace.call().public(asked.id)
    assert browser.post(f"{url}/items/new", {"stamp": stamp, "requests": request}).status_code == 303
    page = browser.get(url).content.decode()
    assert "Manaia" in page
    stamp = re.findall(r'name="stamp" value="([^"]+)"', page)
    me = cast.grace.call().public(cast.grace.post.id)
    start = browser.post(url, {"stamp": _stamp_of(page, "Start hui"), "here": me})
    assert start.status_code == 303, stamp
    assert start.headers["Location"] == f"{url}/items/1"


def _stamp_of(page: str, button: str) -> str:
    """The stamp of the form that holds this button."""
    before = page[: page.index(f">{button}<")]
    return re.findall(r'name="stamp" value="([^"]+)"', before)[-1]


def test_the_decision_form_records_and_leads_on(cast: casts.Cast, hui: Gathering) -> None:
    browser = client(cast.grace)
    page = browser.get(_url(hui, "/items/1")).content.decode()
    assert "data-keys" in page
    assert page.count("<kbd>") == 6
    answer = browser.post(_url(hui, "/items/1"), _sent(hui, page))
    assert answer.status_code == 303
    shown = browser.get(_url(hui, "/items/1")).content.decode()
    assert "Manaia will have three hours with Ana." in shown
    assert "Record decision" not in shown


def test_what_is_missing_is_said_beside_its_field_and_everything_is_kept(cast: casts.Cast, hui: Gathering) -> None:
    browser = client(cast.grace)
    page = browser.get(_url(hui, "/items/1")).content.decode()
    answer = browser.post(_url(hui, "/items/1"), _sent(hui, page, tell="", reason="She asked for it"))
    assert answer.status_code == 422
    assert "Enter what we will tell whānau." in answer.content.decode()
    assert "She asked for it" in answer.content.decode()
    assert queries.item_page(hui.room(cast.grace), hui.id, 1).item_state is ItemState.TO_DISCUSS


def test_the_second_of_two_sees_what_stands_there_and_keeps_what_they_typed(cast: casts.Cast, hui: Gathering) -> None:
    browser = client(cast.fay)
    page = browser.get(_url(hui, "/items/1")).content.decode()
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    answer = browser.post(_url(hui, "/items/1"), _sent(hui, page, tell="Words of Fay’s own"))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Words of Fay’s own" in shown
    assert "Grace Hohaia" in shown


def test_only_those_who_may_decide_have_the_form(cast: casts.Cast, hui: Gathering) -> None:
    for who, form in ((cast.grace, True), (cast.fay, True), (cast.mere, True), (cast.tama, False)):
        page = client(who).get(_url(hui, "/items/1")).content.decode()
        assert ("Record decision" in page) is form


def test_a_locked_item_holds_nothing_of_it_in_the_source(cast: casts.Cast, hui: Gathering) -> None:
    hui.now_here(*table(cast), observers=(cast.ana,))
    secrets = ("Manaia", "Talking in a group", "Talking stone", cast.grace.call().public(hui.asked[0].learner))
    for rest in ("", "/items/1"):
        page = client(cast.grace).get(_url(hui, rest)).content.decode()
        assert "This whānau has not agreed to share with Te Ara Reo Trust" in page
        for secret in secrets:
            assert secret not in page
    posted = client(cast.grace).post(_url(hui, "/items/1"), {"choice": "carry", "tell": "Manaia waits"})
    assert posted.status_code == 409
    assert "Manaia" not in posted.content.decode()


def test_moving_closing_confirming_and_correcting(cast: casts.Cast) -> None:
    hui = gathering.hui(cast, learners=("Manaia", "Tāne"))
    hui.begin(*table(cast))
    browser = client(cast.grace)
    page = browser.get(_url(hui)).content.decode()
    item = queries.hui_page(cast.grace.call(), hui.id).items[1]
    moved = browser.post(f"/hui/items/{item.public_id}/move", {"stamp": _stamp_of(page, "Move up"), "up": "yes"})
    assert moved.status_code == 303
    assert [i.number for i in queries.hui_page(cast.grace.call(), hui.id).items] == [2, 1]
    assert browser.post(f"/hui/items/{item.public_id}/move", {"up": "yes"}).status_code == 409
    closed = browser.post(
        _url(hui, "/close"), {"stamp": _stamp_of(browser.get(_url(hui)).content.decode(), "Close the hui")}
    )
    assert closed.status_code == 303
    assert queries.hui_page(cast.grace.call(), hui.id).card.state is HuiState.CLOSED
    for who in (cast.grace, cast.mere):
        mine = client(who)
        page = mine.get(_url(hui, "/minutes")).content.decode()
        stamp = _stamp_of(page, "Confirm these minutes")
        assert mine.post(_url(hui, "/minutes"), {"stamp": stamp}).status_code == 303
    assert "Confirmed" in client(cast.mere).get(_url(hui, "/minutes")).content.decode()
    page = client(cast.mere).get(_url(hui, "/minutes/correct")).content.decode()
    stamp = _stamp_of(page, "Add to the minutes")
    sent = client(cast.mere).post(_url(hui, "/minutes/correct"), {"stamp": stamp, "text": "We began at two."})
    assert sent.status_code == 303
    assert "We began at two." in client(cast.mere).get(_url(hui, "/minutes")).content.decode()


def test_stepping_back_and_telling_have_pages_of_their_own(cast: casts.Cast, hui: Gathering) -> None:
    mine = client(cast.mere)
    page = mine.get(_url(hui, "/items/1/step-back")).content.decode()
    me = cast.mere.call().public(cast.mere.post.id)
    sent = {"stamp": _stamp_of(page, "Record it"), "who": me, "kind": "own_setting"}
    assert mine.post(_url(hui, "/items/1/step-back"), sent).status_code == 303
    done = commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    url = f"/hui/decisions/{cast.mere.call().public(done.id)}/told"
    page = mine.get(url).content.decode()
    assert mine.post(url, {"stamp": _stamp_of(page, "Record that they heard"), "on": ""}).status_code == 303
    assert queries.tellings(cast.mere.call()).cards == ()
    unknown = f"/hui/decisions/{cast.mere.call().public(uuid.uuid4())}/told"
    assert mine.post(unknown, {"stamp": _stamp_of(page, "Record that they heard"), "on": ""}).status_code == 404


def test_titles_name_nobody(cast: casts.Cast, hui: Gathering) -> None:
    for rest in ("", "/items/1", "/minutes"):
        page = client(cast.grace).get(_url(hui, rest)).content.decode()
        assert "Manaia" not in re.search(r"<title>(.*?)</title>", page, re.DOTALL).group(1)


def _asks(page: str) -> str:
    """What the screen asks every ten seconds."""
    found = re.search(r'hx-get="([^"]+/now\?[^"]+)" hx-trigger="every 10s"', page)
    assert found is not None
    return found.group(1).replace("&amp;", "&")


@pytest.mark.parametrize("rest", ["", "/items/1"])
def test_a_screen_that_is_only_read_is_drawn_again_when_something_changed(
    cast: casts.Cast, hui: Gathering, rest: str
) -> None:
    hui.now_here(cast.mere, cast.sina, cast.fay, observers=(cast.tama,))
    browser = client(cast.tama)
    page = browser.get(_url(hui, rest)).content.decode()
    assert f'<a href="{_url(hui, rest)}">Show what has changed</a>' in page  # without scripts
    asks = _asks(page)
    same = browser.get(asks, headers={"HX-Request": "true"})
    assert (same.status_code, "HX-Refresh" in same) == (204, False)
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    assert browser.get(asks, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_screen_that_is_written_on_is_told_and_nothing_typed_is_lost(cast: casts.Cast, hui: Gathering) -> None:
    browser = client(cast.fay)
    asks = _asks(browser.get(_url(hui, "/items/1")).content.decode())
    commands.record_decision(hui.room(cast.grace), hui.id, 1, giving(hui))
    told = browser.get(asks, headers={"HX-Request": "true"})
    assert "Somebody changed this hui" in told.content.decode()
    assert "HX-Refresh" not in told


def test_a_screen_that_asks_again_looks_at_no_learner(cast: casts.Cast, hui: Gathering) -> None:
    browser = client(cast.fay)
    asks = _asks(browser.get(_url(hui, "/items/1")).content.decode())
    before = ledgers.count(cast.cluster.id)
    browser.get(asks, headers={"HX-Request": "true"})
    (line,) = ledgers.rows(cast.cluster.id)[before:]
    assert (line.event, line.people) == ("hui.read", ())


def test_a_hui_that_is_over_asks_nothing(cast: casts.Cast, hui: Gathering) -> None:
    commands.close_hui(cast.grace.call(), hui.id)
    assert "every 10s" not in client(cast.grace).get(_url(hui)).content.decode()
