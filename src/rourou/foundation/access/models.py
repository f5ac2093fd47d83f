"""Grants, bars, holders and their bearers: the compiled answer to who may see what about whom (access.md).

Only definer functions owned by the role `compiler` write these tables. The web role reads its own principals' grants
and its own person's bars.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Holder(models.Model):
    """A role in a place, or a person, in one cluster. Small integers keep grants small."""

    id = models.IntegerField(primary_key=True)
    cluster_id = models.UUIDField()
    kind = models.SmallIntegerField()
    role = models.TextField(default="")
    place_id = models.UUIDField(null=True)

    class Meta:
        db_table = "access_holder"
        managed = False


class Grant(models.Model):
    """One live reason: this holder may read these categories of this learner, up to this ceiling, for this purpose."""

    pk = models.CompositePrimaryKey("cluster_id", "id")
    cluster_id = models.UUIDField()
    id = models.BigIntegerField()
    subject_id = models.UUIDField()
    holder_id = models.IntegerField()
    purpose = models.SmallIntegerField()
    custodian_id = models.UUIDField()
    categories = models.IntegerField()
    ceiling = models.SmallIntegerField()
    reason = models.SmallIntegerField()
    source_id = models.UUIDField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        db_table = "access_grant"
        managed = False


class Bar(models.Model):
    """Never this person, under these hats, for these categories, while it lasts."""

    pk = models.CompositePrimaryKey("cluster_id", "id")
    cluster_id = models.UUIDField()
    id = models.BigIntegerField()
    subject_id = models.UUIDField()
    person_id = models.UUIDField()
    hats = models.SmallIntegerField()
    categories = models.IntegerField()
    custodian_id = models.UUIDField(null=True)
    reason = models.TextField()
    source_id = models.UUIDField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        db_table = "access_bar"
        managed = False


class Protocol(models.Model):
    """What the signed protocol in force means for the gate: its id, and the permissions it narrows away."""

    cluster_id = models.UUIDField(primary_key=True)
    decide_id = models.UUIDField(null=True)
    share_id = models.UUIDField(null=True)
    narrowed = ArrayField(models.TextField())

    class Meta:
        db_table = "access_protocol"
        managed = False
