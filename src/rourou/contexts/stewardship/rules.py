"""How looks read as a page, and when a question about one is due."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Final, NamedTuple

from rourou.contexts.stewardship.types import Deed, QuestionState, Visit
from rourou.foundation.kernel import clock
from rourou.foundation.kernel.calendar import Calendar
from rourou.foundation.kernel.errors import Conflict, Refused

ANSWER_WITHIN: Final = 5  # working days


class Seen(NamedTuple):
    """One look as the ledger gives it."""

    seq: int
    at: datetime
    role: str
    title: str
    organisation: str
    event: str
    purpose: int | None
    reason: int | None


def visits(looks: Iterable[Seen]) -> Iterator[Visit]:
    """Looks, newest first, as one line for each day and for each role of an organisation; each deed said once."""
    for day, of_day in groupby(looks, key=lambda look: clock.today(look.at)):
        by_who: dict[tuple[str, str, str], list[Seen]] = {}
        for look in of_day:
            by_who.setdefault((look.role, look.title, look.organisation), []).append(look)
        for (role, title, organisation), listed in by_who.items():
            deeds = tuple(dict.fromkeys(Deed(x.event, x.purpose, x.reason) for x in listed))
            yield Visit(day, role, title, organisation, deeds, listed[0].seq, "")


def answer_by(asked_on: date, calendar: Calendar) -> date:
    """A question about a look is answered within five working days."""
    return calendar.add_working_days(asked_on, ANSWER_WITHIN)


def check_can_answer(state: QuestionState, version: int, shown: int, words: str) -> None:
    """A question is answered once, in words, by somebody who saw it as it is."""
    if state is not QuestionState.OPEN or version != shown:
        raise Conflict("look.answered", "Somebody else has answered this question. Read their answer first.")
    if not words.strip():
        raise Refused("look.no_words", "Write what you found out, then answer.", details={"field": "words"})
