"""The cluster in force, in Python: the first of the two scopes. Only the gate opens one."""

import contextlib
import contextvars
import uuid
from collections.abc import Iterator
from typing import Any

from django.db import models

from rourou.foundation.kernel.errors import Fault, NoOpenGate, NotFound

_cluster: contextvars.ContextVar[uuid.UUID | None] = contextvars.ContextVar("rourou_cluster", default=None)


@contextlib.contextmanager
def opened(cluster_id: uuid.UUID) -> Iterator[None]:
    """Only foundation/access/gate.py calls this. Scopes of two clusters never nest."""
    if _cluster.get() not in (None, cluster_id):
        raise Fault("a gate of one cluster was opened inside a gate of another")
    token = _cluster.set(cluster_id)
    try:
        yield
    finally:
        _cluster.reset(token)


def cluster_id() -> uuid.UUID:
    """The cluster in force, or NoOpenGate."""
    found = _cluster.get()
    if found is None:
        raise NoOpenGate("no gate is open")
    return found


class ClusterQuerySet(models.QuerySet[Any]):
    """Rows of the cluster in force."""

    def get_or_refuse(self, row_id: uuid.UUID | None) -> Any:
        """The row, or NotFound: out of reach and never there are one answer."""
        row = self.filter(id=row_id).first() if row_id is not None else None
        if row is None:
            raise NotFound
        return row

    def for_update(self) -> "ClusterQuerySet":
        return self.select_for_update(of=("self",))


class ClusterManager(models.Manager.from_queryset(ClusterQuerySet)):  # type: ignore[misc]
    """With no open gate every use raises; inside one, rows of its cluster only."""

    def get_queryset(self) -> ClusterQuerySet:
        found = _cluster.get()
        if found is None:
            raise NoOpenGate(f"{self.model.__name__} was used with no open gate")
        queryset: ClusterQuerySet = super().get_queryset().filter(cluster_id=found)
        return queryset

    def bulk_create(self, rows: Any, **options: Any) -> Any:
        cluster_id()
        return models.QuerySet(self.model, using=self._db).bulk_create(rows, **options)

    def create(self, **values: Any) -> Any:
        values.setdefault("cluster_id", cluster_id())
        row = self.model(**values)
        row.save(force_insert=True, using=self.db)
        return row
