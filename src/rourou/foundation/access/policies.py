"""Row security of tables about a learner, generated from one place: cluster, live grant, no live bar.

Two shapes, measured in mechanism.md §1: an uncorrelated `IN` on `learner` where an act walks it in bulk; a correlated
`EXISTS` on every table below it and on `learner` itself, where they are entered by a handful of learner ids.
"""

from collections.abc import Iterable
from typing import Any

from rourou.foundation.access import covering
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy import rls


def learner(table: str) -> Any:
    """The one table without a custodian: any live identity grant opens it, subject to bars.

    Both forms say the same. Listing everybody reached costs 2 ms for 8,000 grants, whether one row is asked for or
    all; probing costs 2 µs a row. Whoever writes a statement knows which it does (`statement`, `walks`).
    """

    def build(now: str) -> list[str]:
        bars = covering.not_barred(table, now, category="1", subject="id", custodian=None)
        walked, probed = f"id in ({covering.granted_ids(now)})", covering.granted_one(table, now, subject="id")
        granted = f"case when {covering.WALKS} then {walked} else {probed} end"
        reach = f"cluster_id = {rls.SCOPE} and sensitivity <= 1 and {granted} and {bars}"
        return [*rls.enable(table), *_policies(table, reach, reach)]

    return rls.statements(build)


def about_learner(
    table: str,
    *,
    category: Category | str,
    sensitivity: str = "sensitivity",
    subject: str = "learner_id",
    custodian: str = "custodian_id",
) -> Any:
    """A table below a learner. `category` is the table's one category, or the column that holds each row's."""

    def build(now: str) -> list[str]:
        return [
            *rls.enable(table),
            *_policies(table, *_twice(_reach(table, now, category, sensitivity, subject, custodian))),
        ]

    return rls.statements(build)


def fact(
    table: str,
    *,
    category: Category | str,
    columns: Iterable[str],
    sensitivity: str = "sensitivity",
    subject: str = "learner_id",
    custodian: str = "custodian_id",
    opens: bool = False,
) -> Any:
    """A table that grants are derived from. `columns` (ids, codes, dates) are all that the compiler may read.

    Reading and updating need the learner policy. Inserting needs a live grant on the learner, or, where the fact
    `opens` a record (an enrolment), the call's own organisation as custodian and a learner that nobody else has.
    """

    def build(now: str) -> list[str]:
        reach = _reach(table, now, category, sensitivity, subject, custodian)
        known = covering.granted_one(table, now, subject=subject)
        bars = covering.not_barred(table, now, category=_bit(table, category), subject=subject, custodian=custodian)
        own = f"{custodian} = {covering.ORGANISATION}"
        entry = f"({own} and ({known} or people_is_new({subject})))" if opens else known
        check = f"cluster_id = {rls.SCOPE} and {entry} and {bars}"
        return [
            *rls.enable(table),
            *_policies(table, reach, check),
            f"create policy {table}_compiler on {table} for select to compiler using (cluster_id = {rls.SCOPE})",
            f"grant select (cluster_id, {', '.join(columns)}) on {table} to compiler",
            *_due_triggers(table, subject),
        ]

    return rls.statements(build)


def _bit(table: str, category: Category | str) -> str:
    return f"{table}.{category}" if isinstance(category, str) else str(int(category))


def _reach(table: str, now: str, category: Category | str, sensitivity: str, subject: str, custodian: str) -> str:
    bit = _bit(table, category)
    level = sensitivity if sensitivity.isdigit() else f"{table}.{sensitivity}"
    grant = covering.granted_row(table, now, category=bit, sensitivity=level, subject=subject, custodian=custodian)
    bars = covering.not_barred(table, now, category=bit, subject=subject, custodian=custodian)
    return f"cluster_id = {rls.SCOPE} and {grant} and {bars}"


def _twice(reach: str) -> tuple[str, str]:
    return reach, reach


def _policies(table: str, reach: str, check: str) -> list[str]:
    return [
        *rls.policy(f"{table}_read", table, f"for select to app using ({reach})"),
        *rls.policy(f"{table}_insert", table, f"for insert to app with check ({check})"),
        *rls.policy(f"{table}_update", table, f"for update to app using ({reach}) with check ({reach})"),
        *rls.policy(f"{table}_delete", table, f"for delete to app using ({reach})"),
        f"grant select, insert, update, delete on {table} to app",
    ]


def _due_triggers(table: str, subject: str) -> list[str]:
    """A changed fact marks its learners as due; a commit with a compile due and not done is refused (a guard)."""
    made = []
    for verb, transition in (("insert", "new table"), ("update", "new table"), ("delete", "old table")):
        made.append(
            f"create trigger {table}_due_{verb} after {verb} on {table} referencing {transition} as changed"
            f" for each statement execute function access_fact_changed('{subject}')"
        )
    return made


def own(table: str, *, person: str, subject: str = "learner_id") -> Any:
    """Beside the learner policy: what a person gave is theirs to read and to end, while they reach the learner at all.

    Each adult sees their own answers and never another's (decisions.md 18).
    """

    def build(now: str) -> list[str]:
        bars = covering.not_barred(table, now, category="1", subject=subject, custodian=None)
        mine = (
            f"cluster_id = {rls.SCOPE} and {person} = {covering.PERSON}"
            f" and {covering.granted_one(table, now, subject=subject)} and {bars}"
        )
        return [
            *rls.policy(f"{table}_own_read", table, f"for select to app using ({mine})"),
            *rls.policy(f"{table}_own_update", table, f"for update to app using ({mine}) with check ({mine})"),
        ]

    return rls.statements(build)
