"""How a view answers."""

from typing import Any

from django.http import HttpResponse
from django.utils import translation

from rourou.foundation.ui import navigation, pages, views
from rourou.foundation.ui.security import SecurityHeadersMiddleware

PAGE, PART = "ui/gallery.html", "ui/components/empty.html"
NOTHING = {"empty": {"says": "No concerns waiting."}}


def test_a_page_is_never_stored_and_differs_for_htmx_and_person(ask: Any) -> None:
    answer = pages.show(ask(), PART, NOTHING)
    assert answer["Cache-Control"] == "no-store"
    assert {"HX-Request", "Cookie"} <= {v.strip() for v in answer["Vary"].split(",")}
    assert not answer.has_header("ETag")


def test_htmx_gets_the_part_and_everybody_else_the_page(ask: Any) -> None:
    part = pages.show(ask(**{"HX-Request": "true"}), PAGE, NOTHING, fragment=PART).content.decode()
    assert part.strip() == "<p>No concerns waiting.</p>"
    for headers in ({}, {"HX-Request": "true", "HX-Boosted": "true"}):
        assert "<html" in pages.show(ask(**headers), "ui/errors/closed.html", {}, fragment=PART).content.decode()
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert not pages.wants_fragment(ask(**restored))


def test_after_an_act_the_browser_is_sent_on(ask: Any) -> None:
    answer = pages.see_other(ask(), "/today")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (303, "/today", "no-store")


def test_only_addresses_of_this_site_are_followed(ask: Any) -> None:
    assert pages.inside(ask(), "/today?x=1")
    assert not any(pages.inside(ask(), url) for url in ("https://elsewhere.nz/", "//elsewhere.nz", "today", ""))


def test_the_language_switch_sets_a_cookie_and_comes_back(ask: Any) -> None:
    answer = views.language(ask("/language?to=mi&next=/today"))
    assert (answer.status_code, answer["Location"]) == (303, "/today")
    assert answer.cookies["rourou_language"].value == "mi"
    assert answer.cookies["rourou_language"]["httponly"]
    away = views.language(ask("/language?to=xx&next=https://elsewhere.nz/"))
    assert away["Location"] == "/"
    assert not away.cookies


def test_a_te_reo_page_says_which_words_are_still_english(ask: Any) -> None:
    with translation.override("mi"):
        html = pages.show(ask(role="coordinator"), "ui/errors/closed.html", {}).content.decode()
    assert '<html lang="mi">' in html
    assert '<span lang="en-NZ">You can’t open this page.</span>' in html
    assert "<title>Not open to you · Rourou</title>" in html
    assert "waits for our translator’s review" in html
    assert "\ue000" not in html
    with translation.override("en-nz"):
        assert "<span lang=" not in pages.show(ask(), "ui/errors/closed.html", {}).content.decode()


def test_headers_are_strict_and_leave_no_trace(ask: Any) -> None:
    def view(request: object) -> HttpResponse:
        return HttpResponse("x", headers={"ETag": '"1"', "Last-Modified": "now", "Cache-Control": "max-age=600"})

    answer = SecurityHeadersMiddleware(view)(ask())
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert not answer.has_header("ETag")
    assert not answer.has_header("Last-Modified")


def test_no_role_has_more_than_six_links_and_each_is_found_or_hidden(ask: Any, monkeypatch: Any) -> None:
    assert all(len(places) <= 6 for places in navigation.NAVIGATION.values())
    monkeypatch.setattr(navigation, "url_of", lambda name: {"register": "/register", "today": "/today"}.get(name, ""))
    links = navigation.menu("coordinator", ask("/learners/k7m2"))
    assert [(link.words, link.current) for link in links] == [("Today", False), ("Learners", True)]
    assert [link.current for link in navigation.menu("coordinator", ask("/x"), "today")] == [True, False]
    assert navigation.menu("system", ask("/x")) == ()


def test_whanau_pages_are_light_and_carry_no_script(ask: Any) -> None:
    html = pages.show(ask(role="whanau"), "ui/errors/closed_whanau.html", {}).content.decode()
    assert "<script" not in html
    assert "data-exit" in html
    assert "Search" not in html


def test_htmx_keeps_no_page_of_a_child_in_the_browser(ask: Any) -> None:
    html = pages.show(ask(), "ui/errors/closed.html", {}).content.decode()
    assert '"historyCacheSize":0' in html
    assert '"allowEval":false' in html
    assert '"selfRequestsOnly":true' in html
