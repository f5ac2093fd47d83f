"""Pages of people that stand by themselves; who is who to a learner stands with sharing."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rourou.contexts.people import commands, queries
from rourou.contexts.people.forms import ConfirmForm
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Audience
from rourou.foundation.ui.signing_in import ROLE_WORDS


def post_confirm(request: CallRequest, post: PublicId) -> HttpResponse:
    """The second person confirms a role that somebody gave."""
    page = queries.post_to_confirm(request.call, post.inner)
    seen = Audience(_("everybody who works at this setting"))
    form = form_for(request, ConfirmForm, audience=seen, back="/today")
    if form.is_valid():
        with form.attempt():
            commands.confirm_post(request.call, post.inner)
            return see_other(request, form.back)
    context = {"page": page, "form": form, "role": _(ROLE_WORDS.get(page.card.what, page.card.what))}  # type: ignore[call-overload]
    return show(request, "people/post_confirm.html", context, status=form.status, section="today")
