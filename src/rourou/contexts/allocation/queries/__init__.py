"""The reads of sharing hours out."""

from rourou.contexts.allocation.queries._explaining import WhyPage
from rourou.contexts.allocation.queries._reading import Holding
from rourou.contexts.allocation.queries.hui import Held, HoursLeftNow, hours_held, hours_left, suggestion_for_hui
from rourou.contexts.allocation.queries.pages import (
    RoundLine,
    RoundPage,
    RoundsPage,
    WayShown,
    round_page,
    rounds_page,
    why_page,
)

__all__ = [
    "Held",
    "Holding",
    "HoursLeftNow",
    "RoundLine",
    "RoundPage",
    "RoundsPage",
    "WayShown",
    "WhyPage",
    "hours_held",
    "hours_left",
    "round_page",
    "rounds_page",
    "suggestion_for_hui",
    "why_page",
]
