"""The one way a view answers: `show` a page or its fragment, or `see_other` after something was done."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from rourou.foundation.ui import languages
from rourou.foundation.ui.frame import frame_for

_VARY: Final = ("HX-Request", "Cookie")


def wants_fragment(request: HttpRequest) -> bool:
    """htmx asks for a part; a boosted link or a restored page asks for the whole."""
    return (
        request.headers.get("HX-Request") == "true"
        and "HX-Boosted" not in request.headers
        and "HX-History-Restore-Request" not in request.headers
    )


def draw(request: HttpRequest, template: str, context: Mapping[str, Any] | None = None) -> str:
    """A template as HTML, in which each phrase of the other language says so to a screen reader."""
    language = get_language() or languages.ENGLISH
    with languages.marking(language):
        html = render_to_string(template, dict(context or {}), request=request)
    return languages.mark_missing(html) if language.startswith(languages.TE_REO) else languages.mark_te_reo(html)


def show(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
    section: str = "",
) -> HttpResponse:
    """The page, or `fragment` alone where htmx asked for it. Never stored by anybody on the way.

    `section` names the menu link that is current where the path does not say it.
    """
    values = {"frame": frame_for(request, section=section), **(context or {})}
    chosen = fragment if fragment and wants_fragment(request) else template
    return never_stored(HttpResponse(draw(request, chosen, values), status=status))


def never_stored(response: HttpResponse) -> HttpResponse:
    """no-store, and different for htmx and for each person."""
    response.headers["Cache-Control"] = "no-store"
    patch_vary_headers(response, _VARY)
    return response


def inside(request: HttpRequest, url: str) -> bool:
    """Whether an address that came with a request stays on this site."""
    return url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)


def see_other(request: HttpRequest, to: str, *args: Any, **kwargs: Any) -> HttpResponse:
    """303 to a path or a named URL, so that reloading never repeats the act. htmx follows it and takes its part."""
    response = HttpResponseRedirect(to if to.startswith("/") else resolve_url(to, *args, **kwargs))
    response.status_code = 303
    return never_stored(response)
