"""Who is asking: the session, the person, the hat. Every view needs one unless it is marked as open to all."""

import secrets
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from rourou.foundation.access import call as calls
from rourou.foundation.access.call import Call
from rourou.foundation.access.public_ids import PublicId

V = TypeVar("V", bound=Callable[..., Any])


class CallRequest(HttpRequest):
    """A request under a hat."""

    call: Call
    calls: list[Call]


def open_to_all(view: V) -> V:
    """Marks a view that needs no sign-in: the door, help, a protocol's public summary."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


class CallMiddleware:
    """Builds `request.call`. Where a URL carries an id, the cluster comes from it and never from the session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: Any, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        if recognise(request, kwargs):
            return None
        if getattr(view, "open_to_all", False):
            return None
        return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.get_full_path()})}")


def recognise(request: Any, named: dict[str, Any]) -> bool:
    """Puts the hats of the person on the request, and the one they wear; says whether there is anybody."""
    request.calls = _signed_in(request)
    if request.calls:
        request.call = _hat(request, named)
    return bool(request.calls)


def _signed_in(request: Any) -> list[Call]:
    """The session and every hat of its person, in one statement; the session is handed what was read."""
    session, reference = request.session, secrets.token_hex(8)
    if hasattr(session, "_session_cache"):
        user_id = session.get("_auth_user_id")
        return calls.for_user(uuid.UUID(user_id), request_id=reference) if user_id else []
    if not session.session_key:
        return []
    kept, found = calls.for_session(session.session_key, request_id=reference)
    if kept is not None:
        session._session_cache = session.decode(kept)
        session.accessed = True
    return found


def _hat(request: Any, kwargs: dict[str, Any]) -> Call:
    """The chosen post; in a URL of another cluster the person's own post there, where they have one."""
    chosen = request.session.get("post_id")
    in_use = next((c for c in request.calls if str(c.post.post_id) == chosen), request.calls[0])
    code = next((value.code for value in kwargs.values() if isinstance(value, PublicId)), in_use.post.cluster_code)
    if code == in_use.post.cluster_code:
        return in_use  # type: ignore[no-any-return]
    return next((c for c in request.calls if c.post.cluster_code == code), in_use)
