"""The ledger: append-only, hash-chained per cluster, holding ledger names and never people's own ids.

These tables are declared for their shape; nothing reads or writes them through the ORM. The web role inserts
through `audit_add` and reads through `audit_looks_at`, and can do neither directly.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class LedgerName(models.Model):
    """The random name under which a person stands in one cluster's ledger. Deleting the row disposes of the link."""

    pk = models.CompositePrimaryKey("cluster_id", "person_id")
    cluster_id = models.UUIDField()
    person_id = models.UUIDField()
    name = models.UUIDField()

    class Meta:
        db_table = "audit_name"
        managed = False


class Head(models.Model):
    """The end of each cluster's chain; its row lock puts acts of one cluster in order."""

    cluster_id = models.UUIDField(primary_key=True)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_head"
        managed = False


class Entry(models.Model):
    """One act, allowed or refused, reads included (access.md, The ledger)."""

    pk = models.CompositePrimaryKey("cluster_id", "seq")
    cluster_id = models.UUIDField()
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    role = models.TextField()
    organisation_id = models.UUIDField(null=True)
    event = models.TextField()
    outcome = models.TextField()
    purposes = ArrayField(models.SmallIntegerField())
    subjects = ArrayField(models.UUIDField())
    grants = ArrayField(models.BigIntegerField())
    protocol_id = models.UUIDField(null=True)
    cause = models.TextField(default="")
    request_id = models.TextField()
    previous = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        db_table = "audit_entry"
        managed = False
