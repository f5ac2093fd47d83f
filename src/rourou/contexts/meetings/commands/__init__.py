"""The writes of meetings: agendas, the room, decisions, minutes. Each is declared at the gate."""

from rourou.contexts.meetings.commands.agenda import (
    Changed,
    add_item,
    add_request,
    add_round,
    apologise,
    call_hui,
    invite,
    move_item,
    take_off,
)
from rourou.contexts.meetings.commands.deciding import Recorded, record_decision, record_told
from rourou.contexts.meetings.commands.minutes import confirm_minutes, correct_minutes
from rourou.contexts.meetings.commands.room import close_hui, set_attendance, start_hui, step_back

__all__ = [
    "Changed",
    "Recorded",
    "add_item",
    "add_request",
    "add_round",
    "apologise",
    "call_hui",
    "close_hui",
    "confirm_minutes",
    "correct_minutes",
    "invite",
    "move_item",
    "record_decision",
    "record_told",
    "set_attendance",
    "start_hui",
    "step_back",
    "take_off",
]
