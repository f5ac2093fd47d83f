"""The invented learning communities of the demo: the Matipo Valley, and Kahikatea Plains, which it may never see.

Pure data: labels for keys, dates for days, no ids and no database. `matipo()` and `kahikatea()` assemble them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

from rourou.contexts.exchange.jobs.community import (
    agreements,
    cast,
    generated,
    lately,
    people,
    second,
    settings,
    stories,
    work,
)
from rourou.contexts.exchange.jobs.community.calendar_data import CALENDAR
from rourou.contexts.exchange.jobs.community.cast import Child
from rourou.contexts.exchange.jobs.community.generated import Story
from rourou.contexts.exchange.jobs.community.shapes import Community, Person, Role
from rourou.foundation.kernel.clock import moment

SEED: Final = "matipo"
TODAY: Final = generated.TODAY
NOW: Final[datetime] = moment(TODAY, 8, 10)

__all__ = [
    "CALENDAR", "NOW", "SEED", "TODAY", "Community", "SignIn", "accounts", "communities", "kahikatea", "load", "matipo",
    "sign_ins",
]  # fmt: skip

# Who is shown first: the people whom the journeys follow.
_FIRST: Final = ("mere", "jo", "hana", "lucy", "grace", "aroha", "ana", "sione", "nikau", "ruth", "wiki", "erena")


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody who can sign in to the demo, in one of their roles."""

    person: str
    email: str
    name: str
    role: Role
    setting: str | None
    cluster: str


def _whanau(children: tuple[Child, ...], staff: tuple[Person, ...]) -> tuple[Person, ...]:
    """Everybody’s whānau once; who is also staff stands there, as one person with two hats."""
    known = {person.label for person in staff}
    everyone = {person.label: person for child in children for person, _ in child.whanau}
    return tuple(person for label, person in everyone.items() if label not in known)


def _assemble(
    told: tuple[Child, ...], drawn: tuple[tuple[Child, Story], ...]
) -> tuple[tuple[Child, ...], tuple[Story, ...]]:
    return told + tuple(child for child, _ in drawn), tuple(story for _, story in drawn)


@cache
def matipo() -> Community:
    """The Matipo Valley learning support cluster on Tuesday 24 November 2026."""
    children, drawn = _assemble(cast.CAST, generated.fill(SEED, generated.MATIPO_PLACES))
    return Community(
        label="matipo",
        name="Matipo Valley learning support cluster",
        short_name="Matipo Valley",
        phone="03 555 0100",
        contact="the office of Matipo Valley School",
        begins_on=date(2026, 1, 26),
        settings=settings.SETTINGS,
        rooms=settings.ROOMS,
        staff=people.STAFF,
        posts=people.POSTS,
        keepers=people.KEEPERS,
        whanau=_whanau(children, people.STAFF),
        learners=tuple(child.learner for child in children),
        enrolments=tuple(e for child in children for e in child.enrolments),
        relationships=tuple(r for child in children for _, r in child.whanau),
        protocols=agreements.PROTOCOLS,
        consents=agreements.CONSENTS + tuple(c for story in drawn for c in story.consents),
        orders=agreements.ORDERS,
        locations=agreements.LOCATIONS,
        disclosures=agreements.DISCLOSURES,
        teams=agreements.TEAMS,
        concerns=lately.CONCERNS + tuple(c for story in drawn for c in story.concerns),
        entries=stories.ENTRIES + tuple(story.entry for story in drawn if story.entry),
        voices=lately.VOICES,
        notes=lately.NOTES + tuple(n for story in drawn for n in story.notes),
        promises=lately.PROMISES,
        supports=lately.SUPPORTS + tuple(s for story in drawn for s in story.supports),
        plans=work.PLANS + tuple(p for story in drawn for p in story.plans),
        requests=work.REQUESTS,
        supplies=work.SUPPLIES,
        rounds=work.ROUNDS,
        hui=work.HUI,
        moves=work.MOVES,
    )


@cache
def kahikatea() -> Community:
    """The second cluster: its own people, its own learners."""
    children, drawn = _assemble(second.CAST, generated.fill("kahikatea", second.PLACES))
    return Community(
        label="kahikatea",
        name="Kahikatea Plains learning support cluster",
        short_name="Kahikatea Plains",
        phone="03 555 0400",
        contact="the office of Kahikatea Plains School",
        begins_on=date(2026, 1, 26),
        settings=second.SETTINGS
        + tuple(setting for setting in settings.PARTNERS if setting.label in second.SHARED_PARTNERS),
        rooms=second.ROOMS,
        staff=second.STAFF,
        posts=second.POSTS,
        keepers=second.KEEPERS,
        whanau=_whanau(children, second.STAFF),
        learners=tuple(child.learner for child in children),
        enrolments=tuple(e for child in children for e in child.enrolments),
        relationships=tuple(r for child in children for _, r in child.whanau),
        protocols=second.PROTOCOLS,
        consents=second.CONSENTS + tuple(c for story in drawn for c in story.consents),
        concerns=tuple(c for story in drawn for c in story.concerns),
        entries=second.ENTRIES + tuple(story.entry for story in drawn if story.entry),
        voices=second.VOICES,
        notes=second.NOTES + tuple(n for story in drawn for n in story.notes),
        supports=tuple(s for story in drawn for s in story.supports),
        plans=tuple(p for story in drawn for p in story.plans),
        requests=second.REQUESTS,
        supplies=second.SUPPLIES,
    )


def communities() -> tuple[Community, ...]:
    """Both, the one that is shown first."""
    return matipo(), kahikatea()


def sign_ins(community: Community) -> tuple[SignIn, ...]:
    """Everybody with an e-mail address, once for each role they hold on the demo’s day."""
    by_label = {person.label: person for person in community.staff + community.whanau}
    staff = [
        SignIn(post.person, email, by_label[post.person].name, post.role, post.setting, community.label)
        for post in community.posts
        if (email := by_label[post.person].email) and post.starts_on <= TODAY
    ]
    adults = dict.fromkeys(relation.person for relation in community.relationships)
    whanau = [
        SignIn(label, email, by_label[label].name, "whanau", None, community.label)
        for label in adults
        if (email := by_label[label].email)
    ]
    learners = [
        SignIn(learner.label, learner.sign_in.email, learner.sign_in.name, "learner", None, community.label)
        for learner in community.learners
        if learner.sign_in and learner.sign_in.email
    ]
    return tuple(staff + whanau + learners)


def accounts() -> list[dict[str, str]]:
    """Everybody who can sign in to the demo, once for each hat: what `rourou accounts --json` prints."""
    return [_account(community, who) for community in communities() for who in _in_order(community)]


def _in_order(community: Community) -> list[SignIn]:
    known = {label: place for place, label in enumerate(_FIRST)}
    return sorted(sign_ins(community), key=lambda who: known.get(who.person, len(known)))


def _account(community: Community, who: SignIn) -> dict[str, str]:
    at = {setting.label: setting.name for setting in community.settings}
    return {
        "email": who.email,
        "name": who.name,
        "role": who.role,
        "organisation": at[who.setting or _place_of(community, who.person)],
        "cluster": community.name,
    }


def _place_of(community: Community, person: str) -> str:
    """Where a whānau member’s child, or a learner, is enrolled."""
    learner = next((r.learner for r in community.relationships if r.person == person), person)
    return max((e for e in community.enrolments if e.learner == learner), key=lambda e: e.starts_on).setting


def _nobody_listens(_line: str) -> None:
    pass


def load(say: Callable[[str], None] = _nobody_listens, *, then: datetime | None = NOW) -> bool:
    """Load both communities through commands, as the role `app`; False where the store has them already.

    The store's own clock goes through their history and is left at `then`: the demo's morning.
    """
    from rourou.contexts.exchange.jobs.community import loading

    return loading.load(SEED, communities(), CALENDAR, now=NOW, then=then, say=say)
