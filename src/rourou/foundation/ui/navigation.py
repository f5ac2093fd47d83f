"""Which links each role has: at most six, the same on every page, only those whose page exists (ux.md §5.2)."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from rourou.foundation.ui.parts import Link


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the menu: the name of its URL, its words, and the paths that also belong to it."""

    name: str
    words: str
    also: tuple[str, ...] = ()


TODAY: Final = Place("today", _("Today"), ("/concerns", "/promises", "/find"))
SHARED: Final = Place("clusters", _("Learners"), ("/learners",))  # whom whānau let the cluster plan for
LEARNERS: Final = Place("register", _("Learners"), ("/learners", "/people", "/sharing", "/imports"))
REQUESTS: Final = Place("requests", _("Requests"))
HUI: Final = Place("hui", _("Hui"))
MOVES: Final = Place("moves", _("Moves"))
INSIGHTS: Final = Place("insights", _("Insights"))
CONCERNS: Final = Place("concerns", _("Concerns"))
CLASS: Final = Place("my_class", _("My class"), ("/classes", "/learners"))
QUESTIONS: Final = Place("questions", _("To answer"))
ROUNDS: Final = Place("rounds", _("Allocate"))
SUPPLY: Final = Place("supply", _("Capacity"))
PROTOCOL: Final = Place("protocol", _("How we decide"))
PEOPLE: Final = Place("people", _("People and access"), ("/settings",))
DECISIONS: Final = Place("decisions", _("Decisions"))
BROKERING: Final = Place("brokering", _("Brokering"))
WAITING: Final = Place("waiting", _("Waiting"))
CLUSTERS: Final = Place("clusters", _("Clusters"))
CASELOAD: Final = Place("caseload", _("My week"))
OUR_PAGE: Final = Place("whanau", _("Our page"))
HELP: Final = Place("help", _("Help"))

_COORDINATING: Final = (TODAY, LEARNERS, REQUESTS, HUI, MOVES, INSIGHTS)
NAVIGATION: Final[dict[str, tuple[Place, ...]]] = {
    "coordinator": _COORDINATING,
    "senco": _COORDINATING,
    "teacher": (CLASS, TODAY, CONCERNS, QUESTIONS),
    "school_principal": (TODAY, LEARNERS, HUI, INSIGHTS, DECISIONS, PEOPLE),
    "cluster_lead": (TODAY, REQUESTS, ROUNDS, SUPPLY, HUI, INSIGHTS),
    "facilitator": (TODAY, BROKERING, HUI, WAITING, INSIGHTS, CLUSTERS),
    "rtlb": (TODAY, SHARED, REQUESTS, HUI, SUPPLY, INSIGHTS),
    "provider": (CASELOAD, TODAY, REQUESTS, HUI),
    "privacy_officer": (
        TODAY,
        Place("privacy", _("Clocks")),
        Place("access_review", _("Access review")),
        Place("privacy_requests", _("Requests")),
        Place("retention", _("Retention")),
    ),
    "whanau": (
        OUR_PAGE,
        Place("whanau_plan", _("Plan")),
        Place("whanau_messages", _("Messages")),
        Place("whanau_sharing", _("Sharing")),
        HELP,
    ),
    "learner": (Place("my", _("My page")), Place("my_goals", _("My goals")), Place("my_say", _("My say"))),
}


NOWHERE: Final = "closed"  # the section of a page that must not say where it would have been


@cache
def url_of(name: str) -> str:
    """The address of a page by its name, or nothing where no such page is routed."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _fits(place: Place, url: str, path: str) -> bool:
    return any(path == start or path.startswith(start.rstrip("/") + "/") for start in (url, *place.also))


def menu(role: str, request: HttpRequest, section: str = "") -> tuple[Link, ...]:
    """The links of a role. The current one is named by `section`, else the longest that fits the path."""
    places = [(place, url) for place in NAVIGATION.get(role, ()) if (url := url_of(place.name))]
    fitting = [(len(url), place.name) for place, url in places if _fits(place, url, request.path)]
    named = section == NOWHERE or section in {place.name for place, _url in places}
    here = section if named else max(fitting)[1] if fitting else ""
    return tuple(Link(gettext(place.words), url, current=place.name == here) for place, url in places)
