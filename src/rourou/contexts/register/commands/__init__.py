"""The writes of the register. Each is declared at the gate."""

from rourou.contexts.register.commands.concerns import answer_concern, place_concern, raise_concern, reply_to_concern
from rourou.contexts.register.commands.entries import change_entry, close_entry, close_on_no, open_entry, set_next
from rourou.contexts.register.commands.lately import (
    add_note,
    add_voice,
    change_response,
    keep_promise,
    move_promise,
    record_response,
)
from rourou.contexts.register.commands.loading import LOADS, bulk_load

__all__ = [
    "LOADS",
    "add_note",
    "add_voice",
    "answer_concern",
    "bulk_load",
    "change_entry",
    "change_response",
    "close_entry",
    "close_on_no",
    "keep_promise",
    "move_promise",
    "open_entry",
    "place_concern",
    "raise_concern",
    "record_response",
    "reply_to_concern",
    "set_next",
]
