"""How a child of the cast is written down: themselves, where they are enrolled, who their whānau are."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from rourou.contexts.exchange.jobs.community.shapes import Enrolment, Learner, Person, Relationship, Standing


@dataclass(frozen=True, slots=True)
class Child:
    """A learner with where they are enrolled and who their whānau are."""

    learner: Learner
    enrolments: tuple[Enrolment, ...]
    whanau: tuple[tuple[Person, Relationship], ...] = ()


def at(
    learner: str,
    setting: str,
    room: str | None,
    year: int | None,
    starts_on: date,
    *,
    ends_on: date | None = None,
    reason: str = "",
    attendance: str = "regular",
) -> Enrolment:
    return Enrolment(
        learner=learner,
        setting=setting,
        room=f"{setting}.{room}" if room else None,
        year_level=year,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        attendance=attendance,
    )


def kin(
    learner: str,
    label: str,
    name: str,
    word: str,
    kind: Standing = "guardian",
    *,
    checked: tuple[str, str],
    checked_on: date = date(2026, 2, 12),
    sign_in: bool = False,
    language: str = "en-nz",
    phone: str = "",
    lives_with: bool = True,
    safe: bool = False,
) -> tuple[Person, Relationship]:
    """Somebody of a learner's whānau; `checked` is who checked their standing and who confirmed it."""
    person = Person(
        label=label,
        name=name,
        called=name.split(" ", 1)[0],
        email=f"{label.replace('_', '.')}@whanau.example" if sign_in else None,
        phone=phone,
        language=language,
    )
    return person, Relationship(
        learner=learner,
        person=label,
        word=word,
        kind=kind,
        checked_by=checked[0],
        confirmed_by=checked[1],
        checked_on=checked_on,
        lives_with=lives_with,
        safe_to_see_everything=safe,
    )


MERE: Final = ("mere", "aroha")
RIMU: Final = ("lucy", "graham")
COAST: Final = ("pauline", "hoani")
HARAKEKE: Final = ("denise", "kelvin")
KERRY: Final = ("kerry", "bernard")
COLLEGE: Final = ("siobhan", "alasdair")
FIRST_DAY: Final = date(2026, 2, 3)
