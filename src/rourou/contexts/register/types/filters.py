"""How a register is asked for: which learners, in which order, from where on. Values only."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self, TypeVar

from rourou.contexts.register.types.words import Area, YearBand
from rourou.foundation.kernel.words import Word

PAGE: Final = 50
YEARS: Final[dict[YearBand, tuple[int | None, int | None]]] = {
    YearBand.EARLY: (None, None), YearBand.Y0_1: (0, 1), YearBand.Y2_3: (2, 3), YearBand.Y4_6: (4, 6),
    YearBand.Y7_8: (7, 8), YearBand.Y9_10: (9, 10), YearBand.Y11_13: (11, 13),
}  # fmt: skip


class Answered(Word):
    """A filter on what whānau said about the cluster."""

    YES = "yes", "Yes"
    TO_CONFIRM = "to_confirm", "Spoken yes, to confirm"
    NO = "no", "No"
    NOT_ASKED = "not_asked", "Not asked"


class Due(Word):
    """A filter on the next date."""

    PAST = "past", "Date has passed"
    WEEKS_3 = "3w", "Date in the next 3 weeks"
    NONE = "none", "No date yet"


@dataclass(frozen=True, slots=True)
class After:
    """Where the next page begins: the sort column and the id of the last row shown."""

    key: str
    id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for. Nothing set is the whole register, a page at a time."""

    name: str = ""
    year: YearBand | None = None
    area: Area | None = None
    sharing: Answered | None = None
    due: Due | None = None
    after: After | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the page was asked for."""
        return bool(self.name.strip() or self.year or self.area or self.sharing or self.due)

    @classmethod
    def asked(cls, values: Mapping[str, str], after: After | None = None) -> Self:
        """Out of an address. What is no answer of ours is left out, so that an old address still opens."""
        return cls(
            name=values.get("q", ""), year=_known(YearBand, values.get("year")), area=_known(Area, values.get("area")),
            sharing=_known(Answered, values.get("sharing")), due=_known(Due, values.get("due")), after=after,
        )  # fmt: skip


W = TypeVar("W", bound=Word)


def _known(kind: type[W], value: str | None) -> W | None:
    return next((member for member in kind if member.value == value), None)
