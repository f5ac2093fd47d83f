"""The reads of sharing hours out."""

from rourou.contexts.allocation.queries._reading import Holding
from rourou.contexts.allocation.queries.pages import (
    Held,
    HoursLeftNow,
    RoundLine,
    RoundPage,
    RoundsPage,
    WayShown,
    WhyPage,
    hours_held,
    hours_left,
    round_page,
    rounds_page,
    suggestion_for_hui,
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
