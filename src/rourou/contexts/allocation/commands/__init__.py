"""The writes of sharing hours out. Each is declared at the gate."""

from rourou.contexts.allocation.commands.following import (
    keep_for_moved,
    release_ended,
    release_left_behind,
    release_unclaimed,
)
from rourou.contexts.allocation.commands.loading import bulk_load
from rourou.contexts.allocation.commands.promising import (
    promise_hours,
    release_hours,
    set_balances,
)
from rourou.contexts.allocation.commands.rounds import (
    agree_round,
    open_round,
    save_note,
    save_offer,
    take_round_to_hui,
)
from rourou.contexts.allocation.commands.suggesting import make_suggestion, use_ours

__all__ = [
    "agree_round",
    "bulk_load",
    "keep_for_moved",
    "make_suggestion",
    "open_round",
    "promise_hours",
    "release_ended",
    "release_hours",
    "release_left_behind",
    "release_unclaimed",
    "save_note",
    "save_offer",
    "set_balances",
    "take_round_to_hui",
    "use_ours",
]
