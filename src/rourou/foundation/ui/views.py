"""Two pages of the frame's own: the language switch and the gallery."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rourou.foundation.ui import gallery as kit
from rourou.foundation.ui.languages import offered
from rourou.foundation.ui.pages import inside, see_other, show


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


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Routed in demo and test only."""
    return show(request, "ui/gallery.html", kit.everything(request))
