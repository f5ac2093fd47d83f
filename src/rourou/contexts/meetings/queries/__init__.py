"""The reads of meetings: hui and their agendas, one item in its room, minutes, and what whānau are still to hear."""

from rourou.contexts.meetings.queries.agenda import (
    AgendaItem,
    AgendaPage,
    Agendas,
    HuiCard,
    HuiList,
    Standing,
    hui_list,
    hui_page,
    hui_standing,
    new_hui_page,
)
from rourou.contexts.meetings.queries.cards import DecisionCard
from rourou.contexts.meetings.queries.item import ItemPage, item_page
from rourou.contexts.meetings.queries.minutes import MinutedItem, MinutesPage, minutes_page
from rourou.contexts.meetings.queries.telling import (
    DecisionLine,
    Decisions,
    DraftMinutes,
    TellingPage,
    Tellings,
    ToConfirm,
    decisions_about,
    minutes_to_confirm,
    telling_page,
    tellings,
    those_present,
)

__all__ = [
    "AgendaItem",
    "AgendaPage",
    "Agendas",
    "DecisionCard",
    "DecisionLine",
    "Decisions",
    "DraftMinutes",
    "HuiCard",
    "HuiList",
    "ItemPage",
    "MinutedItem",
    "MinutesPage",
    "Standing",
    "TellingPage",
    "Tellings",
    "ToConfirm",
    "decisions_about",
    "hui_list",
    "hui_page",
    "hui_standing",
    "item_page",
    "minutes_page",
    "minutes_to_confirm",
    "new_hui_page",
    "telling_page",
    "tellings",
    "those_present",
]
