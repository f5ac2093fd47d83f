"""The page of what is on offer, and the small page on which one service is changed."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rourou.contexts.directory import commands, queries
from rourou.contexts.directory.forms import ServiceForm
from rourou.contexts.directory.queries import ServicePage, SupplyPage, support_words
from rourou.contexts.directory.types import ServiceCard, TermCard, Tier
from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.public_ids import PublicId
from rourou.foundation.access.roles import ROLES
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.ui import audiences, spoken
from rourou.foundation.ui.charts import hours_words
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.middleware import CallRequest
from rourou.foundation.ui.navigation import url_of
from rourou.foundation.ui.pages import see_other, show
from rourou.foundation.ui.parts import Action, Audience, Empty, Link, Row


def _of_this_cluster(request: CallRequest, cluster: str) -> None:
    """A page of another cluster is no page of theirs."""
    if cluster and cluster.lower() != request.call.post.cluster_code:
        raise NotFound


def supply(request: CallRequest, cluster: str = "") -> HttpResponse:
    """Hours, skills, reo and places of everything on offer in a term."""
    _of_this_cluster(request, cluster)
    page = queries.supply_page(
        request.call, term=request.GET.get("term", ""), support_type=request.GET.get("support", "")
    )
    here = reverse("supply", args=[request.call.post.cluster_code])
    context = {
        "page": page,
        "headline": _headline(page),
        "groups": _groups(request, page),
        "terms": tuple(
            Link(term_words(t), f"{here}?term={t.name}", current=t.name == page.term.name) for t in _near(page)
        ),
        "nothing": Empty(
            _("No hours are on offer in this term yet. Add a support, or load the term’s list from a file.")
        ),
        "imports_url": url_of("imports") if Permission.FILE_IMPORT in ROLES[request.call.role].permissions else "",
        "add_url": reverse("service_new", args=[request.call.post.cluster_code]) if page.may_change else "",
    }
    return show(request, "directory/supply.html", context, section="supply")


def _near(page: SupplyPage) -> tuple[TermCard, ...]:
    """The term shown, the one before it and two after it: nobody plans further at once."""
    at = next((n for n, term in enumerate(page.terms) if term.name == page.term.name), 0)
    return tuple(page.terms[max(at - 1, 0) : at + 3])


def term_words(term: TermCard) -> str:
    """“Term 1 2027”."""
    return _("Term %(term)s %(year)s") % {"term": term.number, "year": term.year} if term.name else _("This term")


def _headline(page: SupplyPage) -> str:
    hours = sum(card.offered for card in page.cards)
    said = {"hours": hours_words(float(hours)), "term": term_words(page.term)}
    if not hours:
        return _("What people here can give in %(term)s") % said
    return _("%(hours)s hours on offer in %(term)s") % said


def _groups(request: CallRequest, page: SupplyPage) -> list[tuple[str, list[Row]]]:
    """By kind of support, in the order of their names; never in order of who gives most."""
    kinds = sorted({c.support_type for c in page.cards}, key=support_words)
    return [
        (support_words(kind), [_row(request, page, c) for c in page.cards if c.support_type is kind]) for kind in kinds
    ]


def _row(request: CallRequest, page: SupplyPage, card: ServiceCard) -> Row:
    hours = hours_words(float(card.offered))
    change = Action(_("Change"), f"{reverse('service', args=[card.public_id])}?term={page.term.name}", about=card.name)
    return Row(
        _("%(hours)s h") % {"hours": hours}, _title(card), _can(card), note=_where(page, card),
        actions=(change,) if page.may_change else (), strong=bool(card.offered),
    )  # fmt: skip


def _title(card: ServiceCard) -> str:
    if card.lead:
        return _("%(service)s with %(name)s, %(place)s") % {
            "service": card.name, "name": card.lead, "place": card.organisation,
        }  # fmt: skip
    return _("%(service)s, %(place)s") % {"service": card.name, "place": card.organisation}


def _can(card: ServiceCard) -> str:
    """Skills, reo, days, groups: what people ask before they ask for hours."""
    said = [", ".join(card.skills), spoken.languages(card.languages), ", ".join(card.days), _group(card), _years(card)]
    return ". ".join(audiences.sentence(part) for part in said if part)


def _group(card: ServiceCard) -> str:
    if not card.group_size_max or card.group_size_max < 2:
        return ""
    n = card.group_size_max
    return ngettext("Groups of up to %(n)s", "Groups of up to %(n)s", n) % {"n": n}


def _years(card: ServiceCard) -> str:
    if card.year_from is None and card.year_to is None:
        return ""
    if card.year_to is None:
        return _("From Year %(first)s") % {"first": card.year_from}
    return _("Years %(first)s to %(last)s") % {"first": card.year_from or 0, "last": card.year_to}


def _where(page: SupplyPage, card: ServiceCard) -> str:
    if card.serves_all:
        goes = _("Goes to every setting")
    else:
        names = ", ".join(sorted(page.settings.get(s, "") for s in card.settings_served))
        goes = _("Goes to %(settings)s") % {"settings": names}
    return " · ".join(filter(None, (goes, card.contact)))


def service_new(request: CallRequest, cluster: str) -> HttpResponse:
    """Describe a service of the reader's own organisation."""
    _of_this_cluster(request, cluster)
    return _change(request, queries.service_page(request.call, None, term=request.GET.get("term", "")), None)


def service(request: CallRequest, service: PublicId) -> HttpResponse:
    """Change a service, or its hours in a term."""
    page = queries.service_page(request.call, service.inner, term=request.GET.get("term", ""))
    return _change(request, page, page.card)


def _change(request: CallRequest, page: ServicePage, card: ServiceCard | None) -> HttpResponse:
    if not page.may_change:
        raise NotFound
    settings = {request.call.public(i): i for i, _name in page.settings}
    choices = [(request.call.public(i), name) for i, name in page.settings]
    back = f"{reverse('supply', args=[request.call.post.cluster_code])}?term={page.term.name}"
    version = f"{card.version}.{card.hours_version}" if card else ""
    form = form_for(
        request, ServiceForm, audience=Audience(_("everybody who works in this cluster"), _("whānau and the public")),
        version=version, back=back, initial=_initial(request, card), settings=choices,
    )  # fmt: skip
    if form.is_valid():
        with form.attempt():
            owner = card.organisation_id if card else request.call.organisation_id
            draft = form.draft(owner, card.lead_id if card else None, settings)
            hours = form.cleaned_data["hours"]
            commands.save_service(
                request.call, card.id if card else None, draft, term=page.term.name, hours=hours,
                shown=(card.version, card.hours_version) if card else None,
            )  # fmt: skip
            return see_other(request, form.back)
    context = {"page": page, "form": form, "back": back, "term": term_words(page.term), "card": card}
    return show(request, "directory/service.html", context, status=form.status, section="supply")


def _initial(request: CallRequest, card: ServiceCard | None) -> dict[str, Any]:
    if card is None:
        return {"tier": int(Tier.TE_KAHUI)}
    return {
        "name": card.name, "support_type": card.support_type.value, "tier": int(card.tier),
        "hours": hours_words(float(card.offered)), "days": ", ".join(card.days), "skills": ", ".join(card.skills),
        "languages": spoken.languages(card.languages), "group_size_max": card.group_size_max,
        "year_from": card.year_from, "year_to": card.year_to, "contact": card.contact,
        "serves": [] if card.serves_all else [request.call.public(i) for i in card.settings_served],
    }  # fmt: skip
