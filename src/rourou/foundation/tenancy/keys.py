"""Composite keys: everything about people is keyed by (cluster, id); every key between such tables carries the cluster.

An ordinary foreign key looks past row security: it would let a row of one cluster point at a row of another.
"""

import uuid
from typing import Any

from django.db import models

from rourou.foundation.kernel.ids import new_id


class ClusterForeignKey(models.ForeignObject):
    """A key to another table of the same context, by (cluster_id, `column`) → (cluster_id, id).

    The column itself is declared beside it as a plain UUIDField, so that what is stored can be read in the model.
    """

    def __init__(self, to: Any, column: str, **options: Any) -> None:
        self.column_name = column
        options.setdefault("on_delete", models.DO_NOTHING)
        options.setdefault("related_name", "+")
        options["from_fields"] = ["cluster_id", column]
        options["to_fields"] = ["cluster_id", "id"]
        super().__init__(to, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        for generated in ("from_fields", "to_fields"):
            kwargs.pop(generated, None)
        to = kwargs.pop("to")
        return name, path, [to, self.column_name], kwargs


def key_to(target: str, *, null: bool = False, **options: Any) -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    """A plain id column that points across contexts; PostgreSQL keeps the composite key (`rls.key` in the migration).

    `target` is "people.learner". There is no `.learner` to walk: names come only from `people.queries`.
    """
    field = models.UUIDField(null=null, blank=null, **options)
    field.rourou_key_to = target  # type: ignore[attr-defined]
    return field


class ClusterModel(models.Model):
    """Base of every table about people or of one cluster: primary key (cluster_id, id), time of making."""

    pk = models.CompositePrimaryKey("cluster_id", "id")
    cluster_id = models.UUIDField()
    id = models.UUIDField(default=new_id)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True
