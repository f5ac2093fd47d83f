"""The work of two terms: plans, requests with their clocks, supply, a round, a past hui and one coming, two moves."""

from typing import Final

from rourou.contexts.exchange.jobs.community.work.ended_requests import ENDED
from rourou.contexts.exchange.jobs.community.work.hui import HUI, MOVES
from rourou.contexts.exchange.jobs.community.work.open_requests import OPEN
from rourou.contexts.exchange.jobs.community.work.plans import PLANS
from rourou.contexts.exchange.jobs.community.work.round_three import ROUND_THREE
from rourou.contexts.exchange.jobs.community.work.supply import ROUNDS, SUPPLIES

__all__ = ["HUI", "MOVES", "PLANS", "REQUESTS", "ROUNDS", "SUPPLIES"]

REQUESTS: Final = ROUND_THREE + OPEN + ENDED
