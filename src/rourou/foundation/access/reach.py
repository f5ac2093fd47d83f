"""The application's own lock: every read of a table about a learner starts from the call.

`Need.objects.reachable(call)` adds the grants of the call to the query itself, so that a policy dropped by
mistake still opens nothing, and a filter forgotten in Python still meets the policy.
"""

import uuid
from collections.abc import Collection, Sequence
from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import F
from django.db.models.expressions import Expression

from rourou.foundation.access import opened
from rourou.foundation.access.call import Call
from rourou.foundation.access.purposes import Category
from rourou.foundation.store import planned
from rourou.foundation.tenancy.keys import ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager, ClusterQuerySet

FEW = 300
SEEN = 4 * FEW


class Within(Expression):
    """Whether a grant of the call opens a row, or a bar closes it: one EXISTS, correlated with the row's own columns.

    Written as text and not with the query API, which takes longer to build it than PostgreSQL takes to answer it.
    """

    conditional = True
    output_field = models.BooleanField()

    def __init__(self, text: str, columns: dict[str, Any], parameters: Sequence[Any]) -> None:
        super().__init__()
        self.text, self.names, self.columns, self.parameters = text, tuple(columns), list(columns.values()), parameters

    def get_source_expressions(self) -> list[Any]:
        return list(self.columns)

    def set_source_expressions(self, expressions: Sequence[Any]) -> None:
        self.columns = list(expressions)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        found = {name: compiler.compile(column)[0] for name, column in zip(self.names, self.columns, strict=True)}
        return self.text.format_map(found), list(self.parameters)


class LearnerQuerySet(ClusterQuerySet):
    """Rows about learners, narrowed to what a call reaches."""

    def reachable(self, call: Call) -> "LearnerQuerySet":
        """Only rows that a live grant of this call opens and no live bar closes."""
        found = self.filter(_opened(self.model, call), _not_barred(self.model, call))
        assert isinstance(found, LearnerQuerySet)
        return found


class LearnerManager(ClusterManager.from_queryset(LearnerQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


# `offset 0` keeps the planner from turning this into a join. It takes a cluster that it has not counted yet for one
# row and would compare every learner with every grant: 5,000 learners 45 s, and 0.9 s by one index probe each. `+ 0`
# keeps the probe to the learner's own grants, as in `covering`: a first roster of 3,000 took 40 s, and takes 16 s.
_OPENED: Final = (
    "exists (select 1 from access_grant g where g.cluster_id = {cluster} and g.subject_id = {subject}"
    " and g.holder_id + 0 = any(%s::int[]) and g.purpose + 0 = any(%s::smallint[]) and g.categories & {category} <> 0"
    " and g.ceiling >= {sensitivity} and g.valid_from <= %s and g.valid_until > %s{custody} offset 0)"
)
_NOT_BARRED: Final = (
    "not exists (select 1 from access_bar b where b.cluster_id = {cluster} and b.subject_id = {subject}"
    " and b.person_id = %s and b.categories & {category} <> 0 and b.hats & %s <> 0"
    " and b.valid_from <= %s and b.valid_until > %s{custody})"
)


def _within(model: Any, text: str, custody: str, parameters: Sequence[Any]) -> Within:
    """The text with the columns of the row it is about: whom, in whose custody, of what category, how sensitive."""
    columns = {"cluster": F("cluster_id"), "subject": F("learner_id"), "sensitivity": F("sensitivity")}
    if model.__name__ == "Learner":
        columns["subject"], custody = F("id"), ""
    else:
        columns["custodian"] = F("custodian_id")
    category = "{category}" if model.CATEGORY is None else str(int(model.CATEGORY))
    if model.CATEGORY is None:
        columns["category"] = F("category")
    return Within(text.replace("{custody}", custody).replace("{category}", category), columns, parameters)


def _opened(model: Any, call: Call) -> Within:
    now_open = opened.current()
    purposes = [int(p) for p in now_open.act.purposes]
    return _within(
        model, _OPENED, " and g.custodian_id = {custodian}", (list(call.holders), purposes, now_open.at, now_open.at)
    )


def _not_barred(model: Any, call: Call) -> Within:
    """A bar with no custodian closes the rows of every custodian."""
    at = opened.current().at
    custody = " and (b.custodian_id is null or b.custodian_id = {custodian})"
    return _within(model, _NOT_BARRED, custody, (call.person_id, int(call.hat), at, at))


class LearnerModel(ClusterModel):
    """Base of every table below a learner: whom, in whose custody, how sensitive. `CATEGORY` None means a column."""

    CATEGORY: ClassVar[Category | None] = None

    learner_id = key_to("people.learner")
    custodian_id = key_to("tenancy.organisation")
    sensitivity = models.SmallIntegerField(default=2)

    objects: ClassVar[LearnerManager] = LearnerManager()

    class Meta:
        abstract = True


def few_ids(call: Call) -> list[uuid.UUID] | None:
    """The learners the call reaches, where they are at most 300; None where there are more (the adaptive form).

    No more than `SEEN` grants are looked at: whoever has more of them walks the list under the policy.
    """
    now_open = opened.current()
    with planned.once() as cursor:
        cursor.execute(
            "select case when count(*) <= %s then coalesce(array_agg(distinct g.subject_id), '{}') end from ("
            " select g.subject_id from access_grant g where g.cluster_id = %s and g.holder_id = any(%s::int[])"
            " and g.purpose = any(%s::int[]) and g.categories & 1 <> 0 and g.ceiling >= 1"
            " and g.valid_from <= %s and g.valid_until > %s limit %s) g",
            [SEEN, call.cluster_id, list(call.holders), [int(p) for p in now_open.act.purposes], now_open.at,
            now_open.at, SEEN + 1],
        )  # fmt: skip
        ids: list[uuid.UUID] | None = cursor.fetchone()[0]
    return ids if ids is not None and len(ids) <= FEW else None


def categories_of(call: Call, learner_id: uuid.UUID) -> Category:
    """Every category that some grant of the call opens on this learner, whatever the custodian."""
    return categories_by_custodian(call, [learner_id]).get(learner_id, {}).get(None, Category(0))


def categories_by_custodian(
    call: Call, ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[uuid.UUID | None, Category]]:
    """For each learner: what is opened in whose custody; under None, in anybody's."""
    now_open = opened.current()
    with planned.once() as cursor:
        cursor.execute(
            "select g.subject_id, g.custodian_id, bit_or(g.categories) from access_grant g where g.cluster_id = %s"
            " and g.subject_id = any(%s::uuid[]) and g.holder_id = any(%s::int[]) and g.purpose = any(%s::int[])"
            " and g.valid_from <= %s and g.valid_until > %s group by 1, 2",
            [call.cluster_id, list(ids), list(call.holders), [int(p) for p in now_open.act.purposes], now_open.at,
            now_open.at],
        )  # fmt: skip
        found: dict[uuid.UUID, dict[uuid.UUID | None, Category]] = {}
        for subject, custodian, categories in cursor.fetchall():
            of_subject = found.setdefault(subject, {})
            of_subject[custodian] = Category(categories)
            of_subject[None] = of_subject.get(None, Category(0)) | Category(categories)
    return found


def ceiling_of(call: Call, learner_id: uuid.UUID, custodian_id: uuid.UUID) -> int:
    """How sensitive a row in this custody the call may read at most; only a person named for it reaches 3."""
    now_open = opened.current()
    with planned.once() as cursor:
        cursor.execute(
            "select coalesce(max(g.ceiling), -1) from access_grant g where g.cluster_id = %s and g.subject_id = %s"
            " and g.custodian_id = %s and g.holder_id = any(%s::int[]) and g.purpose = any(%s::int[])"
            " and g.valid_from <= %s and g.valid_until > %s",
            [
                call.cluster_id, learner_id, custodian_id, list(call.holders), [int(p) for p in now_open.act.purposes],
                now_open.at, now_open.at,
            ],
        )  # fmt: skip
        found: int = cursor.fetchone()[0]
    return found
