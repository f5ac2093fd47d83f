"""The registers of the hand-told cast: strengths first, then hopes, then what gets in the way beside what helps."""

from typing import Final

from rourou.contexts.exchange.jobs.community.stories.elsewhere import ELSEWHERE
from rourou.contexts.exchange.jobs.community.stories.matipo_valley import MATIPO
from rourou.contexts.exchange.jobs.community.stories.town import HARAKEKE, RIMU

ENTRIES: Final = MATIPO + RIMU + HARAKEKE + ELSEWHERE
