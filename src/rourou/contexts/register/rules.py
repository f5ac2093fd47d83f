"""When a concern may move, an entry may open, close or change, and a promise be kept. Pure: facts and a date."""

from datetime import date
from typing import Final

from rourou.contexts.register.types import ConcernStatus, EntryStatus, SupportNeed, leaf
from rourou.foundation.access.purposes import Category
from rourou.foundation.kernel.calendar import Calendar
from rourou.foundation.kernel.errors import Refused

REPLY_WITHIN: Final = 5  # school days
_C = ConcernStatus
_BEING_LOOKED_AT: Final = frozenset({_C.WITH_SOMEONE, _C.WAITING, _C.FIRST_STEP, _C.CLOSED})

# Closed is final: what is seen later is a new concern.
NEXT: Final[dict[ConcernStatus, frozenset[ConcernStatus]]] = {
    _C.NEW: _BEING_LOOKED_AT,
    _C.WITH_SOMEONE: _BEING_LOOKED_AT,
    _C.WAITING: _BEING_LOOKED_AT,
    _C.FIRST_STEP: _BEING_LOOKED_AT,  # what was tried may lead on: to another look, or to an entry
    _C.CLOSED: frozenset(),
}
ENTRY_NEXT: Final[dict[EntryStatus, frozenset[EntryStatus]]] = {
    EntryStatus.OPEN: frozenset({EntryStatus.OPEN, EntryStatus.WATCHING, EntryStatus.CLOSED}),
    EntryStatus.WATCHING: frozenset({EntryStatus.OPEN, EntryStatus.WATCHING, EntryStatus.CLOSED}),
    EntryStatus.CLOSED: frozenset(),
}
_CATEGORIES: Final[dict[str, Category]] = {
    "needs": Category.NEEDS, "behaviour": Category.BEHAVIOUR, "attendance": Category.ATTENDANCE,
    "health": Category.HEALTH, "family": Category.FAMILY, "care_and_protection": Category.CARE,
}  # fmt: skip


def reply_by(calendar: Calendar, today: date) -> date:
    """A teacher hears back within five school days; between terms, within five working days."""
    return calendar.add_open_days(today, REPLY_WITHIN) or calendar.add_working_days(today, REPLY_WITHIN)


def check_can_move(status: ConcernStatus, to: ConcernStatus) -> None:
    """A concern moves only along its states; a closed one stays closed."""
    if to not in NEXT[status]:
        raise Refused("concern.closed", "This concern is closed. If you see it again, raise a new one.")


def can_answer(status: ConcernStatus) -> bool:
    """Whether anything can still be done about it."""
    return bool(NEXT[status])


def check_can_choose_step(words: str) -> None:
    """A first step says what will be tried; whānau read it."""
    if not words.strip():
        raise Refused("concern.step", "Enter what you will try first.", details={"field": "first_step"})


def check_can_open_entry(*, has_active: bool, said_no: bool) -> None:
    """One active entry for each learner and setting, and none while whānau say no to it."""
    if has_active:
        raise Refused("entry.open", "This learner is on the register already. Open the entry and change it there.")
    if said_no:
        raise Refused(
            "entry.no",
            "Whānau said no to the register. Help in class goes on. Talk with them before you open an entry.",
        )


def check_can_change_entry(status: EntryStatus, to: EntryStatus) -> None:
    """An open entry may be watched, a watched one opened; a closed one stays as it was."""
    if to not in ENTRY_NEXT[status]:
        raise Refused("entry.closed", "This entry is closed. Open a new one to write in it.")


def known_leaf(code: str) -> SupportNeed:
    """The leaf of the taxonomy, or a refusal beside the field."""
    found = leaf(code)
    if found is None:
        raise Refused("need.leaf", "Choose what it is about from the list.")
    return found


def category_of(found: SupportNeed) -> Category:
    """The category a row of this leaf has: what is health or behaviour never passes as a plain need."""
    return _CATEGORIES[found.category]


def check_can_write_leaf(found: SupportNeed, *, is_keeper: bool) -> None:
    """What is highly sensitive is kept by named keepers alone; it never enters the cluster’s register."""
    if not found.on_cluster_register and not is_keeper:
        raise Refused(
            "need.keeper",
            "Only a named keeper of your setting writes this. Talk with them, and leave the details out of here.",
        )


def check_can_keep(is_promise: bool, is_kept: bool) -> None:
    """A promise is kept once."""
    if not is_promise or is_kept:
        raise Refused("promise.kept", "This promise has been kept already. Nothing more needs doing.")


def check_due(due_on: date, today: date) -> None:
    """A promise is for today or later."""
    if due_on < today:
        raise Refused("promise.due", "Choose today or a later day.", details={"field": "due_on"})


def check_note_says_something(words: str, promise: str) -> None:
    """A note has words, or a promise, or both."""
    if not words.strip() and not promise.strip():
        raise Refused("note.empty", "Enter what happened, or what you promised.", details={"field": "words"})
