"""The frame round a page: who is here, where, in which language, whom to ring. Templates see this, never the call."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, gettext

from rourou.foundation.access.permissions import Permission
from rourou.foundation.access.roles import ROLES, Role
from rourou.foundation.ui import dates, languages, navigation
from rourou.foundation.ui.parts import Link

FAMILY = frozenset({"whanau", "learner"})


@dataclass(frozen=True, slots=True)
class Person:
    """The two things a stamp is tied to: the person signed in and the post they act from. Ids never reach a page."""

    person: str
    post: str


@dataclass(frozen=True, slots=True)
class Post:
    """Another hat of the same person, offered on every page that cannot be opened."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the header, the foot and the print lines say."""

    lang: str
    menu: tuple[Link, ...] = ()
    role: str = ""
    person: str = ""
    place: str = ""
    posts: tuple[Post, ...] = ()
    home_url: str = ""
    switch_url: str = ""
    search_url: str = ""
    help_url: str = ""
    you_url: str = ""
    sign_out_url: str = ""
    wrong_url: str = ""
    decisions_url: str = ""
    privacy_url: str = ""
    accessibility_url: str = ""
    safety_url: str = ""
    exit_url: str = ""
    languages: tuple[Link, ...] = ()
    run_by: str = ""
    contact: str = ""
    phone: str = ""
    printed: str = ""
    demo: bool = False
    unreviewed: bool = False

    @property
    def for_family(self) -> bool:
        """Whānau and learners have their own frame."""
        return self.role in FAMILY

    @property
    def phone_digits(self) -> str:
        """What `tel:` takes."""
        return "".join(c for c in self.phone if c.isdigit() or c == "+")


def post_key(post_id: object) -> str:
    """How a page names a post: ids never leave the server."""
    return salted_hmac("rourou.foundation.ui.posts", str(post_id)).hexdigest()[:16]


def posts_of(request: HttpRequest) -> tuple[Post, ...]:
    """The hats of this person other than the one worn, in words."""
    worn = getattr(getattr(_call(request), "post", None), "post_id", None)
    others = (call.post for call in getattr(request, "calls", ()) if call.post.post_id != worn)
    return tuple(Post(post_key(post.post_id), _hat_words(post)) for post in others)


def _hat_words(post: Any) -> str:
    if not post.title:
        return str(post.organisation_name)
    return gettext("%(title)s at %(place)s") % {"title": post.title, "place": post.organisation_name}


def _call(request: HttpRequest) -> Any:
    return getattr(request, "call", None)


def person_of(request: HttpRequest) -> Person:
    """Who is signed in, and as what, for a stamp."""
    call = _call(request)
    if call is None:
        return Person("", "")
    return Person(str(getattr(call, "person_id", "")), str(getattr(call.post, "post_id", "")))


def _role(post: Any) -> str:
    role = getattr(post, "role", "")
    return str(getattr(role, "value", role))


def _finds(role: str) -> bool:
    return role in ROLES and Permission.FIND in ROLES[Role(role)].permissions


def _switch(request: HttpRequest) -> tuple[Link, ...]:
    here, now = request.get_full_path(), get_language() or ""
    to = navigation.url_of("language")
    return tuple(
        Link(name, f"{to}?{urlencode({'to': code, 'next': here})}", lang=languages.html_lang(code))
        for code, name in languages.offered()
        if code != now and to
    )


def _at(request: HttpRequest) -> datetime:
    return getattr(request, "at", None) or datetime.now(UTC)


def _printed(name: str, at: datetime) -> str:
    said = {"name": name, "date": dates.day(at, year=True), "time": dates.time_of(at)}
    return gettext("Printed by %(name)s on %(date)s, %(time)s. Return or shred.") % said


def bare_frame(request: HttpRequest) -> Frame:
    """The frame of a page that needs nobody signed in and no database: sign-in, service faults."""
    name = navigation.url_of
    return Frame(
        lang=languages.html_lang(get_language() or ""),
        home_url=name("home") or "/",
        languages=_switch(request),
        help_url=name("help"),
        privacy_url=name("privacy_notice"),
        accessibility_url=name("accessibility"),
        decisions_url=name("decisions_public"),
        run_by=getattr(settings, "ROUROU_RUN_BY", ""),
        contact=getattr(settings, "ROUROU_CONTACT_NAME", ""),
        phone=getattr(settings, "ROUROU_CONTACT_PHONE", ""),
        exit_url=getattr(settings, "ROUROU_EXIT_URL", "https://www.metservice.com/"),
        demo=bool(getattr(settings, "ROUROU_DEMO", False)),
        unreviewed=(get_language() or "").startswith("mi"),
    )


def frame_for(request: HttpRequest, *, section: str = "") -> Frame:
    """The frame of this request, for the post it acts from."""
    bare, call = bare_frame(request), _call(request)
    if call is None:
        return bare
    post, name, role = call.post, navigation.url_of, _role(call.post)
    return replace(
        bare,
        role=role,
        menu=navigation.menu(role, request, section),
        person=post.person_name,
        place="" if role in FAMILY else post.organisation_name,
        posts=posts_of(request),
        switch_url=name("switch") if len(getattr(request, "calls", ())) > 1 else "",
        search_url=name("find") if _finds(role) else "",
        you_url=name("you"),
        sign_out_url=name("sign_out"),
        wrong_url=name("went_wrong"),
        decisions_url=name("protocol"),
        safety_url=name("keeping_safe"),
        run_by=post.cluster_name or bare.run_by,
        contact=getattr(post, "cluster_contact", "") or bare.contact,
        phone=getattr(post, "cluster_phone", "") or bare.phone,
        printed=_printed(post.person_name, _at(request)),
    )


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor, for pages drawn by others (sign-in by allauth)."""
    return {"frame": SimpleLazyObject(lambda: bare_frame(request))}
