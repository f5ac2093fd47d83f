"""Rounds, balances and promises in bulk, for `rourou simulate`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rourou.foundation.access.loading import Loader

ROUND_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "number", "title", "term", "support_type", "service_ids", "state", "opened_by",
    "opened_on", "hui_on", "agreed_at", "version",
)  # fmt: skip
BALANCE_COLUMNS: Final = ("cluster_id", "id", "created_at", "service_id", "term", "offered", "promised")
IN_ROUND_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "round_id", "referral_id", "offer",
    "note", "changed_by", "version",
)  # fmt: skip
ENTRY_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "kind", "referral_id", "service_id",
    "term", "hours", "charged", "together_id", "decision_id", "round_id", "words", "made_by",
)  # fmt: skip
_TABLES: Final = (
    ("balance", "allocation_hours_balance", BALANCE_COLUMNS),
    ("round", "allocation_round", ROUND_COLUMNS),
    ("in_round", "allocation_roundrequest", IN_ROUND_COLUMNS),
    ("entry", "allocation_hoursentry", ENTRY_COLUMNS),
)


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """Rows of "balance", "round", "in_round" and "entry", each in the columns above."""
    return sum(loader.copy(table, columns, rows[name]) for name, table, columns in _TABLES if name in rows)
