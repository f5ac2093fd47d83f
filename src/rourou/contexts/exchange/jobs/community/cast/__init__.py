"""The children and young people whose stories are told by hand, and their whānau. Nobody here is real.

The first are the people of the look's pages; the rest are the sixteen of domain.md §7.11, each marked with its row.
What is told of each is what their own whānau would be glad to read.
"""

from typing import Final

from rourou.contexts.exchange.jobs.community.cast.child import Child
from rourou.contexts.exchange.jobs.community.cast.elsewhere import ELSEWHERE
from rourou.contexts.exchange.jobs.community.cast.matipo_valley import MATIPO_VALLEY
from rourou.contexts.exchange.jobs.community.cast.town import HARAKEKE_ROAD, RIMU_STREET

__all__ = ["CAST", "Child"]

CAST: Final = MATIPO_VALLEY + RIMU_STREET + HARAKEKE_ROAD + ELSEWHERE
