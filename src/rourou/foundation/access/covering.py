"""SQL of grants and bars, written once: policies, the check of the ledger and the managers are made from these."""

from typing import Final

from rourou.foundation.tenancy.rls import SCOPE

HOLDERS: Final = "any((select coalesce(nullif(current_setting('app.holders', true), ''), '{}')::int[])::int[])"
PURPOSES: Final = "any((select coalesce(nullif(current_setting('app.purposes', true), ''), '{}')::int[])::int[])"
PERSON: Final = "(select nullif(current_setting('app.person', true), '')::uuid)"
HAT: Final = "(select coalesce(nullif(current_setting('app.hat', true), ''), '0')::int)"
ORGANISATION: Final = "(select nullif(current_setting('app.organisation', true), '')::uuid)"


# Set by `statement` where it walks the list of learners; it chooses between two forms of one rule, nothing else.
WALKS: Final = "(select current_setting('app.walks', true) = '1')"


def live(alias: str, now: str) -> str:
    """A date counts at the moment of reading."""
    return f"{alias}.valid_from <= {now} and {alias}.valid_until > {now}"


def granted_ids(now: str) -> str:
    """Uncorrelated: every learner whose identity some grant of the call opens (one hashed sub-plan a statement)."""
    return (
        f"select g.subject_id from access_grant g where g.cluster_id = {SCOPE} and g.holder_id = {HOLDERS}"
        f" and g.purpose = {PURPOSES} and g.categories & 1 <> 0 and g.ceiling >= 1 and {live('g', now)}"
    )


def granted_one(table: str, now: str, *, subject: str) -> str:
    """Correlated: the same rule as `granted_ids`, by one index probe for each row that is looked at.

    `offset 0` keeps the planner from hashing it, which would list everybody reached to find one. `+ 0` keeps it to the
    learner's own few grants: it takes the holders of a call for ten, and where it has not counted yet (a first roster,
    a new store) it would rather go through all grants of the cluster for every row.
    """
    return (
        f"exists (select 1 from access_grant g where g.cluster_id = {table}.cluster_id"
        f" and g.subject_id = {table}.{subject} and g.holder_id + 0 = {HOLDERS} and g.purpose + 0 = {PURPOSES}"
        f" and g.categories & 1 <> 0 and g.ceiling >= 1 and {live('g', now)} offset 0)"
    )


def granted_row(table: str, now: str, *, category: str, sensitivity: str, subject: str, custodian: str) -> str:
    """Correlated: one index probe for each row below a learner, with its custodian (mechanism.md §7)."""
    return (
        f"exists (select 1 from access_grant g where g.cluster_id = {table}.cluster_id"
        f" and g.subject_id = {table}.{subject} and g.holder_id + 0 = {HOLDERS} and g.purpose + 0 = {PURPOSES}"
        f" and g.custodian_id = {table}.{custodian} and g.categories & {category} <> 0"
        f" and g.ceiling >= {sensitivity} and {live('g', now)})"
    )


def not_barred(table: str, now: str, *, category: str, subject: str, custodian: str | None) -> str:
    """Never this person, whatever role they bring."""
    of_custodian = f" and (b.custodian_id is null or b.custodian_id = {table}.{custodian})" if custodian else ""
    return (
        f"not exists (select 1 from access_bar b where b.cluster_id = {table}.cluster_id"
        f" and b.subject_id = {table}.{subject} and b.person_id = {PERSON} and b.hats & {HAT} <> 0"
        f" and b.categories & {category} <> 0{of_custodian} and {live('b', now)})"
    )
