"""Rows in bulk for a simulated store, table by table, in the order of `LOADS`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rourou.foundation.access.loading import Loader

_OWN: Final = ("cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity")

# What a row of each table holds, in this order. Parents come before those that point at them.
LOADS: Final[dict[str, tuple[str, ...]]] = {
    "register_concern": (
        *_OWN, "client_id", "saw", "tried", "whanau_heard", "heard_at", "written_by", "written_name", "status",
        "with_name", "waiting_on", "reply_by", "first_step", "step_kind", "closed_at", "version",
    ),
    "register_entry": (
        *_OWN, "status", "reason", "helps_first", "tier", "next_on", "next_what", "opened_on", "opened_by",
        "changed_by", "changed_at", "closed_on", "exit_reason", "version",
    ),
    "register_strength": (*_OWN, "kind", "words", "whose", "place", "written_by"),
    "register_need": (
        *_OWN, "category", "area", "leaf", "tier", "gets_in_the_way", "helps", "severity", "confidence", "place",
        "written_by",
    ),
    "register_voice": (
        *_OWN, "words", "english", "speaker", "who", "form", "language", "said_on", "told_to", "is_kept", "written_by",
    ),
    "register_note": (
        *_OWN, "category", "client_id", "title", "words", "on", "written_by", "written_name", "promise", "promised_to",
        "version",
    ),
    "register_response": (
        *_OWN, "type", "provider", "what", "who", "tier", "hours_per_term", "funding", "status", "why_paused",
        "starts_on", "written_by", "version",
    ),
}  # fmt: skip


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """Rows of the register by table, each in the order of `LOADS`; returns how many. Only into a store made for it."""
    return sum(loader.copy(table, columns, rows[table]) for table, columns in LOADS.items() if table in rows)
