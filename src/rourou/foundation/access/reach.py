"""The application's own lock: every read of a table about a learner starts from the call.

`Need.objects.reachable(call)` adds the grants of the call to the query itself, so that a policy dropped by
mistake still opens nothing, and a filter forgotten in Python still meets the policy.
"""

import uuid
from collections.abc import Collection
from typing import Any, ClassVar

from django.db import connection, models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q

from rourou.foundation.access import opened
from rourou.foundation.access.call import Call
from rourou.foundation.access.models import Bar, Grant
from rourou.foundation.access.purposes import Category
from rourou.foundation.tenancy.keys import ClusterModel, key_to
from rourou.foundation.tenancy.scope import ClusterManager, ClusterQuerySet

FEW = 300


class LearnerQuerySet(ClusterQuerySet):
    """Rows about learners, narrowed to what a call reaches."""

    def reachable(self, call: Call) -> "LearnerQuerySet":
        """Only rows that a live grant of this call opens and no live bar closes."""
        found = self.filter(Exists(_grants(self.model, call)), ~Exists(_bars(self.model, call)))
        assert isinstance(found, LearnerQuerySet)
        return found


class LearnerManager(ClusterManager.from_queryset(LearnerQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises."""


def _subject(model: Any) -> str:
    return "id" if model.__name__ == "Learner" else "learner_id"


def _category(model: Any) -> Any:
    return OuterRef("category") if model.CATEGORY is None else int(model.CATEGORY)


def _bits(combined: Any) -> Any:
    """Bits of a column, whether compared with a number or with the category column of an outer row."""
    return ExpressionWrapper(combined, output_field=models.IntegerField())


def _grants(model: Any, call: Call) -> Any:
    now_open = opened.current()
    grants = (
        Grant.objects.annotate(opens=_bits(F("categories").bitand(_category(model))))
        .filter(
            cluster_id=OuterRef("cluster_id"),
            subject_id=OuterRef(_subject(model)),
            holder_id__in=call.holders,
            purpose__in=[int(p) for p in now_open.act.purposes],
            opens__gt=0,
            ceiling__gte=OuterRef("sensitivity"),
            valid_from__lte=now_open.at,
            valid_until__gt=now_open.at,
        )
    )  # fmt: skip
    return grants if _subject(model) == "id" else grants.filter(custodian_id=OuterRef("custodian_id"))


def _bars(model: Any, call: Call) -> Any:
    now_open = opened.current()
    bars = (
        Bar.objects.annotate(
            closes=_bits(F("categories").bitand(_category(model))), under=F("hats").bitand(int(call.hat))
        )
        .filter(
            cluster_id=OuterRef("cluster_id"),
            subject_id=OuterRef(_subject(model)),
            person_id=call.person_id,
            closes__gt=0,
            under__gt=0,
            valid_from__lte=now_open.at,
            valid_until__gt=now_open.at,
        )
    )  # fmt: skip
    if _subject(model) != "id":
        bars = bars.filter(Q(custodian_id=None) | Q(custodian_id=OuterRef("custodian_id")))
    return bars


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
    """The learners the call reaches, where they are at most 300; None where there are more (the adaptive form)."""
    now_open = opened.current()
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct g.subject_id from access_grant g where g.cluster_id = %s and g.holder_id = any(%s::int[])"
            " and g.purpose = any(%s::int[]) and g.categories & 1 <> 0 and g.ceiling >= 1"
            " and g.valid_from <= %s and g.valid_until > %s limit %s",
            [call.cluster_id, list(call.holders), [int(p) for p in now_open.act.purposes], now_open.at, now_open.at,
            FEW + 1],
        )  # fmt: skip
        ids = [row[0] for row in cursor.fetchall()]
    return ids if len(ids) <= FEW else None


def categories_of(call: Call, learner_id: uuid.UUID) -> Category:
    """Every category that some grant of the call opens on this learner, whatever the custodian."""
    return categories_by_custodian(call, [learner_id]).get(learner_id, {}).get(None, Category(0))


def categories_by_custodian(
    call: Call, ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, dict[uuid.UUID | None, Category]]:
    """For each learner: what is opened in whose custody; under None, in anybody's."""
    now_open = opened.current()
    with connection.cursor() as cursor:
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
    with connection.cursor() as cursor:
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
