"""The reads of meetings: hui and their agendas, one item in its room, minutes, and what whānau are still to hear."""

from rourou.contexts.meetings.queries.agenda import (
    AgendaItem,
    AgendaPage,
    Agendas,
    HuiCard,
    HuiList,
    hui_list,
    hui_page,
    new_hui_page,
)
from rourou.contexts.meetings.queries.item import ItemPage, item_page
from rourou.contexts.meetings.queries.minutes import MinutedItem, MinutesPage, minutes_page
from rourou.contexts.meetings.queries.telling import Decisions, Tellings, decisions_about, tellings, those_present

__all__ = [
    "AgendaItem",
    "AgendaPage",
    "Agendas",
    "Decisions",
    "HuiCard",
    "HuiList",
    "ItemPage",
    "MinutedItem",
    "MinutesPage",
    "Tellings",
    "decisions_about",
    "hui_list",
    "hui_page",
    "item_page",
    "minutes_page",
    "new_hui_page",
    "tellings",
    "those_present",
]
