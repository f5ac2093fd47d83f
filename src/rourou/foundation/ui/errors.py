"""Refusals as pages, through one function; and the honest page when the database cannot be reached.

Not found, not allowed, paused and moved away look alike: same template, same words (ux.md §6.6, S2).
"""

import logging
import secrets
import sys
from collections.abc import Callable
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext

from rourou.foundation.kernel.errors import Conflict, NotAllowed, NotFound, Refused, RourouError
from rourou.foundation.kernel.ids import ALPHABET
from rourou.foundation.ui.forms import keep
from rourou.foundation.ui.frame import bare_frame, frame_for
from rourou.foundation.ui.middleware import recognise
from rourou.foundation.ui.navigation import NOWHERE
from rourou.foundation.ui.pages import draw, never_stored, show

logger = logging.getLogger(__name__)
STATUS: Final[dict[type[RourouError], int]] = {NotFound: 404, NotAllowed: 403, Conflict: 409, Refused: 422}


def page_for(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """The page of an expected refusal; None for anything else, which is a fault of ours."""
    if isinstance(error, (NotFound, Http404)):
        return closed(request, 404)
    if isinstance(error, (NotAllowed, PermissionDenied)):
        return closed(request, 403)
    if isinstance(error, (Conflict, Refused)):
        return refused(request, error)
    if isinstance(error, (OperationalError, InterfaceError)):
        return away(request)
    return None


def closed(request: HttpRequest, status: int = 404) -> HttpResponse:
    """You can't open this page. Whānau get 404 for every reason, so that a pause looks like anything else.

    An address that leads nowhere never met the middleware: it gets the same page, of the same person.
    """
    if not hasattr(request, "calls") and hasattr(request, "session"):
        recognise(request, {})
    frame = frame_for(request, section=NOWHERE)
    return show(
        request,
        "ui/errors/closed_whanau.html" if frame.for_family else "ui/errors/closed.html",
        {"frame": frame, "here": request.get_full_path()},
        status=404 if frame.for_family else status,
    )


def refused(request: HttpRequest, error: Conflict | Refused) -> HttpResponse:
    """What a rule or another person's change stopped, with everything typed kept on the page."""
    frame = frame_for(request)
    conflict = isinstance(error, Conflict)
    context = {
        "frame": frame,
        "base": "ui/base_whanau.html" if frame.for_family else "ui/base.html",
        "sentence": gettext(error.sentence),
        "typed": keep(request.POST),
        "theirs": tuple((gettext(k), v) for k, v in error.details.items() if k != "field") if conflict else (),
        "back": request.get_full_path() if request.method == "GET" else "",
    }
    template = "ui/errors/conflict.html" if conflict else "ui/errors/refused.html"
    return show(request, template, context, status=409 if conflict else 422)


def _bare(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    """A page that needs neither a person nor a database."""
    values = {"frame": bare_frame(request), **context}
    return never_stored(HttpResponse(draw(request, template, values), status=status))


def _reference() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(3)) for _ in range(2)).upper()


def away(request: HttpRequest) -> HttpResponse:
    """The database cannot be reached: what is safe, what to do, whom to ring."""
    reference = _reference()
    logger.error("database unavailable, reference %s", reference)
    response = _bare(request, "ui/errors/away.html", 503, reference=reference, typed=keep(request.POST))
    response.headers["Retry-After"] = "60"
    return response


def server_fault(request: HttpRequest, *args: object) -> HttpResponse:
    """handler500: something of ours broke. The reference stands in the log beside the fault's class."""
    expected = page_for(request, error) if isinstance(error := sys.exc_info()[1], Exception) else None
    if expected is not None:  # raised in a middleware, where process_exception does not reach
        return expected
    reference = _reference()
    logger.error("server fault %s, reference %s", type(error).__name__, reference)
    return _bare(request, "ui/errors/fault.html", 500, reference=reference)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler404."""
    return closed(request, 404)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler403."""
    return closed(request, 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """handler400."""
    return _bare(request, "ui/errors/closed_door.html", 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: the page was open too long, or the sign-in changed. What was typed is shown, not saved."""
    return _bare(request, "ui/errors/stale.html", 403, typed=keep(request.POST), here=request.path)


class RefusalMiddleware:
    """Turns a refusal of a view into its page; `server_fault` does the same for one raised in a middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return page_for(request, exception)
