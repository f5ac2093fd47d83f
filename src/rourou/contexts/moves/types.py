"""The words of moves: a learner goes from one setting of the cluster to another. Values only."""

import uuid
from dataclasses import dataclass
from datetime import date

from rourou.foundation.access.purposes import Category
from rourou.foundation.kernel.words import Word


class Stage(Word):
    """The columns of the board (ux.md §4.7)."""

    AGREED = "agreed", "Agreed"
    SHARED = "shared", "Shared"
    MET = "met", "Met"
    MOVED = "moved", "Moved"
    SETTLED = "settled", "Settled"


class Reply(Word):
    """What the new setting answers to each line of the pack."""

    CAN_DO = "can_do", "We can do this"
    NEED_HELP = "need_help", "We need help with this"
    NOT_YET = "not_yet", "Not yet"


# What whānau may let travel, in the order of the cards.
MAY_TRAVEL = (
    Category.STRENGTHS, Category.NEEDS, Category.SUPPORTS, Category.PLAN, Category.PROGRESS, Category.BEHAVIOUR,
    Category.HEALTH,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewMove:
    """What whānau and the setting agreed: where to, when, what travels, who keeps our own records afterwards."""

    learner_id: uuid.UUID
    to_id: uuid.UUID
    moves_on: date
    categories: Category
    day_one: tuple[str, ...] = ()
    keeper_user_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class SettledCheck:
    """The three questions of week 6: the learner, the whānau, the kaiako."""

    learner: str
    whanau: str
    kaiako: str
    is_settled: bool
