"""Rows in bulk for a simulated store, table by table, in the order of `LOADS`: places, posts, learners, whānau."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from rourou.foundation.access.loading import Loader

_OWN: Final = ("cluster_id", "id", "created_at", "learner_id", "custodian_id", "sensitivity")

# What a row of each table holds, in this order. Parents come before those that point at them; the learners of
# `people_enrolment` are compiled before the loader commits.
LOADS: Final[dict[str, tuple[str, ...]]] = {
    "tenancy_cluster": ("id", "code", "name", "kind", "phone", "contact", "valid_from"),
    "tenancy_organisation": (
        "id", "kind", "name", "ministry_number", "phone", "type", "authority", "city", "region",
        "territorial_authority", "community_number", "community_name", "latitude", "longitude", "roll", "is_invented",
    ),
    "tenancy_clustermembership": ("id", "cluster_id", "organisation_id", "is_home", "valid_from"),
    "tenancy_calendarperiod": ("id", "cluster_id", "name", "starts_on", "ends_on"),
    "tenancy_user": ("id", "email", "name", "called", "phone", "language", "is_active", "password", "created_at"),
    "tenancy_post": (
        "id", "user_id", "cluster_id", "organisation_id", "role", "title", "valid_from", "confirmed_by", "confirmed_at",
    ),
    "people_schoolclass": ("cluster_id", "id", "created_at", "organisation_id", "name", "starts_on"),
    "people_classteacher": ("cluster_id", "id", "created_at", "class_id", "post_id", "from_on"),
    "people_enrolment": (*_OWN, "class_id", "from_on", "end_reason"),
    "people_learner": (
        "cluster_id", "id", "created_at", "name", "called", "say_it", "year_level", "sort_key", "search", "sensitivity",
        "version",
    ),
    "people_learneridentity": (
        *_OWN, "given_names", "family_name", "birth_date", "gender", "ethnicities", "iwi", "languages",
    ),
    "people_whanaumember": (
        *_OWN, "name", "relationship", "user_id", "phone", "email", "language", "is_first_contact",
    ),
    "people_authority": (
        *_OWN, "member_id", "user_id", "kind", "document", "checked_by", "checked_at", "confirmed_by", "confirmed_at",
        "from_on", "may_see_three",
    ),
}  # fmt: skip


def bulk_load(loader: Loader, rows: Mapping[str, Iterable[Sequence[Any]]]) -> int:
    """Rows of people by table, each in the order of `LOADS`; returns how many. Only into a store made for it."""
    return sum(loader.copy(table, columns, rows[table]) for table, columns in LOADS.items() if table in rows)
