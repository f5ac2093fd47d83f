"""Requests in bulk, for `rourou simulate`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rourou.foundation.access.loading import Loader

REFERRAL_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "state", "state_before_move",
    "support_type", "area", "ask", "hope", "tried", "hours", "weeks", "when", "languages", "group_ok", "rules",
    "still_true", "still_true_on", "to_organisation_id", "asked_by", "with_person", "with_organisation_id", "agreed_on",
    "agreed_with", "sent_at", "hui_on", "first_conversation_on", "first_support_on", "ended_on", "outcome",
    "offered_instead", "whanau_told_on", "before_id", "reopened_at", "version",
)  # fmt: skip
STEP_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "referral_id", "step", "before",
    "after", "happened_on", "words", "made_by", "made_for_id", "hui_id", "facts",
)  # fmt: skip
PAUSE_COLUMNS: Final = (
    "cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity", "referral_id", "kind", "from_on",
    "until_on",
)  # fmt: skip
_TABLES: Final = (
    ("referral", "referrals_referral", REFERRAL_COLUMNS),
    ("step", "referrals_referralstep", STEP_COLUMNS),
    ("pause", "referrals_referralpause", PAUSE_COLUMNS),
)


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """Rows of "referral", "step" and "pause", each in the columns above. JSON columns are given as text."""
    return sum(loader.copy(table, columns, rows[name]) for name, table, columns in _TABLES if name in rows)
