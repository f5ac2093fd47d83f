"""Rows in bulk for a simulated store: protocols signed and in force, and answers of whānau."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rourou.foundation.access.loading import Loader

# What a row of each table holds, in this order. Answers are facts: their learners are compiled before the commit.
LOADS: Final[dict[str, tuple[str, ...]]] = {
    "sharing_protocol": (
        "cluster_id", "id", "created_at", "kind", "version", "state", "title", "body", "categories", "ceiling",
        "drafted_by", "in_force_from",
    ),
    "sharing_signature": (
        "cluster_id", "id", "created_at", "protocol_id", "organisation_id", "signed_by", "signed_name", "signed_on",
    ),
    "access_protocol": ("cluster_id", "decide_id", "share_id", "narrowed"),
    "sharing_consent": (
        "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "question", "answer",
        "organisation_ids", "categories", "ceiling", "given_by", "given_by_user", "by_learner", "capacity", "method",
        "witness", "language", "from_on", "until_on", "recorded_by", "recorded_at", "confirmed_by", "confirmed_at",
        "protocol_id",
    ),
}  # fmt: skip


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """Rows of sharing by table, each in the order of `LOADS`; returns how many. Only into a store made for it."""
    return sum(loader.copy(table, columns, rows[table]) for table, columns in LOADS.items() if table in rows)
