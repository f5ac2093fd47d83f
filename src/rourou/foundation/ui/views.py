"""Pages of the frame's own: the language switch, the setting switch, the gallery."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import gallery as kit
from rourou.foundation.ui.frame import post_key, posts_of
from rourou.foundation.ui.languages import offered
from rourou.foundation.ui.middleware import open_to_all
from rourou.foundation.ui.pages import inside, see_other, show


@open_to_all
def language(request: HttpRequest) -> HttpResponse:
    """Remember the reader's language in a cookie and return to the same page."""
    asked = request.POST if request.method == "POST" else request.GET
    to, back = asked.get("to", ""), asked.get("next", "/")
    response = see_other(request, back if inside(request, back) else "/")
    if to in dict(offered()):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            to,
            max_age=365 * 24 * 3600,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def switch(request: HttpRequest) -> HttpResponse:
    """The setting switch: put on another of one's own hats, and return to the page."""
    asked = request.POST if request.method == "POST" else request.GET
    back = asked.get("next", "/")
    back = back if inside(request, back) else "/"
    if request.method != "POST":
        return show(request, "ui/switch.html", {"posts": posts_of(request), "here": back})
    calls = getattr(request, "calls", ())
    chosen = next((c.post.post_id for c in calls if post_key(c.post.post_id) == asked.get("post")), None)
    if chosen is None:
        raise NotFound
    request.session["post_id"] = str(chosen)
    return see_other(request, back)


@open_to_all
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Routed in demo and test only."""
    return show(request, "ui/gallery.html", kit.everything(request))
