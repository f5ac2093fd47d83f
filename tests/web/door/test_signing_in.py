"""Who comes in, where they land; by code and, in a demo, by a button."""

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests import cast, signing_in

PAGES = ("/sign-in", "/help", "/privacy-notice", "/accessibility", "/keeping-safe", "/went-wrong")


@pytest.fixture
def made() -> cast.Cast:
    cache.clear()
    mail.outbox = []
    return cast.make()


def _ask(browser: Client, email: str) -> Any:
    return browser.post("/sign-in", {"email": email})


def _code() -> str:
    return re.search(r"\b\d{6}\b", mail.outbox[-1].body).group()  # type: ignore[union-attr]


def _events(owner: Any, event: str) -> int:
    return int(owner.execute("select count(*) from audit_entry where event = %s", [event]).fetchone()[0])


@pytest.mark.parametrize("page", PAGES)
def test_pages_of_the_door_need_nobody_signed_in_and_are_never_stored(page: str) -> None:
    answer = Client().get(page)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["/you", "/sign-out", "/switch"])
def test_other_pages_lead_to_the_door_and_back(page: str) -> None:
    answer = Client().get(page)
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in")


def test_a_code_signs_in_the_browser_that_asked_and_no_other(made: cast.Cast, owner: Any) -> None:
    browser, before = Client(), _events(owner, "person.signed_in")
    asked = _ask(browser, made.mere.user.email.upper())
    assert (asked.status_code, asked["Location"]) == (303, "/code?next=")
    message = mail.outbox[-1]
    assert message.subject == "You have a message"
    assert "http" not in message.body
    assert Client().post("/code", {"code": _code()}).status_code == 303  # a robot without the cookie
    assert _events(owner, "person.signed_in") == before
    answer = browser.post("/code", {"code": f" {_code()[:3]} {_code()[3:]}"})
    assert answer.status_code == 303
    assert browser.get("/you").status_code == 200
    assert _events(owner, "person.signed_in") == before + 1


def test_nobody_learns_whether_an_address_is_known(made: cast.Cast) -> None:
    known, unknown = Client(), Client()
    pages = []
    for browser, email in (
        (known, made.mere.user.email),
        (unknown, "x" * len(made.mere.user.email[:-15]) + "@school.example"),
    ):
        asked = _ask(browser, email)
        wrong = browser.post("/code", {"code": "abc"})
        pages.append((asked.status_code, asked["Location"], wrong.status_code, _masked(wrong.content, email)))
    assert pages[0] == pages[1]
    assert len(mail.outbox) == 2
    assert {m.subject for m in mail.outbox} == {"You have a message"}
    assert unknown.get("/you").status_code == 302


def _masked(html: bytes, email: str) -> bytes:
    html = html.replace(email.encode(), b"[email]")
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", html)


def test_five_wrong_codes_end_it_and_so_does_a_quarter_of_an_hour(made: cast.Cast, monkeypatch: Any) -> None:
    browser = Client()
    _ask(browser, made.mere.user.email)
    right = _code()
    wrong = "000000" if right != "000000" else "111111"
    assert [browser.post("/code", {"code": wrong}).status_code for _ in range(5)] == [422, 422, 422, 422, 303]
    assert browser.post("/code", {"code": right})["Location"].startswith("/sign-in")
    assert browser.get("/you").status_code == 302
    _ask(browser, made.mere.user.email)
    import time

    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60 + 1)
    assert browser.post("/code", {"code": _code()})["Location"].startswith("/sign-in")


def test_one_address_gets_few_codes(made: cast.Cast) -> None:
    answers = [_ask(Client(), made.mere.user.email).status_code for _ in range(6)]
    assert answers == [303, 303, 303, 303, 303, 422]


def test_somebody_who_left_gets_no_code_that_works(made: cast.Cast) -> None:
    made.mere.user.is_active = False
    made.mere.user.save()
    _ask(Client(), made.mere.user.email)
    assert not re.search(r"\b\d{6}\b", mail.outbox[-1].body)


def test_the_demo_lets_anybody_of_the_cast_in_and_nobody_else(made: cast.Cast, owner: Any) -> None:
    for member in made.everybody().values():
        browser = Client()
        answer = browser.post("/demo/sign-in", {"email": member.user.email})
        assert answer.status_code == 303
        assert member.user.name.split(" ")[0] in browser.get("/you").content.decode()
    assert Client().post("/demo/sign-in", {"email": "nobody@school.example"}).status_code == 404
    assert Client().get("/demo/sign-in").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/demo/sign-in", {"email": made.mere.user.email}).status_code == 403


def test_who_has_two_roles_comes_in_as_the_one_of_the_button(made: cast.Cast) -> None:
    from rourou.foundation.access import posts
    from rourou.foundation.access.roles import Role
    from rourou.foundation.ui.frame import post_key

    post = posts.seat(made.mere.user, made.cluster, made.other_school, Role.SENCO, valid_from=cast.START)
    browser = Client()
    browser.post(f"/demo/sign-in?post={post_key(post.id)}", {"email": made.mere.user.email})
    assert "Rimu Street School" in browser.get("/you").content.decode()


def test_without_a_demo_there_is_no_such_route() -> None:
    import importlib

    from django.test import override_settings

    from rourou.foundation.ui import urls

    with override_settings(ROUROU_STAMP="live"):
        names = {pattern.name for pattern in importlib.reload(urls).urlpatterns}
    assert "demo_sign_in" not in {*names}
    assert "demo_sign_in" in {pattern.name for pattern in importlib.reload(urls).urlpatterns}


def test_leaving_takes_a_button(made: cast.Cast) -> None:
    browser = signing_in.client(made.mere)
    assert browser.get("/sign-out").status_code == 200
    assert browser.get("/you").status_code == 200
    assert browser.post("/sign-out").status_code == 303
    assert browser.get("/you").status_code == 302


def test_the_way_on_stays_on_this_site(made: cast.Cast) -> None:
    def lands(to: str) -> str:
        answer = Client().post("/demo/sign-in", {"email": made.mere.user.email, "next": to})
        return str(answer["Location"])

    assert lands("/help") == "/help"
    assert lands("https://elsewhere.nz/") != "https://elsewhere.nz/"


def test_te_reo_readers_read_te_reo_from_the_first_page(made: cast.Cast) -> None:
    made.mere.user.language = "mi"
    made.mere.user.save()
    browser = Client()
    browser.post("/demo/sign-in", {"email": made.mere.user.email})
    assert '<html lang="mi">' in browser.get("/help").content.decode()


def test_somebody_without_a_post_is_told_so_and_not_sent_round(made: cast.Cast) -> None:
    made.mere.post.delete()
    browser = signing_in.client(made.mere)
    assert browser.get("/you").status_code == 302
    assert "nothing is open to you right now" in browser.get("/sign-in").content.decode()
