"""Refusals as pages."""

import logging
import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.utils import translation

from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused
from rourou.foundation.ui import errors, views
from rourou.foundation.ui.errors import RefusalMiddleware, page_for
from rourou.foundation.ui.frame import post_key


def _body(response: Any) -> bytes:
    return re.sub(rb"Printed by[^<]*", b"", response.content)


def test_not_found_and_not_allowed_look_the_same(ask: Any) -> None:
    pages = [page_for(ask("/x"), e) for e in (NotFound(), NotAllowed(), Http404("Manaia"), PermissionDenied())]
    assert [p.status_code for p in pages if p] == [404, 403, 404, 403]
    assert len({_body(p) for p in pages}) == 1
    assert b"Manaia" not in _body(pages[0])


def test_whanau_get_one_answer_for_every_reason(ask: Any) -> None:
    pages = [page_for(ask("/x", role="whanau"), e) for e in (NotFound(), NotAllowed(), Http404())]
    assert {p.status_code for p in pages if p} == {404}
    assert len({_body(p) for p in pages}) == 1
    assert "This isn’t available online right now." in pages[0].content.decode()  # type: ignore[union-attr]


def test_a_rule_says_what_to_do_and_keeps_what_was_typed(ask: Any) -> None:
    request = ask("/x", data={"outcome": "met", "stamp": "s"})
    page = page_for(request, Refused("referral.whanau_not_told", "Tell the whānau the outcome, then close."))
    assert page is not None
    assert page.status_code == 422
    html = page.content.decode()
    assert "Tell the whānau the outcome, then close." in html
    assert "met" in html
    assert "whanau_not_told" not in html


def test_a_conflict_shows_what_stands_there_now(ask: Any) -> None:
    page = page_for(ask("/x", data={"tell": "mine"}), Conflict("c", "Ana changed this.", details={"Tell": "theirs"}))
    assert page is not None
    assert page.status_code == 409
    assert all(word in page.content.decode() for word in ("mine", "theirs", "Ana changed this."))


def test_when_the_database_is_away_the_page_says_what_is_safe(ask: Any, caplog: Any) -> None:
    with caplog.at_level(logging.ERROR):
        page = page_for(ask("/x", data={"saw": "What I saw"}), OperationalError("host=secret password=secret"))
    assert page is not None
    assert page.status_code == 503
    html = page.content.decode()
    assert "Everything saved before is safe." in html
    assert "What I saw" in html
    assert "secret" not in html + caplog.text
    reference = re.search(r"say (\w{3}-\w{3})", html)
    assert reference
    assert reference[1] in caplog.text


def test_a_fault_of_ours_names_a_reference_and_nothing_else(ask: Any) -> None:
    page = errors.server_fault(ask("/x", role=""))
    assert page.status_code == 500
    assert re.search(r"say \w{3}-\w{3}", page.content.decode())


def test_a_stale_page_gives_back_what_was_written(ask: Any) -> None:
    page = errors.csrf_failure(ask("/x", role="", data={"saw": "All of it", "password": "no"}))
    assert page.status_code == 403
    assert "All of it" in page.content.decode()
    assert ">no<" not in page.content.decode()


def test_other_posts_are_offered_where_a_page_is_closed(ask: Any, with_two_hats: Any) -> None:
    html = errors.closed(with_two_hats(ask("/learners/k7"))).content.decode()
    assert "Learning Support Coordinator at Rimu Street School" in html
    assert "post-2" not in html
    assert 'name="next" value="/learners/k7"' in html


def test_the_switch_puts_on_another_of_ones_own_hats_and_no_other(ask: Any, with_two_hats: Any) -> None:
    page = views.switch(with_two_hats(ask("/switch?next=/today")))
    assert "You are at Matipo Valley School." in page.content.decode()
    request = with_two_hats(ask("/switch", data={"post": post_key("post-2"), "next": "/today"}))
    answer = views.switch(request)
    assert (answer.status_code, answer["Location"], request.session) == (303, "/today", {"post_id": "post-2"})
    with pytest.raises(NotFound):
        views.switch(with_two_hats(ask("/switch", data={"post": post_key("post-3")})))


def test_a_refusal_raised_in_a_middleware_has_its_page_too(ask: Any) -> None:
    for error, status in ((OperationalError("x"), 503), (NotFound(), 404), (ValueError("x"), 500)):
        try:
            raise error
        except Exception:
            assert errors.server_fault(ask("/x")).status_code == status


def test_the_middleware_leaves_our_own_faults_to_django(ask: Any) -> None:
    middleware = RefusalMiddleware(lambda request: None)  # type: ignore[arg-type, return-value]
    assert middleware.process_exception(ask(), ValueError()) is None
    answer = middleware.process_exception(ask(), NotFound())
    assert answer is not None
    assert answer.status_code == 404


@pytest.mark.parametrize("handler", [errors.not_found, errors.not_allowed, errors.bad_request])
def test_the_handlers_need_nobody_signed_in(ask: Any, handler: Any) -> None:
    with translation.override("mi"):
        assert "<html" in handler(ask("/x", role=""), Exception("a name")).content.decode()
