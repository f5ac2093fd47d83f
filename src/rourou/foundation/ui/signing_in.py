"""The door: who comes in, where they land, how they leave; and the pages that need nobody signed in."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _
from django.views.decorators.http import require_POST, require_safe

from rourou.foundation.access import call as calls
from rourou.foundation.access.call import Call
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.kernel.errors import NotFound
from rourou.foundation.tenancy.models import Post, User
from rourou.foundation.ui import catalogue, codes
from rourou.foundation.ui.forms import form_for
from rourou.foundation.ui.frame import post_key
from rourou.foundation.ui.languages import offered
from rourou.foundation.ui.middleware import open_to_all
from rourou.foundation.ui.navigation import url_of
from rourou.foundation.ui.pages import inside, see_other, show

ROLE_WORDS: Final[dict[Role, str]] = {
    Role.COORDINATOR: _("Learning Support Coordinator"),
    Role.SENCO: _("SENCO"),
    Role.TEACHER: _("Teacher"),
    Role.SCHOOL_PRINCIPAL: _("Principal"),
    Role.CLUSTER_LEAD: _("Cluster lead"),
    Role.FACILITATOR: _("Learning support facilitator"),
    Role.RTLB: _("RTLB"),
    Role.PROVIDER: _("Provider"),
    Role.PRIVACY_OFFICER: _("Privacy officer"),
    Role.WHANAU: _("Whānau"),
    Role.LEARNER: _("Learner"),
}
_LEADING: Final = (Role.CLUSTER_LEAD, Role.FACILITATOR, Role.SCHOOL_PRINCIPAL, *ROLE_WORDS)
_LANDING: Final = {Role.WHANAU: "whanau", Role.LEARNER: "my"}
_ENGLISH: Final = "en-nz"
# The door speaks both languages at once, whichever was chosen (ux.md §1.5).
BOTH: Final = {"welcome": "Nau mai, haere mai", "sign_in": "Takiuru"}


# Where somebody lands


@open_to_all
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Each hat has its own first page."""
    call: Call | None = getattr(request, "call", None)
    return see_other(request, landing(call) if call else settings.LOGIN_URL)


def landing(call: Call) -> str:
    """The address of a hat's first page."""
    return url_of(_LANDING.get(call.role, "today")) or url_of("you")


def _way_on(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next", "")
    return asked if inside(request, asked) else ""


# By a code


@open_to_all
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code; in a demo, choose one of the people."""
    if getattr(request, "calls", None):
        return see_other(request, _way_on(request) or "home")
    form = form_for(request, codes.AddressForm, asked=request)
    if form.is_valid():
        codes.begin(request, form.cleaned_data["email"])
        return see_other(request, f"{url_of('code')}?{urlencode({'next': _way_on(request)})}")
    page = {
        "form": form,
        "both": BOTH,
        "next": _way_on(request),
        "nothing_open": request.user.is_authenticated,
        "ended": request.GET.get("ended") == "1",
        "clusters": invented() if _has_demo() else (),
    }
    return show(request, "ui/door/sign_in.html", page, status=form.status)


@open_to_all
def code(request: HttpRequest) -> HttpResponse:
    """The one box for the code."""
    process = codes.pending(request)
    if process is None:
        return see_other(request, f"{settings.LOGIN_URL}?{urlencode({'next': _way_on(request)})}")
    form = form_for(request, codes.CodeForm, code=process.code)
    if form.is_valid():
        done = process.finish(_way_on(request) or None)
        return _in_their_language(request, see_other(request, done["Location"]))
    if form.is_bound and not process.record_invalid_attempt():
        return see_other(request, f"{settings.LOGIN_URL}?ended=1")
    page = {"form": form, "next": _way_on(request), "email": process.state["email"]}
    return show(request, "ui/door/code.html", page, status=form.status)


def _in_their_language(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Somebody whose record says another language than English reads it from the first page on."""
    wanted = getattr(request.user, "language", _ENGLISH)
    if wanted != _ENGLISH and wanted in dict(offered()):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, wanted, max_age=365 * 24 * 3600, secure=request.is_secure(), httponly=True,
            samesite="Lax",
        )  # fmt: skip
    return response


def sign_out(request: HttpRequest) -> HttpResponse:
    """Leave. Asking by a link shows the button first, so that no page can sign anybody out."""
    if request.method != "POST":
        return show(request, "ui/you.html", _you(request))
    auth.logout(request)
    return see_other(request, settings.LOGIN_URL)


@require_safe
def you(request: HttpRequest) -> HttpResponse:
    """Who you are here, as what, and the way out."""
    return show(request, "ui/you.html", _you(request))


def _you(request: HttpRequest) -> dict[str, object]:
    call: Call = request.call  # type: ignore[attr-defined]
    return {
        "base": _base(request),
        "role": call.post.title or gettext(ROLE_WORDS[call.role]),
        "sentence": gettext(ROLES[call.role].sentence),
        "email": getattr(request.user, "email", ""),
    }


# In a demo: the people as buttons


@dataclass(frozen=True, slots=True)
class Invented:
    """One person in one of their roles: a button, or a line of the list of everybody."""

    name: str
    email: str
    role: str
    place: str
    post: str

    @property
    def what(self) -> str:
        """“Teacher, Matipo Valley School”."""
        return ", ".join(filter(None, (self.role, self.place)))


@dataclass(frozen=True, slots=True)
class InRole:
    """The people of one role."""

    code: Role
    role: str
    people: tuple[Invented, ...]


@dataclass(frozen=True, slots=True)
class InCluster:
    """The people of one community: a few as buttons, everybody by role."""

    name: str
    first: tuple[Invented, ...]
    roles: tuple[InRole, ...]


# The larger community first, and in it the people of the larger settings: the demo is told from inside them.
_LIVE: Final = """
select c.name, p.role, u.name, u.email, o.name, p.id, sum(1) over (partition by c.id) as size
from tenancy_post p
join tenancy_user u on u.id = p.user_id and u.is_active
join tenancy_organisation o on o.id = p.organisation_id
join tenancy_cluster c on c.id = p.cluster_id
where p.confirmed_at is not null and p.valid_from <= tenancy_today()
  and (p.valid_until is null or p.valid_until >= tenancy_today())
order by size desc, c.id, array_position(%s::text[], p.role), sum(1) over (partition by c.id, o.id) desc, o.name,
  u.name, p.id limit 400
"""


def _has_demo() -> bool:
    """The demo's buttons exist in a store stamped as a demo, and for the tests; never under `serve`."""
    return settings.ROUROU_STAMP in {"demo", "test"}


def invented() -> tuple[InCluster, ...]:
    """Everybody who can sign in to the demo, by community and role."""
    with connection.cursor() as cursor:
        cursor.execute(_LIVE, [[str(role) for role in ROLE_WORDS]])
        rows = cursor.fetchall()
    return tuple(_community(name, _by_role(list(of))) for name, of in groupby(rows, key=lambda row: row[0]))


def _community(name: str, roles: tuple[InRole, ...]) -> InCluster:
    """First those whom the demo is told about (ROUROU_DEMO_FIRST), each once; without any, the first of each role."""
    told = {email: place for place, email in enumerate(settings.ROUROU_DEMO_FIRST)}
    leading = sorted(roles, key=lambda of: _LEADING.index(of.code), reverse=True)
    known = {p.email: p for of in leading for p in reversed(of.people) if p.email in told}
    first = sorted(known.values(), key=lambda p: told[p.email]) or [of.people[0] for of in roles]
    return InCluster(name, tuple(first), roles)


def _by_role(rows: Sequence[Sequence[object]]) -> tuple[InRole, ...]:
    return tuple(
        InRole(role, words, tuple(_people(of, words)))
        for role, words, of in (
            (Role(str(role)), gettext(ROLE_WORDS[Role(str(role))]), of)
            for role, of in groupby(rows, lambda row: row[1])
        )
    )


def _people(rows: Iterable[Sequence[object]], said: str) -> Iterable[Invented]:
    for _cluster, role, name, email, place, post, _size in rows:
        yield Invented(str(name), str(email), said, "" if role in _LANDING else str(place), post_key(post))


def _foremost(posts: Sequence[Call]) -> Call:
    """Of several hats: the one that leads most, then the one at the largest organisation."""
    sizes = Counter(
        Post.objects.filter(cluster_id__in=[c.cluster_id for c in posts]).values_list("organisation", flat=True)
    )
    return min(posts, key=lambda c: (_LEADING.index(c.role), -sizes[c.organisation_id]))


@open_to_all
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Come in as one of the invented people. Routed in demo and test only."""
    email, _space, post = request.POST.get("email", "").partition(" ")
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    posts = calls.for_user(user.pk) if user else []
    if user is None or not posts:
        raise NotFound
    codes.Adapter(request).login(request, user)
    asked = {post, request.GET.get("post")}
    chosen = next((c for c in posts if post_key(c.post.post_id) in asked), _foremost(posts))
    request.session["post_id"] = str(chosen.post.post_id)
    return _in_their_language(request, see_other(request, _way_on(request) or landing(chosen)))


# Pages that are words only


def _base(request: HttpRequest) -> str:
    """The page of somebody signed in as staff, as whānau or learner, or of nobody yet."""
    call: Call | None = getattr(request, "call", None)
    if call is None:
        return "ui/base_door.html"
    return "ui/base_whanau.html" if call.role in _LANDING else "ui/base.html"


def _words(template: str, **figures: Callable[[], object]) -> Callable[[HttpRequest], HttpResponse]:
    @open_to_all
    @require_safe
    def page(request: HttpRequest) -> HttpResponse:
        said = {name: figure() for name, figure in figures.items()}
        return show(request, template, {"base": _base(request), **said})

    return page


help_page = _words("ui/door/help.html")
privacy_notice = _words("ui/door/privacy.html")
accessibility = _words("ui/door/accessibility.html", reo=catalogue.published)
keeping_safe = _words("ui/door/keeping_safe.html")
went_wrong = _words("ui/door/went_wrong.html")
